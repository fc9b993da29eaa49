import type {
  AuthorizingView,
  ConfirmProviderView,
  ExitView,
  NotAvailableView,
  Problem,
  ProblemView,
  SignedOutView,
  SigningOutView,
} from '@couchpass/core';
import { isOfPlayback } from '@couchpass/core/pass';
import { type Action, button, type Said, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { argb, atmosphere, color } from '../theme.ts';
import { titleOf } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { freePreviewButton, isPreviewOver, problemTexts, sayAfter, slowAfter } from './common.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

/** A simple screen with one message: waits, refusals and problems. */
export interface PageModel extends ScreenModel {
  readonly topBar: TopBarModel;
  readonly tint: number;
  readonly art: string;
  /** The provider that the message is about, shown by its mark; null when it is about none. */
  readonly provider: { readonly name: string; readonly logo: string } | null;
  readonly tone: 'calm' | 'problem';
  readonly kicker: string;
  readonly message: string;
  /** A text by a third party, shown as a quotation. */
  readonly quote: { readonly by: string; readonly text: string } | null;
  readonly support: string;
  /** The text beside a spinner; '' when nothing is awaited. */
  readonly waiting: string;
  readonly actions: readonly Action[];
}

type Draft = Partial<Omit<PageModel, 'screen' | 'title' | 'groups' | 'said' | 'preferred'>> &
  Pick<PageModel, 'screen' | 'title'>;

function page(draft: Draft, translate: Translate): PageModel {
  const full = {
    topBar: plainBar(''),
    tint: atmosphere(color.tint),
    art: '',
    provider: null,
    tone: 'calm',
    kicker: '',
    message: '',
    quote: null,
    support: '',
    waiting: '',
    actions: [],
    back: null,
    ...draft,
  } as const;
  const said: Said[] = [
    ...(full.topBar.note ? [{ id: 'to-watch', text: full.topBar.note }] : []),
    ...(full.kicker ? [{ id: 'item', text: full.kicker }] : []),
    ...(full.message
      ? [
          {
            id: 'message',
            text: full.message,
            live: full.tone === 'problem' ? ('alert' as const) : ('status' as const),
          },
        ]
      : []),
    ...(full.quote ? [{ id: 'details', text: `${full.quote.by} ${full.quote.text}` }] : []),
    ...(full.support ? [{ id: 'support', text: full.support }] : []),
    ...(full.waiting ? [{ id: 'status', text: full.waiting, live: 'status' as const }] : []),
  ];
  return {
    ...full,
    said,
    groups: [{ id: 'actions', name: translate('actions'), actions: full.actions }],
    preferred: full.actions[0]?.id ?? null,
  };
}

/** @param waited ms on this screen: a short wait shows no text, a long one offers a way out */
export function authorizingModel(
  view: AuthorizingView,
  waited: number,
  translate: Translate,
): PageModel {
  const { item } = view;
  const slow = waited >= slowAfter;
  // A free item needs no decision: only its stream's address is requested again.
  const isFree = item.access === 'free';
  const status = isFree ? 'authorizing.renewing' : 'authorizing.status';
  return page(
    {
      screen: 'authorizing',
      title: titleOf(item),
      kicker: translate('authorizing.title'),
      tint: atmosphere(argb(item.tint)),
      art: item.art,
      message: slow ? translate(isFree ? 'signIn.slow' : 'authorizing.slow') : '',
      waiting: waited >= sayAfter ? translate(status, { title: titleOf(item) }) : '',
      actions:
        waited >= sayAfter ? [button('cancel', translate('action.cancel'), { type: 'BACK' })] : [],
      back: { type: 'BACK' },
    },
    translate,
  );
}

export function notAvailableModel(view: NotAvailableView, translate: Translate): PageModel {
  const { item } = view;
  const texts = problemTexts(view.problem, translate, item);
  const signIn = isPreviewOver(view.problem) ? 'action.signIn' : 'action.signInAgain';
  return page(
    {
      screen: 'notAvailable',
      title: texts.title,
      kicker: translate('notAvailable.item', { title: titleOf(item) }),
      tone: 'problem',
      tint: atmosphere(argb(item.tint)),
      art: item.art,
      message: texts.help,
      quote: texts.details ? { by: translate(sayerOf(view.problem)), text: texts.details } : null,
      support: texts.support,
      actions: [
        ...(view.canSignIn ? [button('sign-in', translate(signIn), { type: 'SIGN_IN' })] : []),
        ...(view.canRetry ? [button('retry', translate('action.retry'), { type: 'RETRY' })] : []),
        button('back', translate('action.back'), { type: 'BACK' }),
      ],
      back: { type: 'BACK' },
    },
    translate,
  );
}

/** The source of the quoted text: the programmer's own playback endpoint may send one too. */
function sayerOf(problem: Problem): 'notAvailable.service' | 'notAvailable.provider' {
  return isOfPlayback(problem) ? 'notAvailable.service' : 'notAvailable.provider';
}

/** @param waited ms on this screen */
export function signingOutModel(
  _view: SigningOutView,
  waited: number,
  translate: Translate,
): PageModel {
  return page(
    {
      screen: 'signingOut',
      title: translate('signingOut.title'),
      message: waited >= slowAfter ? translate('signingOut.slow') : '',
      actions:
        waited >= slowAfter
          ? [button('continue', translate('action.continue'), { type: 'BACK' })]
          : [],
      waiting: waited >= sayAfter ? translate('signingOut.status') : '',
      back: { type: 'BACK' },
    },
    translate,
  );
}

export function problemModel(view: ProblemView, translate: Translate): PageModel {
  const texts = problemTexts(view.problem, translate);
  return page(
    {
      screen: 'problem',
      title: texts.title,
      tone: 'problem',
      message: texts.help,
      quote: texts.details ? { by: translate('notAvailable.provider'), text: texts.details } : null,
      support: texts.support,
      actions: [
        button('retry', translate('action.retry'), { type: 'RETRY' }),
        button('browse', translate('action.browse'), { type: 'BROWSE' }),
      ],
      back: { type: 'BACK' },
    },
    translate,
  );
}

/** Asks a viewer who was signed in before: the same provider again, or another way. */
export function confirmProviderModel(view: ConfirmProviderView, translate: Translate): PageModel {
  const { item, provider } = view;
  return page(
    {
      screen: 'confirmProvider',
      title: translate('confirmProvider.title', {
        provider: cleanText(provider.displayName, maxLength.line),
      }),
      topBar: plainBar(item ? translate('nav.toWatch', { title: titleOf(item) }) : ''),
      tint: atmosphere(argb(item?.tint)),
      provider: {
        name: cleanText(provider.displayName, maxLength.line),
        logo: provider.logoUrl ?? '',
      },
      message: translate('confirmProvider.message'),
      actions: [
        button('continue', translate('action.continue'), { type: 'CONFIRM' }),
        ...(view.canSignInOnDevice
          ? [button('here', translate('action.here'), { type: 'SIGN_IN_ON_DEVICE' })]
          : []),
        button('other-provider', translate('action.otherProvider'), { type: 'OTHER_PROVIDER' }),
        ...(view.freePreview ? [freePreviewButton(translate)] : []),
        button('cancel', translate('action.cancel'), { type: 'BACK' }),
      ],
      back: { type: 'BACK' },
    },
    translate,
  );
}

/** The viewer is signed out in this app; shows what remains to be done elsewhere. */
export function signedOutModel({ problem }: SignedOutView, translate: Translate): PageModel {
  const told = problem && problemTexts(problem, translate);
  const ok = button('ok', translate('action.ok'), { type: 'BACK' });
  return page(
    {
      screen: 'signedOut',
      title: translate('signedOut.title'),
      message: told
        ? `${told.title}. ${translate('signedOut.untold')}`
        : translate('signedOut.message'),
      support: told?.support ?? '',
      actions: told ? [ok, button('retry', translate('action.retry'), { type: 'RETRY' })] : [ok],
      back: { type: 'BACK' },
    },
    translate,
  );
}

/** Asks whether to leave the app. Staying is the first button, because Back is easily pressed once too often. */
export function exitModel(_view: ExitView, brand: string, translate: Translate): PageModel {
  return page(
    {
      screen: 'exit',
      title: translate('exit.title', { brand }),
      message: translate('exit.message'),
      actions: [
        button('stay', translate('action.stayHere'), { type: 'BACK' }),
        button('leave', translate('action.leave'), { type: 'CONFIRM' }),
      ],
      back: { type: 'BACK' },
    },
    translate,
  );
}

import type { SignInView } from '@couchpass/core';
import { countdown, spelled } from '../format.ts';
import { type Action, button, type Said, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { argb, atmosphere, color } from '../theme.ts';
import { titleOf } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { freePreviewButton, type ProblemTexts, problemTexts, slowAfter } from './common.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

/** Whether Continue was pressed, and the result; the result of a poll without a press is not shown. */
export type Asked = 'no' | 'checking' | 'notYet';

export interface SignInModel extends ScreenModel {
  readonly screen: 'signIn';
  readonly look: 'preparing' | 'code' | 'here' | 'approved' | 'expired' | 'failed';
  readonly topBar: TopBarModel;
  readonly steps: readonly [string, string, string];
  readonly address: string;
  readonly code: string;
  readonly qr: string;
  readonly qrCaption: string;
  readonly status: string;
  readonly tone: 'calm' | 'trouble';
  /** The sentence with the remaining time, in parts, so that the time can be emphasized; null without a code. */
  readonly timeLeft: {
    readonly before: string;
    readonly time: string;
    readonly after: string;
  } | null;
  /** The large text of approved, expired and failed. */
  readonly message: string;
  readonly support: string;
  readonly details: string;
  readonly actions: readonly Action[];
  readonly tint: number;
}

/**
 * @param now ms on the clock of `view.expiresAt`
 * @param waited ms since the code was requested
 */
export function signInModel(
  view: SignInView,
  asked: Asked,
  now: number,
  translate: Translate,
  waited = 0,
): SignInModel {
  const look = lookOf(view);
  const problem = view.problem ? problemTexts(view.problem, translate) : null;
  const slow = view.phase === 'preparing' && waited >= slowAfter;
  const status = slow ? translate('signIn.slow') : statusOf(view, look, asked, translate);
  const timeLeft =
    look === 'code' && view.expiresAt > 0
      ? timeLeftOf(countdown(view.expiresAt, now), translate)
      : null;
  const message = messageOf(view, look, problem, translate);
  const actions = actionsOf(view, look, translate);
  const steps = [
    translate('signIn.step1'),
    translate('signIn.step2'),
    translate('signIn.step3'),
  ] as const;
  const title = headingOf(view, look, problem, translate);
  const shown = look === 'code' || look === 'preparing';
  const said: Said[] = [
    ...(view.item
      ? [{ id: 'item', text: translate('nav.toWatch', { title: titleOf(view.item) }) }]
      : []),
    ...(shown
      ? [
          { id: 'step-1', text: steps[0] },
          { id: 'address', text: view.address },
          { id: 'step-2', text: steps[1] },
          ...(look === 'code'
            ? [
                {
                  id: 'code',
                  text: view.code,
                  spoken: spelled(view.code),
                  live: 'status' as const,
                },
              ]
            : []),
          { id: 'step-3', text: steps[2] },
        ]
      : []),
    ...(message ? [{ id: 'message', text: message, live: 'status' as const }] : []),
    ...(problem?.details ? [{ id: 'details', text: problem.details }] : []),
    ...(problem ? [{ id: 'support', text: problem.support }] : []),
    ...(status ? [{ id: 'status', text: status, live: 'status' as const }] : []),
    ...(timeLeft
      ? [{ id: 'time-left', text: `${timeLeft.before}${timeLeft.time}${timeLeft.after}` }]
      : []),
  ];
  return {
    screen: 'signIn',
    look,
    title,
    topBar: plainBar(view.item ? translate('nav.toWatch', { title: titleOf(view.item) }) : ''),
    steps,
    address: view.address,
    code: view.code,
    qr: view.addressWithCode,
    qrCaption: translate('signIn.scan'),
    status,
    tone: view.troubled ? 'trouble' : 'calm',
    timeLeft,
    message,
    support: problem?.support ?? '',
    details: problem?.details ?? '',
    actions,
    tint: atmosphere(argb(view.item?.tint, color.tint)),
    said,
    groups: [{ id: 'actions', name: translate('actions'), actions }],
    preferred: actions[0]?.id ?? null,
    back: { type: 'BACK' },
  };
}

function timeLeftOf(time: string, translate: Translate): NonNullable<SignInModel['timeLeft']> {
  const gap = '\n';
  const [before = '', after = ''] = translate('signIn.timeLeft', { time: gap }).split(gap);
  return { before, time, after };
}

function lookOf(view: SignInView): SignInModel['look'] {
  const { phase, onDevice: here } = view;
  if (phase === 'approved' || phase === 'expired' || phase === 'failed') return phase;
  if (here) return 'here';
  return phase === 'waiting' || phase === 'asking' ? 'code' : 'preparing';
}

function headingOf(
  view: SignInView,
  look: SignInModel['look'],
  problem: ProblemTexts | null,
  translate: Translate,
): string {
  switch (look) {
    case 'approved':
      return translate('signIn.approvedTitle');
    case 'expired':
      return translate('signIn.expiredTitle');
    case 'failed':
      return problem?.title ?? translate('problem.unknown.title');
    default:
      return view.provider
        ? translate('signIn.titleWith', {
            provider: cleanText(view.provider.displayName, maxLength.line),
          })
        : translate('signIn.title');
  }
}

function messageOf(
  view: SignInView,
  look: SignInModel['look'],
  problem: ProblemTexts | null,
  translate: Translate,
): string {
  if (look === 'expired') return translate('signIn.expired');
  if (look === 'failed') return problem?.help ?? translate('problem.unknown.help');
  if (look === 'here' && view.phase !== 'preparing') {
    return translate(view.phase === 'closed' ? 'signIn.hereClosed' : 'signIn.hereOpening');
  }
  if (look !== 'approved') return '';
  const parts = [
    view.viewer
      ? translate('signIn.approved', {
          provider: cleanText(view.viewer.providerName, maxLength.line),
        })
      : '',
    view.item ? translate('signIn.approvedItem', { title: titleOf(view.item) }) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function statusOf(
  view: SignInView,
  look: SignInModel['look'],
  asked: Asked,
  translate: Translate,
): string {
  if (look === 'preparing') return translate('signIn.preparing');
  if (look === 'here') {
    if (view.phase === 'preparing') return translate('signIn.herePreparing');
    if (view.phase === 'closed') return '';
    return translate(view.phase === 'opening' ? 'signIn.waiting' : 'signIn.checking');
  }
  if (look !== 'code') return '';
  if (asked === 'checking') return translate('signIn.checking');
  if (view.troubled) return translate(troubleOf(view));
  return translate(asked === 'notYet' ? 'signIn.notYet' : 'signIn.waiting');
}

/** The text for what blocks the requests to the service, where that is known. */
function troubleOf({
  trouble,
}: SignInView): 'signIn.portal' | 'signIn.intercepted' | 'signIn.troubled' {
  if (trouble?.key === 'portal') return 'signIn.portal';
  return trouble?.key === 'intercepted' ? 'signIn.intercepted' : 'signIn.troubled';
}

function actionsOf(view: SignInView, look: SignInModel['look'], translate: Translate): Action[] {
  const cancel = button('cancel', translate('action.cancel'), { type: 'BACK' });
  const preview = view.freePreview ? [freePreviewButton(translate)] : [];
  const other = view.provider
    ? [button('other-provider', translate('action.otherProvider'), { type: 'OTHER_PROVIDER' })]
    : [];
  const here = view.canSignInOnDevice
    ? [button('here', translate('action.here'), { type: 'SIGN_IN_ON_DEVICE' })]
    : [];
  const newCode = button('new-code', translate('action.newCode'), { type: 'NEW_CODE' });
  switch (look) {
    case 'code':
      return [
        button('continue', translate('action.continue'), { type: 'CONTINUE' }),
        newCode,
        ...here,
        ...other,
        ...preview,
        cancel,
      ];
    case 'here':
      return view.phase === 'preparing'
        ? [cancel]
        : [...hereActions(view, translate), ...preview, cancel];
    case 'expired':
      return [newCode, ...other, ...preview, cancel];
    case 'failed':
      return [button('retry', translate('action.retry'), { type: 'RETRY' }), ...preview, cancel];
    case 'preparing':
      return [cancel];
    case 'approved':
      return [];
  }
}

/** Buttons while the login is open in this device's browser, and after it was closed. */
function hereActions({ phase }: SignInView, translate: Translate): Action[] {
  const again = button('here', translate('action.hereAgain'), { type: 'SIGN_IN_ON_DEVICE' });
  return [
    ...(phase === 'closed' ? [again] : []),
    button('continue', translate('action.continue'), { type: 'CONTINUE' }),
    button('on-phone', translate('action.onPhone'), { type: 'ON_PHONE' }),
  ];
}

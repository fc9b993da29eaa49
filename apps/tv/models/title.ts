import type { TitleView } from '../../../core/machine/view.types.ts';
import { clockTime, countdown } from '../format.ts';
import { type Action, button, type Said, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { type Access, accessOf, type Described, describeItem, marks } from './access.ts';
import { longest, tidy } from './tidy.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

export interface TitleModel extends ScreenModel, Described {
  readonly screen: 'title';
  readonly title: string;
  readonly topBar: TopBarModel;
  readonly access: Access;
  /** What is needed to watch it, in a sentence. */
  readonly need: string;
  /** The provider's own words about it, '' when it sent none. */
  readonly quote: { readonly by: string; readonly text: string } | null;
  readonly actions: readonly Action[];
}

/** @param now ms on the clock of `view.previewEndsAt` */
export function titleModel(view: TitleView, now: number, translate: Translate): TitleModel {
  const { item, viewer, decision, previewEndsAt, startAt } = view;
  const access = accessOf(item, viewer, decision?.included, previewEndsAt);
  const described = describeItem(item, translate);
  const provider = tidy(viewer?.providerName ?? '', longest.line);
  const need = translate(marks[access].sentence, { provider });
  const words = tidy(decision?.details ?? '', longest.quote);
  const quote =
    access === 'notIncluded' && words
      ? { by: translate('notAvailable.provider'), text: words }
      : null;
  const label =
    access === 'signIn'
      ? translate('access.signIn')
      : startAt > 0
        ? translate('action.resume', { time: clockTime(startAt) })
        : translate('action.play');
  const actions = [
    button('play', label, { type: 'PLAY', item }),
    button('back', translate('action.back'), { type: 'BACK' }),
  ];
  const note =
    previewEndsAt === null || access === 'free'
      ? provider
      : translate('preview.left', { time: countdown(previewEndsAt, now) });
  const said: Said[] = [
    ...(described.kicker ? [{ id: 'kicker', text: described.kicker }] : []),
    ...(described.meta ? [{ id: 'meta', text: described.meta }] : []),
    ...(described.description ? [{ id: 'description', text: described.description }] : []),
    { id: 'access', text: need, live: 'status' },
    ...(quote ? [{ id: 'details', text: `${quote.by} ${quote.text}` }] : []),
    ...(note ? [{ id: 'note', text: note }] : []),
  ];
  return {
    screen: 'title',
    ...described,
    topBar: { ...plainBar(note), providerLogo: viewer?.providerLogo ?? '' },
    access,
    need,
    quote,
    actions,
    said,
    groups: [{ id: 'actions', name: translate('actions'), actions }],
    preferred: 'button-play',
    back: { type: 'BACK' },
  };
}

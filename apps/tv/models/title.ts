import type { TitleView } from '@couchpass/core';
import { episodesOf } from '@couchpass/core/catalogue';
import { clockTime, countdown } from '../format.ts';
import { type Action, button, type Said, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import {
  type Access,
  accessOf,
  type Described,
  describeItem,
  joined,
  marks,
  placeOf,
  titleOf,
} from './access.ts';
import type { ChoicesModel } from './choices.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

export interface TitleModel extends ScreenModel, Described {
  readonly screen: 'title';
  readonly title: string;
  readonly topBar: TopBarModel;
  readonly access: Access;
  /** A sentence about what is needed to watch the title. */
  readonly need: string;
  /** The provider's own text about it, '' when it sent none. */
  readonly quote: { readonly by: string; readonly text: string } | null;
  readonly actions: readonly Action[];
  /** The episodes of a series, while the list is open. */
  readonly panel: ChoicesModel | null;
}

/**
 * @param now ms on the clock of `view.previewEndsAt`
 * @param lists the list of episodes is open
 */
export function titleModel(
  view: TitleView,
  now: number,
  translate: Translate,
  lists = false,
): TitleModel {
  const { item, viewer, decision, previewEndsAt, startAt } = view;
  const access = accessOf(item, viewer, decision?.included, previewEndsAt);
  const described = describeItem(item, translate);
  const provider = cleanText(viewer?.providerName ?? '', maxLength.line);
  const need = translate(marks[access].sentence, { provider });
  const words = cleanText(decision?.details ?? '', maxLength.quote);
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
    ...(item.seasons ? [button('episodes', translate('action.episodes'), null)] : []),
    button('back', translate('action.back'), { type: 'BACK' }),
  ];
  const panel = lists && item.seasons ? episodeChoices(view, translate) : null;
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
    panel,
    said,
    groups: panel?.groups ?? [{ id: 'actions', name: translate('actions'), actions }],
    preferred: panel ? panel.current : 'button-play',
    back: { type: 'BACK' },
  };
}

/** All episodes in their order; the next one has the focus, and OK plays it. */
function episodeChoices({ item, next }: TitleView, translate: Translate): ChoicesModel {
  const title = translate('action.episodes');
  const episodes = episodesOf(item);
  const seasons = item.seasons?.length ?? 0;
  const choices = episodes.map((episode, index): Action => {
    const { season = 0, number = index + 1 } = episode.episode ?? {};
    const place = seasons > 1 ? `${season}/${number}` : String(number);
    return {
      id: `choice-episode-${index}`,
      label: joined([place, titleOf(episode)]),
      spoken: joined([placeOf(episode, translate), titleOf(episode)], ', '),
      role: 'radio',
      checked: episode === next,
      event: { type: 'PLAY', item: episode },
    };
  });
  return {
    title,
    choices,
    groups: choices.map((action) => ({ id: action.id, name: title, actions: [action] })),
    current: choices.find(({ checked }) => checked)?.id ?? choices[0]?.id ?? null,
  };
}

import { getOwn, type HomeView, type Item, type MachineEvent } from '@couchpass/core';
import { itemsById } from '@couchpass/core/catalogue';
import { idsByAge } from '@couchpass/core/machine';
import { type Action, type ActionGroup, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { argb, color } from '../theme.ts';
import {
  accessOf,
  type BadgeName,
  type Described,
  describeItem,
  joined,
  marks,
  titleOf,
} from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { type ProblemTexts, problemTexts } from './common.ts';
import { type TopBarModel, topBar } from './topBar.ts';

export interface CardModel extends Action {
  readonly art: string;
  readonly tint: number;
  readonly live: string;
  /** The corner badge: what the viewer needs for watching. */
  readonly badge: BadgeName;
  readonly badgeText: string;
  /** Ids of the row and the item: the focus stays on them when the feed has changed. */
  readonly stands: string;
  /** 0 to 1: how far it was watched; null when it was not. */
  readonly watched: number | null;
  /** The event of the remote's own Play key. */
  readonly play: MachineEvent;
  readonly hero: HeroModel;
}

export interface HeroModel extends Described {
  readonly locked: boolean;
  readonly access: string;
}

export interface RowModel extends ActionGroup {
  readonly actions: readonly CardModel[];
}

export interface HomeModel extends ScreenModel {
  readonly screen: 'home';
  readonly topBar: TopBarModel;
  readonly rows: readonly RowModel[];
  readonly loading: boolean;
  /** '' unless loading the rows takes long. */
  readonly slow: string;
  readonly problem: ProblemTexts | null;
  readonly retry: Action | null;
}

export function homeModel(view: HomeView, translate: Translate): HomeModel {
  const bar = topBar('home', view.viewer, translate);
  const rows = rowsOf(view, translate);
  const problem = view.problem && problemTexts(view.problem, translate);
  // Requesting a faulty feed again does not repair it.
  const retry =
    problem && view.problem?.key !== 'feed'
      ? button('retry', translate('action.retry'), { type: 'RETRY' })
      : null;
  const loading = view.catalogue === null && problem === null;
  const groups: ActionGroup[] = [bar.group, ...rows];
  if (retry) groups.push({ id: 'actions', name: translate('actions'), actions: [retry] });
  return {
    screen: 'home',
    title: translate('home.title'),
    topBar: bar,
    rows,
    loading,
    slow: '',
    problem,
    retry,
    groups,
    preferred: rows[0]?.actions[0]?.id ?? retry?.id ?? bar.group.actions[0]?.id ?? null,
    // Home is the first screen: the machine and the shell decide what Back does here.
    back: { type: 'BACK' },
    said: [
      ...(bar.note ? [{ id: 'provider', text: bar.note }] : []),
      ...(loading
        ? [{ id: 'status', text: translate('home.loading'), live: 'status' as const }]
        : []),
      ...(problem
        ? [
            { id: 'problem', text: problem.title, live: 'alert' as const },
            { id: 'help', text: problem.help },
            { id: 'support', text: problem.support },
          ]
        : []),
    ],
  };
}

/** The same with a text after a long wait for the rows, when only their shape is shown. */
export function withPatience(model: HomeModel, text: string): HomeModel {
  if (!model.loading || text === '') return model;
  return { ...model, slow: text, said: [{ id: 'status', text, live: 'status' }] };
}

/** The same with the remaining time of the free preview; '' without one. */
export function withPreview(model: HomeModel, text: string): HomeModel {
  if (text === '') return model;
  return {
    ...model,
    topBar: { ...model.topBar, note: text },
    said: [{ id: 'preview', text }, ...model.said],
  };
}

function rowsOf(view: HomeView, translate: Translate): RowModel[] {
  const rows = (view.catalogue?.rows ?? []).filter((row) => row.items.length > 0);
  const row = (id: string, name: string, items: readonly Item[]): RowModel => ({
    id,
    name,
    actions: items.map((item, column) => ({
      ...cardOf(item, `${id}-item-${column}`, view, translate),
      stands: `${id === 'continue' ? id : name} ${item.id}`,
    })),
  });
  const begun = begunItems(view);
  return [
    ...(begun.length > 0 ? [row('continue', translate('home.continue'), begun)] : []),
    ...rows.map(({ made, title, items }, index) =>
      row(
        `row-${index}`,
        made ? translate(`row.${made}`) : cleanText(title, maxLength.title),
        items,
      ),
    ),
  ];
}

/** Items that were watched in part, the latest first. */
function begunItems({ catalogue, positions }: HomeView): Item[] {
  const items = catalogue ? itemsById(catalogue) : null;
  return idsByAge(positions)
    .reverse()
    .flatMap((id) => items?.get(id) ?? []);
}

function cardOf(
  item: Item,
  id: string,
  view: HomeView,
  translate: Translate,
): Omit<CardModel, 'stands'> {
  const { viewer, decisions, previewEndsAt, positions } = view;
  const { resource } = item;
  const included = resource === undefined ? undefined : getOwn(decisions, resource)?.included;
  const state = accessOf(item, viewer, included, previewEndsAt);
  const { badge, badgeText, access: accessKey } = marks[state];
  const access = translate(accessKey);
  const at = getOwn(positions, item.id);
  const watched = at ? Math.max(0, Math.min(1, at.position / at.duration)) : null;
  const percent = Math.round((watched ?? 0) * 100);
  return {
    id,
    label: titleOf(item),
    spoken: joined(
      [
        titleOf(item),
        item.live ? translate('access.live') : '',
        access,
        cleanText(item.genre ?? '', maxLength.line),
        watched === null ? '' : translate('home.watched', { percent }),
      ],
      ', ',
    ),
    role: 'button',
    event: { type: 'SHOW', item },
    play: { type: 'PLAY', item },
    art: item.art,
    tint: argb(item.tint, color.surfaceRaised),
    live: item.live ? translate('badge.live') : '',
    badge,
    badgeText: badgeText === null ? '' : translate(badgeText),
    watched,
    hero: {
      ...describeItem(item, translate),
      locked: state === 'signIn' || state === 'notIncluded',
      access,
    },
  };
}

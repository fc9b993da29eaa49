import type { Catalogue, Item } from '../../../core/catalogue/types.ts';
import type { HomeView } from '../../../core/machine/view.types.ts';
import { hoursAndMinutes } from '../format.ts';
import { type Action, type ActionGroup, button, type ScreenModel } from '../screenModel.ts';
import type { TextKey, Translate } from '../texts/index.ts';
import { argb, atmosphere, color } from '../theme.ts';
import { type ProblemTexts, problemTexts } from './common.ts';
import { type TopBarModel, topBar } from './topBar.ts';

export interface CardModel extends Action {
  readonly art: string;
  readonly tint: number;
  readonly live: string;
  /** The corner badge: what stands between the viewer and the picture. */
  readonly badge: 'free' | 'locked' | 'included' | 'denied' | 'none';
  readonly badgeText: string;
  readonly hero: HeroModel;
}

export interface HeroModel {
  readonly kicker: string;
  readonly title: string;
  readonly meta: string;
  readonly locked: boolean;
  readonly access: string;
  readonly description: string;
  readonly art: string;
  readonly tint: number;
}

export interface RowModel extends ActionGroup {
  readonly actions: readonly CardModel[];
}

export interface HomeModel extends ScreenModel {
  readonly screen: 'home';
  readonly topBar: TopBarModel;
  readonly rows: readonly RowModel[];
  readonly loading: boolean;
  readonly problem: ProblemTexts | null;
  readonly retry: Action | null;
}

export function homeModel(view: HomeView, translate: Translate): HomeModel {
  const bar = topBar('home', view.viewer, translate);
  const rows = view.catalogue ? rowsOf(view.catalogue, view, translate) : [];
  const problem = view.catalogue || !view.problem ? null : problemTexts(view.problem, translate);
  const retry = problem ? button('retry', translate('action.retry'), { type: 'RETRY' }) : null;
  const loading = view.catalogue === null && problem === null;
  const groups: ActionGroup[] = [bar.group, ...rows];
  if (retry) groups.push({ id: 'actions', name: translate('actions'), actions: [retry] });
  return {
    screen: 'home',
    title: translate('home.title'),
    topBar: bar,
    rows,
    loading,
    problem,
    retry,
    groups,
    preferred: rows[0]?.actions[0]?.id ?? retry?.id ?? bar.group.actions[0]?.id ?? null,
    // Home is the first screen: where Back leads from here is the shell's to say.
    back: null,
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

/** The same with the time that is left of the free preview; '' without one. */
export function withPreview(model: HomeModel, text: string): HomeModel {
  if (text === '') return model;
  return {
    ...model,
    topBar: { ...model.topBar, note: text },
    said: [{ id: 'preview', text }, ...model.said],
  };
}

type Marks = Pick<HomeView, 'viewer' | 'decisions' | 'previewEndsAt'>;

function rowsOf(catalogue: Catalogue, marks: Marks, translate: Translate): RowModel[] {
  return catalogue.rows
    .filter((row) => row.items.length > 0)
    .map((row, index) => ({
      id: `row-${index}`,
      name: row.title,
      actions: row.items.map((item, column) =>
        cardOf(item, `row-${index}-item-${column}`, marks, translate),
      ),
    }));
}

/** What stands between the viewer and the picture, as far as it is known. */
type Access = 'free' | 'signIn' | 'preview' | 'included' | 'notIncluded' | 'subscription';

const states: Readonly<
  Record<
    Access,
    {
      readonly badge: CardModel['badge'];
      readonly badgeText: TextKey | null;
      readonly access: TextKey;
    }
  >
> = {
  free: { badge: 'free', badgeText: 'badge.free', access: 'access.free' },
  signIn: { badge: 'locked', badgeText: 'badge.signIn', access: 'access.signIn' },
  preview: { badge: 'none', badgeText: null, access: 'access.preview' },
  included: { badge: 'included', badgeText: 'badge.included', access: 'access.included' },
  notIncluded: {
    badge: 'denied',
    badgeText: 'badge.notIncluded',
    access: 'access.notIncluded',
  },
  subscription: { badge: 'none', badgeText: null, access: 'access.subscription' },
};

function accessOf(item: Item, { viewer, decisions, previewEndsAt }: Marks): Access {
  if (item.access === 'free') return 'free';
  if (viewer === null) return previewEndsAt === null ? 'signIn' : 'preview';
  const { resource } = item;
  const known =
    resource !== undefined && Object.hasOwn(decisions, resource) ? decisions[resource] : undefined;
  // null: the service could not say, which is no reason to keep anybody from trying.
  if (known === undefined || known.included === null) return 'subscription';
  return known.included ? 'included' : 'notIncluded';
}

function cardOf(item: Item, id: string, marks: Marks, translate: Translate): CardModel {
  const state = accessOf(item, marks);
  const { badge, badgeText, access: accessKey } = states[state];
  const access = translate(accessKey);
  const spoken = [
    item.title,
    item.live ? translate('access.live') : '',
    access,
    item.genre ?? '',
  ].filter((part) => part !== '');
  return {
    id,
    label: item.title,
    spoken: spoken.join(', '),
    role: 'button',
    event: { type: 'PLAY', item },
    art: item.art,
    tint: argb(item.tint, color.surfaceRaised),
    live: item.live ? translate('badge.live') : '',
    badge,
    badgeText: badgeText === null ? '' : translate(badgeText),
    hero: {
      kicker: [item.live ? translate('access.live') : '', capital(item.genre ?? '', translate)]
        .filter((part) => part !== '')
        .join(' · '),
      title: item.title,
      meta: metaOf(item, translate),
      locked: state === 'signIn' || state === 'notIncluded',
      access,
      description: item.description,
      art: item.art,
      tint: atmosphere(argb(item.tint)),
    },
  };
}

/** Feeds write genres in small letters. */
function capital(text: string, { language }: Translate): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}

function metaOf(item: Item, translate: Translate): string {
  const parts = [item.live ? '' : (item.year ?? '')];
  if (item.durationS !== undefined && !item.live) {
    const { hours, minutes } = hoursAndMinutes(item.durationS);
    parts.push(
      hours > 0
        ? translate('duration.hours', { hours, minutes })
        : translate('duration.minutes', { minutes }),
    );
  }
  parts.push(item.rating ?? '');
  return parts.filter((part) => part !== '').join(' · ');
}

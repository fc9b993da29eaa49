import type { ProvidersView } from '@couchpass/core';
import {
  type Action,
  type ActionGroup,
  button,
  type Said,
  type ScreenModel,
} from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { argb, atmosphere } from '../theme.ts';
import { titleOf } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { freePreviewButton, type ProblemTexts, problemTexts, sayAfter } from './common.ts';
import { byName, initialOf, type Listed, matching } from './providerList.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

/** The way of finding a provider that is on screen: kept by the screen, not by the machine. */
export interface Finding {
  readonly mode: 'popular' | 'all' | 'find';
  /** The typed text; only used by `find`. */
  readonly query: string;
  /** Id of the button that opened the list, so that Back returns to it; null at first. */
  readonly openedBy: string | null;
}

export const atFirst: Finding = { mode: 'popular', query: '', openedBy: null };

export interface TileModel extends Action {
  readonly name: string;
  readonly logo: string;
  /** A small text below the name. */
  readonly note: string;
}

export interface TileLine extends ActionGroup {
  readonly actions: readonly TileModel[];
}

export interface ProvidersModel extends ScreenModel {
  readonly screen: 'providers';
  readonly look: 'loading' | 'tiles' | 'failed';
  readonly mode: Finding['mode'];
  readonly topBar: TopBarModel;
  readonly help: string;
  readonly status: string;
  readonly lines: readonly TileLine[];
  readonly letters: ActionGroup | null;
  readonly keys: readonly ActionGroup[];
  readonly query: string;
  readonly placeholder: string;
  /** A text with the number of providers that match the typed name. */
  readonly found: string;
  readonly actions: readonly Action[];
  readonly problem: ProblemTexts | null;
  readonly tint: number;
}

/** Tiles per line. */
export const columns = 4;
/** Number of tiles that a screen holds without scrolling: the popular providers. */
export const popular = 12;

const keyLines = ['abcdefghijklm', 'nopqrstuvwxyz', '0123456789'] as const;

/** @param waited ms on this screen: a list that loads at once needs no text about waiting */
export function providersModel(
  view: ProvidersView,
  finding: Finding,
  waited: number,
  translate: Translate,
): ProvidersModel {
  const look = view.phase === 'choosing' ? 'tiles' : view.phase === 'failed' ? 'failed' : 'loading';
  const mode = look === 'tiles' ? finding.mode : 'popular';
  const problem = look === 'failed' && view.problem ? problemTexts(view.problem, translate) : null;
  const shown = look === 'tiles' ? providersFor(view, { ...finding, mode }, translate) : [];
  const lines = linesOf(shown, view.rememberedId, translate);
  const letters = mode === 'all' ? lettersOf(shown, translate) : null;
  const keys = mode === 'find' ? keysOf(translate) : [];
  const late = look !== 'loading' || waited >= sayAfter;
  const status = look === 'loading' && late ? translate('providers.loading') : '';
  const actions = late ? actionsOf(view, look, mode, translate) : [];
  const menu: ActionGroup = { id: 'actions', name: translate('actions'), actions };
  const title =
    problem?.title ??
    translate(
      mode === 'popular' ? 'providers.title' : mode === 'all' ? 'providers.all' : 'providers.find',
    );
  const help = look === 'failed' || mode !== 'popular' ? '' : translate('providers.help');
  const found =
    mode !== 'find'
      ? ''
      : shown.length === 0
        ? translate('providers.none')
        : translate('providers.found', { count: shown.length });
  const topNote = view.item ? translate('nav.toWatch', { title: titleOf(view.item) }) : '';
  const first = lines[0]?.actions[0]?.id;
  return {
    screen: 'providers',
    title,
    look,
    mode,
    topBar: plainBar(topNote),
    help,
    status,
    lines,
    letters,
    keys,
    query: finding.query,
    placeholder: mode === 'find' ? translate('providers.placeholder') : '',
    found,
    actions,
    problem,
    tint: atmosphere(argb(view.item?.tint)),
    said: saidOf({ topNote, help, status, found, problem, mode, query: finding.query }, translate),
    // Lists scroll below; the buttons that lead out of them are above.
    groups:
      mode === 'popular'
        ? [...lines, menu]
        : [menu, ...(letters ? [letters] : []), ...keys, ...lines],
    preferred:
      mode === 'find'
        ? (keys[0]?.actions[0]?.id ?? null)
        : mode === 'all'
          ? (letters?.actions[0]?.id ?? null)
          : (openedByIn(actions, finding) ?? first ?? actions[0]?.id ?? null),
    back: { type: 'BACK' },
  };
}

function openedByIn(actions: readonly Action[], { openedBy }: Finding): string | null {
  return actions.some(({ id }) => id === openedBy) ? openedBy : null;
}

function providersFor(
  { providers }: ProvidersView,
  { mode, query }: Finding,
  translate: Translate,
): readonly Listed[] {
  // A provider without a name would be a tile without text.
  const named = providers.map((provider) => tidied(provider));
  if (mode === 'popular') return named.slice(0, popular);
  const sorted = byName(named, translate.language);
  return mode === 'all' ? sorted : matching(sorted, query);
}

function tidied(provider: Listed): Listed {
  const { id, displayName } = provider;
  return {
    ...provider,
    displayName: cleanText(displayName, maxLength.line) || cleanText(id, maxLength.line),
  };
}

function linesOf(
  providers: readonly Listed[],
  rememberedId: string | null,
  translate: Translate,
): TileLine[] {
  const lines: TileLine[] = [];
  for (let from = 0; from < providers.length; from += columns) {
    lines.push({
      id: `tiles-${lines.length}`,
      name: translate('providers.list'),
      shares: 'tiles',
      actions: providers.slice(from, from + columns).map((provider) => {
        const note = provider.id === rememberedId ? translate('providers.last') : '';
        const name = provider.displayName;
        return {
          id: `provider-${provider.id}`,
          label: name,
          ...(note ? { spoken: `${name}, ${note}` } : {}),
          role: 'button',
          event: { type: 'CHOOSE', mvpd: provider.id },
          name,
          logo: provider.logoUrl ?? '',
          note,
        };
      }),
    });
  }
  return lines;
}

/** Only letters with which a provider's name begins. */
function lettersOf(sorted: readonly Listed[], translate: Translate): ActionGroup {
  const initials = [...new Set(sorted.map(({ displayName }) => initialOf(displayName)))];
  return {
    id: 'letters',
    name: translate('providers.letters'),
    actions: initials.map((letter) => ({
      id: `letter-${letter}`,
      label: letter,
      spoken: translate('providers.letter', { letter }),
      role: 'button',
      event: null,
    })),
  };
}

function keysOf(translate: Translate): ActionGroup[] {
  const more: Action[] = [
    { id: 'key-space', label: translate('key.space'), role: 'button', event: null },
    { id: 'key-erase', label: translate('key.erase'), role: 'button', event: null },
    { id: 'key-clear', label: translate('key.clear'), role: 'button', event: null },
  ];
  return keyLines.map((letters, index) => ({
    id: `keys-${index}`,
    name: translate('providers.keyboard'),
    shares: 'keys',
    actions: [
      ...[...letters].map((letter): Action => {
        const label = letter.toUpperCase();
        return { id: `key-${letter}`, label, role: 'button', event: null };
      }),
      ...(index === keyLines.length - 1 ? more : []),
    ],
  }));
}

function actionsOf(
  view: ProvidersView,
  look: ProvidersModel['look'],
  mode: Finding['mode'],
  translate: Translate,
): Action[] {
  const find = button('find', translate('action.find'), null);
  const all = button('all', translate('action.all'), null);
  const phone = button('on-phone', translate('action.onPhone'), { type: 'ON_PHONE' });
  if (mode !== 'popular') {
    const back = button('popular', translate('action.back'), null);
    return [back, mode === 'all' ? find : all, phone];
  }
  const many = look === 'tiles' && view.providers.length > popular;
  return [
    ...(look === 'failed' ? [button('retry', translate('action.retry'), { type: 'RETRY' })] : []),
    ...(many ? [find, all] : []),
    ...(view.canSignInOnDevice && !view.onDevice && look === 'tiles'
      ? [button('here', translate('action.here'), { type: 'SIGN_IN_ON_DEVICE' })]
      : []),
    phone,
    ...(view.freePreview ? [freePreviewButton(translate)] : []),
    button('cancel', translate('action.cancel'), { type: 'BACK' }),
  ];
}

interface Words {
  readonly topNote: string;
  readonly help: string;
  readonly status: string;
  readonly found: string;
  readonly query: string;
  readonly mode: Finding['mode'];
  readonly problem: ProblemTexts | null;
}

function saidOf(words: Words, translate: Translate): Said[] {
  const { topNote, help, status, found, query, mode, problem } = words;
  const said: Said[] = [];
  if (topNote) said.push({ id: 'to-watch', text: topNote });
  if (help) said.push({ id: 'help', text: help });
  if (status) said.push({ id: 'status', text: status, live: 'status' });
  if (mode === 'find') {
    said.push({ id: 'query', text: query || translate('providers.placeholder') });
    said.push({ id: 'found', text: found, live: 'status' });
  }
  if (problem) {
    said.push({ id: 'message', text: problem.help, live: 'alert' });
    if (problem.details) said.push({ id: 'details', text: problem.details });
    said.push({ id: 'support', text: problem.support });
  }
  return said;
}

/** The typed name after a press of an on-screen key. */
export function typed(query: string, keyId: string): string {
  switch (keyId) {
    case 'key-clear':
      return '';
    case 'key-erase':
      return [...query].slice(0, -1).join('');
    case 'key-space':
      return query === '' || query.endsWith(' ') ? query : `${query} `;
    default:
      return query.length < 30 ? query + keyId.slice('key-'.length).toUpperCase() : query;
  }
}

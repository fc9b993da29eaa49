import { describe, expect, it } from 'vitest';
import { byName, initialOf, matching, plain } from '../../apps/tv/models/providerList.ts';
import {
  atFirst,
  type Finding,
  type ProvidersModel,
  popular,
  providersModel,
  typed,
} from '../../apps/tv/models/providers.ts';
import {
  createTranslate,
  languageNames,
  languages,
  loadLanguage,
} from '../../apps/tv/texts/index.ts';
import type { ProvidersView } from '../../core/machine/view.types.ts';
import type { Provider } from '../../core/pass/PassService.ts';

// Texts are loaded per language.
await Promise.all(Object.keys(languageNames).map(loadLanguage));

const translate = createTranslate('en');
const provider = (displayName: string, id = displayName): Provider => ({
  id,
  displayName,
  isTempPass: false,
});
const many = Array.from({ length: 400 }, (_, index) =>
  provider(`${String.fromCharCode(65 + ((index * 7) % 26))}able ${index}`, `id-${index}`),
);
const view: ProvidersView = {
  screen: 'providers',
  canSignInOnDevice: false,
  onDevice: false,
  phase: 'choosing',
  item: null,
  providers: many,
  rememberedId: null,
  freePreview: false,
  problem: null,
};
const all: Finding = { mode: 'all', query: '', openedBy: 'button-all' };
const find: Finding = { mode: 'find', query: '', openedBy: 'button-find' };

const model = (change: Partial<ProvidersView> = {}, finding = atFirst, waited = 0) =>
  providersModel({ ...view, ...change }, finding, waited, translate);
const tiles = ({ lines }: ProvidersModel) => lines.flatMap(({ actions }) => actions);
const groupIds = ({ groups }: ProvidersModel) => groups.map(({ id }) => id);
const said = (shown: ProvidersModel, id: string) => shown.said.find((part) => part.id === id)?.text;

describe('names', () => {
  it.each([
    ['Élan TV', 'E'],
    ['  valley', 'V'],
    ['1st Cable', '#'],
    ['Ωmega', '#'],
    ['', '#'],
  ])('%j stands under %s', (name, letter) => {
    expect(initialOf(name)).toBe(letter);
  });

  it('sort by letter, without caring for case and accents', () => {
    const names = ['zebra', 'Éclair', 'eastern', '4U', 'Dune 10', 'Dune 9'].map((name) =>
      provider(name),
    );
    expect(byName(names, 'fr').map(({ displayName }) => displayName)).toEqual([
      '4U',
      'Dune 9',
      'Dune 10',
      'eastern',
      'Éclair',
      'zebra',
    ]);
    expect(byName(names, 'x_y!')).toHaveLength(names.length);
  });

  it('are found by what they begin with, then by what they hold', () => {
    const names = ['Abacable', 'Cable One', 'Valley Cable', 'Harbor'].map((name) => provider(name));
    const found = (query: string) => matching(names, query).map(({ displayName }) => displayName);
    expect(found('cable')).toEqual(['Cable One', 'Valley Cable', 'Abacable']);
    expect(found('CABLE O')).toEqual(['Cable One']);
    expect(found(' ')).toHaveLength(4);
    expect(found('q')).toEqual([]);
    expect(plain('Été')).toBe('ETE');
  });

  it('are typed key by key', () => {
    const keys = ['key-v', 'key-a', 'key-space', 'key-space', 'key-1', 'key-erase'];
    expect(keys.reduce(typed, '')).toBe('VA ');
    expect(typed('VA', 'key-clear')).toBe('');
    expect(typed('', 'key-erase')).toBe('');
    expect(typed('', 'key-space')).toBe('');
    expect(typed('x'.repeat(30), 'key-a')).toHaveLength(30);
  });
});

describe('the provider screen', () => {
  it('shows the popular ones, as the service sent them, and the ways to all others', () => {
    const shown = model({ freePreview: true });
    expect(tiles(shown).map(({ id }) => id)).toEqual(
      many.slice(0, popular).map(({ id }) => `provider-${id}`),
    );
    expect(shown.actions.map(({ id, event }) => [id, event?.type ?? null])).toEqual([
      ['button-find', null],
      ['button-all', null],
      ['button-on-phone', 'ON_PHONE'],
      ['button-free-preview', 'FREE_PREVIEW'],
      ['button-cancel', 'BACK'],
    ]);
    expect(tiles(shown)[0]?.event).toEqual({ type: 'CHOOSE', mvpd: 'id-0' });
    expect(shown.preferred).toBe('provider-id-0');
    expect(groupIds(shown)).toEqual(['tiles-0', 'tiles-1', 'tiles-2', 'actions']);
  });

  it('needs no list where the tiles are all there is', () => {
    const shown = model({ providers: many.slice(0, 5) });
    expect(shown.actions.map(({ id }) => id)).toEqual(['button-on-phone', 'button-cancel']);
    expect(shown.lines.map(({ actions }) => actions.length)).toEqual([4, 1]);
  });

  it('says which one was used last', () => {
    const [first, second] = tiles(model({ rememberedId: 'id-0' }));
    expect(first).toMatchObject({ note: 'Last used', spoken: 'Aable 0, Last used' });
    expect(second?.note).toBe('');
  });

  it('from A to Z: every provider once, and no letter that leads nowhere', () => {
    const shown = model({}, all);
    expect(new Set(tiles(shown).map(({ id }) => id)).size).toBe(400);
    const letters = shown.letters?.actions.map(({ label }) => label) ?? [];
    expect(letters).toEqual([...letters].sort());
    expect(letters).toEqual([...new Set(tiles(shown).map(({ name }) => initialOf(name)))]);
    expect(groupIds(shown).slice(0, 3)).toEqual(['actions', 'letters', 'tiles-0']);
    expect(shown.preferred).toBe('letter-A');
  });

  it('by name: a keyboard that the arrows can use, and what is left', () => {
    const shown = model({}, { ...find, query: 'ABLE 39' });
    expect(shown.keys.map(({ actions }) => actions.length)).toEqual([13, 13, 13]);
    expect(new Set(shown.keys.map(({ shares }) => shares)).size).toBe(1);
    expect(said(shown, 'query')).toBe('ABLE 39');
    expect(said(shown, 'found')).toBe('Found: 11');
    expect(tiles(shown)).toHaveLength(11);
    const none = model({}, { ...find, query: 'QQQ' });
    expect(said(none, 'found')).toContain('No provider is called that');
    expect(none.preferred).toBe('key-a');
  });

  it('comes back to what opened the list', () => {
    expect(model({}, { ...atFirst, openedBy: 'button-find' }).preferred).toBe('button-find');
    const few = { providers: many.slice(0, 3) };
    expect(model(few, { ...atFirst, openedBy: 'button-find' }).preferred).toBe('provider-id-0');
  });

  it('says nothing of a wait that is short, and offers ways out of a long one', () => {
    const short = model({ phase: 'loading', providers: [] });
    expect(short).toMatchObject({ status: '', actions: [], preferred: null });
    const long = model({ phase: 'loading', providers: [] }, atFirst, 400);
    expect(long.status).toContain('Loading');
    expect(long.actions.map(({ id }) => id)).toEqual(['button-on-phone', 'button-cancel']);
  });

  it('tells why there is no list, and that the phone still has one', () => {
    const problem = { key: 'busy', code: 'throttled', trace: '4bf9' } as const;
    const shown = model({ phase: 'failed', providers: [], problem });
    expect(shown.title).toBe('The service is busy');
    expect(said(shown, 'support')).toBe('For support: throttled · 4bf9');
    expect(shown.preferred).toBe('button-retry');
    expect(shown.actions.map(({ event }) => event?.type)).toEqual(['RETRY', 'ON_PHONE', 'BACK']);
  });

  it('a provider without a name is shown by its id', () => {
    expect(tiles(model({ providers: [provider('  ', 'Nameless')] }))[0]?.name).toBe('Nameless');
  });

  it.each(Object.keys(languages))('every focusable thing has words in %s', (language) => {
    for (const finding of [atFirst, all, find]) {
      const shown = providersModel(view, finding, 0, createTranslate(language));
      const labels = shown.groups.flatMap(({ actions }) => actions.map(({ label }) => label));
      expect(labels.filter((label) => label.trim() === '')).toEqual([]);
    }
  });
});

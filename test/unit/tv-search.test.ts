import { expect, it } from 'vitest';
import { keysOf, typed } from '../../apps/tv/models/keyboard.ts';
import { searchModel } from '../../apps/tv/models/search.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import { searchIn } from '../../core/catalogue/search.ts';
import { emptyCatalogue, type Item } from '../../core/catalogue/types.ts';
import type { SearchView } from '../../core/machine/view.types.ts';

const translate = createTranslate('en');
const keys = keysOf(translate);
const item = (title: string, genre: string): Item => ({
  id: title,
  title,
  description: '',
  art: '',
  live: false,
  access: 'free',
  genre,
});
const episode: Item = {
  ...item('Tides of Salt', 'drama'),
  episode: { series: 's', seriesTitle: 'Harbor', season: 1, number: 1 },
};
const harbor: Item = { ...item('Harbor', 'drama'), seasons: [{ number: 1, episodes: [episode] }] };
const items = [item('Tidewater', 'drama'), item('Undergrowth', 'Tidal nature'), harbor];
const catalogue = { ...emptyCatalogue, rows: [{ id: 'r', title: 'New', items }] };
searchIn(catalogue).prepare(99);
const view: SearchView = {
  screen: 'search',
  viewer: null,
  catalogue,
  decisions: {},
  previewEndsAt: null,
  positions: {},
};
const model = (query: string) => searchModel(view, query, keys, translate);
const said = (of: ScreenModel, id: string) => of.said.find((part) => part.id === id)?.text;

it('shows what was found as titles, episodes and genres, and tells how much', () => {
  const found = model('TID');
  expect(found.rows.map(({ name, actions }) => [name, actions.map(({ label }) => label)])).toEqual([
    ['Titles', ['Tidewater', 'Undergrowth']],
    ['Episodes', ['Tides of Salt']],
    ['Tidal nature', ['Undergrowth']],
  ]);
  expect(said(found, 'found')).toBe('Found: 3');
  expect(found.rows[0]?.actions[0]?.event).toEqual({ type: 'SHOW', item: items[0] });
  expect(found.groups.map(({ id }) => id).slice(0, 4)).toEqual([
    ...['leave', 'keys-0', 'keys-1', 'keys-2'],
  ]);
});

it('says what to type before the first letter, and what was looked for when nothing is found', () => {
  expect(said(model(''), 'query')).toBe('Type a title, an episode or a genre');
  expect(said(model(''), 'found')).toBeUndefined();
  expect(model('').rows).toEqual([]);
  expect(said(model('QX '), 'found')).toBe('Nothing found for “QX”. Try fewer letters.');
  expect(model('').back).toEqual({ type: 'BACK' });
});

it('types, deletes, and ignores a space at the start', () => {
  const all = ['key-space', 'key-a', 'key-space', 'key-space', 'key-7', 'key-b', 'key-erase'];
  expect(all.reduce(typed, '')).toBe('A 7');
  expect(typed('A 7', 'key-clear')).toBe('');
});

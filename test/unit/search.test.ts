import { describe, expect, it } from 'vitest';
import { fold, searchIn } from '../../core/catalogue/search.ts';
import { type Catalogue, emptyCatalogue, type Item } from '../../core/catalogue/types.ts';

const item = (title: string, more: Partial<Item> = {}): Item => ({
  id: title,
  title,
  description: '',
  art: '',
  live: false,
  access: 'free',
  ...more,
});
const catalogueOf = (...items: Item[]): Catalogue => ({
  ...emptyCatalogue,
  rows: [{ id: 'row', title: 'Row', items }],
});
const ready = (catalogue: Catalogue) => {
  const search = searchIn(catalogue);
  while (!search.prepare(500));
  return search;
};
const titles = (list: readonly Item[]) => list.map(({ title }) => title);

describe('a search', () => {
  const episode = (number: number, title: string): Item =>
    item(title, { episode: { series: 'road', seriesTitle: 'The Long Road', season: 1, number } });
  const road = item('The Long Road', {
    genre: 'drama',
    kind: 'series',
    seasons: [{ number: 1, episodes: [episode(1, 'Salt Flats'), episode(2, 'The Bridge')] }],
  });
  const film = item('A Bridge of Salt', { genre: 'Drama' });
  const forest = item('Été en forêt', { genres: ['nature', 'Science Fiction'] });
  const search = ready(catalogueOf(road, film, forest, item('Bridgekeepers')));
  const find = (query: string) => search.find(query, 20);

  it('finds titles by their beginning first, then by their words, then by what they contain', () => {
    expect(titles(find('BRIDGE').titles)).toEqual(['Bridgekeepers', 'A Bridge of Salt']);
    expect(titles(find('KEEP').titles)).toEqual(['Bridgekeepers']);
    expect(titles(find('K').titles)).toEqual([]);
  });

  it('finds episodes by their own titles, also together with the series', () => {
    expect(titles(find('SALT').episodes)).toEqual(['Salt Flats']);
    expect(titles(find('ROAD BRI').episodes)).toEqual(['The Bridge']);
    expect(titles(find('LONG ROAD').episodes)).toEqual([]);
    expect(titles(find('LONG ROAD').titles)).toEqual(['The Long Road']);
  });

  it('finds genres, in which case does not matter', () => {
    expect(find('DRA').genres).toEqual([{ name: 'drama', items: [road, film] }]);
    expect(find('FIC').genres.map(({ name }) => name)).toEqual(['Science Fiction']);
  });

  it('needs no accents and no punctuation', () => {
    expect(titles(find('ETE EN FORET').titles)).toEqual(['Été en forêt']);
    expect(fold(' L’Œuvre : Straße–Łódź! ')).toBe('loeuvre strasse lodz');
  });

  it('finds the same letter by letter, backwards, and at once', () => {
    const whole = 'THE BRIDGE';
    const atOnce = [...whole].map((_, at) =>
      ready(catalogueOf(road, film, forest)).find(whole.slice(0, at + 1), 20),
    );
    const other = ready(catalogueOf(road, film, forest));
    const forth = [...whole].map((_, at) => other.find(whole.slice(0, at + 1), 20));
    const back = [...whole].map((_, at) => other.find(whole.slice(0, whole.length - at), 20));
    expect(forth).toEqual(atOnce);
    expect(back.reverse()).toEqual(atOnce);
  });

  it('counts all, and returns as many as asked for', () => {
    const many = ready(catalogueOf(...[1, 2, 3, 4].map((n) => item(`Part ${n}`))));
    expect(many.find('part', 3)).toMatchObject({ count: 4, titles: { length: 3 } });
    expect(many.find('nothing', 3)).toEqual({ titles: [], episodes: [], genres: [], count: 0 });
    expect(many.find(' ', 3).count).toBe(0);
  });

  it('finds what it has read so far, and then the rest', () => {
    const catalogue = catalogueOf(item('Part 1'), item('Part 2'));
    const slow = searchIn(catalogue);
    expect(slow.prepare(1)).toBe(false);
    expect(slow.find('PART', 9).count).toBe(1);
    expect(slow.prepare(1)).toBe(true);
    expect(slow.find('PART', 9).count).toBe(2);
    expect(searchIn(catalogue)).toBe(slow);
  });
});

it('answers each letter in a small part of the time that reading 10,000 titles takes', () => {
  const words = ['Long', 'Étoile', 'Meridian', 'Night', 'River', 'Salt', 'Harbor', 'Winter'];
  const all = Array.from({ length: 10_000 }, (_, n) =>
    item(`The ${words[n % 8]} ${words[(n >> 3) % 8]} of ${words[(n >> 6) % 8]} ${n}`, {
      id: String(n),
      genre: words[(n >> 2) % 8] as string,
    }),
  );
  // Time of the processor, which does not pass while other programs run.
  const now = () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  const written = 'THE RIVER OF SALT';
  const ratios: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const search = searchIn(catalogueOf(...all));
    const from = now();
    search.prepare(all.length);
    const reading = now() - from;
    const times = [...written].map((_, at) => {
      const start = now();
      search.find(written.slice(0, at + 1), 20);
      return now() - start;
    });
    times.sort((a, b) => a - b);
    ratios.push((times[Math.floor(times.length * 0.8)] ?? 0) / reading);
  }
  expect(Math.min(...ratios)).toBeLessThan(0.25);
});

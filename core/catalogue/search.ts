import { genresOf } from './query.ts';
import { episodesOf } from './series.ts';
import type { Catalogue, Item } from './types.ts';

/** What was found: the best first, at most as many as asked for. */
export interface Found {
  /** Films, series, live channels. */
  readonly titles: readonly Item[];
  readonly episodes: readonly Item[];
  /** Genres with their titles. */
  readonly genres: readonly { readonly name: string; readonly items: readonly Item[] }[];
  /** All matches, also those beyond the limit; each item once. */
  readonly count: number;
}

/** Searches a catalogue by title, episode and genre while the viewer types. */
export interface TitleSearch {
  /**
   * Reads the next `most` items of the catalogue, so that a large one can be read between frames. Items that have not
   * been read are not found. Returns true when all have been read.
   */
  prepare(most: number): boolean;
  /** @param limit of each list */
  find(query: string, limit: number): Found;
}

interface Entry {
  readonly item: Item;
  /** The folded title, after a space: words begin after spaces. */
  readonly title: string;
  /** The same of the genres; of an episode, of its series' title. */
  readonly more: string;
}

const searches = new WeakMap<Catalogue, TitleSearch>();

/** The search in a catalogue; always the same one for the same catalogue. */
export function searchIn(catalogue: Catalogue): TitleSearch {
  const known = searches.get(catalogue) ?? createSearch(catalogue);
  searches.set(catalogue, known);
  return known;
}

const nothing: Found = { titles: [], episodes: [], genres: [], count: 0 };

function createSearch(catalogue: Catalogue): TitleSearch {
  const waiting = itemsOf(catalogue);
  const entries: Entry[] = [];
  const genres = new Map<string, { name: string; items: Item[] }>();
  /** The matches of the last query: a longer one is found among them. */
  let last: { query: string; read: number; matches: readonly Entry[] } | null = null;

  function read(item: Item): void {
    const names = item.episode ? [item.episode.seriesTitle] : genresOf(item);
    entries.push({ item, title: ` ${fold(item.title)}`, more: ` ${fold(names.join(' '))}` });
    if (item.episode) return;
    for (const name of names) {
      const key = ` ${fold(name)}`;
      const known = genres.get(key);
      if (known) known.items.push(item);
      else genres.set(key, { name, items: [item] });
    }
  }

  function find(text: string, limit: number): Found {
    const query = fold(text);
    if (query === '') return nothing;
    const words = query.split(' ').map((word) => ` ${word}`);
    const isLonger =
      last !== null &&
      last.read === entries.length &&
      last.query.length >= fewestWithin &&
      query.startsWith(last.query);
    const among = isLonger && last ? last.matches : entries;
    const ranks: Entry[][] = [[], [], [], []];
    for (const entry of among) {
      const rank = rankOf(entry, query, words);
      if (rank !== null) ranks[rank]?.push(entry);
    }
    const matches = ranks.reduce((all, rank) => all.concat(rank), []);
    last = { query, read: entries.length, matches };
    const best = (isEpisode: boolean) => {
      const found: Item[] = [];
      for (const { item } of matches) {
        if (found.length >= limit) break;
        if ((item.episode !== undefined) === isEpisode) found.push(item);
      }
      return found;
    };
    const byGenre = [...genres].filter(([key]) => key.includes(` ${query}`)).map(([, one]) => one);
    return {
      titles: best(false),
      episodes: best(true),
      genres: byGenre.map(({ name, items }) => ({ name, items: items.slice(0, limit) })),
      count: matches.length,
    };
  }

  return {
    prepare(most) {
      for (const item of waiting.splice(0, most)) read(item);
      return waiting.length === 0;
    },
    find,
  };
}

/** Shorter queries are not found within words, because nearly all titles contain them. */
const fewestWithin = 2;

/** 0 to 3, the best first: the title begins with the query, a word of it does, each word is found, it contains it. */
function rankOf({ title, more, item }: Entry, query: string, words: readonly string[]) {
  const at = title.indexOf(` ${query}`);
  if (at === 0) return 0;
  if (at > 0) return 1;
  // An episode is not found by the title of its series alone: the series is.
  const isOwn = item.episode === undefined || words.some((word) => title.includes(word));
  if (isOwn && words.every((word) => title.includes(word) || more.includes(word))) return 2;
  return query.length >= fewestWithin && title.includes(query) ? 3 : null;
}

function itemsOf(catalogue: Catalogue): Item[] {
  const found = new Set<Item>();
  for (const { items } of catalogue.rows) {
    for (const item of items) {
      found.add(item);
      for (const episode of episodesOf(item)) found.add(episode);
    }
  }
  return [...found];
}

/** Letters that have no plain letter inside them. */
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A text as it is typed with a remote: small letters without accents, and digits, with one space between words. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => alike[letter] ?? letter)
    .replace(/[\s!-/:-`{-¿‐-⁯]+/g, ' ')
    .trim();
}

import type { Item } from './types.ts';

/** Indexes of items in their list. */
type Places = ReadonlySet<number>;

/**
 * Finds items by the query of a category: tags joined by AND and OR, AND has the higher precedence, with
 * brackets. A word that is no item's tag is searched in the genres. Case is ignored, except that tags may contain
 * "and" or "or" if the query has the operators in capitals.
 */
export function queriesFor(items: readonly Item[]): (written: string) => Item[] {
  const tags = placesOf(items, ({ tags: of = [] }) => of);
  const genres = placesOf(items, genresOf);
  const holding = (word: string): Places | undefined => tags.get(word) ?? genres.get(word);
  return (written) => {
    const places =
      holding(normal(written)) ?? found(tokens(written), (word) => holding(normal(word)));
    return [...places].sort((a, b) => a - b).flatMap((at) => items[at] ?? []);
  };
}

export function genresOf({ genre, genres }: Item): readonly string[] {
  return genres ?? (genre === undefined ? [] : [genre]);
}

function placesOf(items: readonly Item[], of: (item: Item) => readonly string[]) {
  const places = new Map<string, Set<number>>();
  items.forEach((item, at) => {
    for (const word of of(item)) {
      const key = normal(word);
      const known = places.get(key);
      if (known) known.add(at);
      else places.set(key, new Set([at]));
    }
  });
  return places;
}

function normal(word: string): string {
  return word
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase();
}

/** Brackets, AND, OR, and the words between them. */
function tokens(written: string): string[] {
  const capitals = /(^|[\s)])(AND|OR)(?=[\s(]|$)/.test(written);
  const operator = capitals ? /(^|\s)(AND|OR)(?=[\s(]|$)/g : /(^|\s)(and|or)(?=[\s(]|$)/gi;
  return written
    .replace(/[()]/g, '\n$&\n')
    .replace(operator, '\n$2\n')
    .split('\n')
    .map((token) => token.trim())
    .map((token) => (!capitals && /^(and|or)$/i.test(token) ? token.toUpperCase() : token))
    .filter((token) => token !== '');
}

function found(words: readonly string[], holding: (word: string) => Places | undefined): Places {
  let at = 0;
  const either = (): Places => {
    const places = new Set(both());
    while (words[at] === 'OR') {
      at += 1;
      for (const place of both()) places.add(place);
    }
    return places;
  };
  const both = (): Places => {
    let places = one();
    while (at < words.length && words[at] !== 'OR' && words[at] !== ')') {
      if (words[at] === 'AND') at += 1;
      const other = one();
      places = new Set([...places].filter((place) => other.has(place)));
    }
    return places;
  };
  const one = (): Places => {
    const word = words[at] ?? '';
    at += 1;
    if (word !== '(') return holding(word) ?? new Set();
    const inner = either();
    if (words[at] === ')') at += 1;
    return inner;
  };
  return either();
}

import type { Provider } from '@couchpass/core';
import { searchable } from './interpolate.ts';

/** Finds providers by the typed text, best match first. */
export type Search = (query: string) => Provider[];

/**
 * Prepares every name once, so that each typed letter is fast with thousands of names. A provider matches when
 * every word of the query is at the start of a word, or the query is anywhere, without regard to blanks.
 * Names that start with the query come first; otherwise the given order is kept.
 */
export function createSearch(providers: readonly Provider[]): Search {
  const entries = providers.map((provider) => {
    const name = searchable(provider.displayName);
    // This search makes the engine flatten the joined string now instead of at the first query.
    const words = ` ${name}`;
    words.indexOf('  ');
    return { provider, name, words, bare: name.replace(/ /g, '') };
  });
  let last = { wanted: '', found: entries };
  return (query) => {
    const wanted = searchable(query);
    const words = wanted.split(' ').map((word) => ` ${word}`);
    const bare = wanted.replaceAll(' ', '');
    // A longer query matches only providers that the shorter query matched.
    const among = wanted.startsWith(last.wanted) ? last.found : entries;
    const found = among.filter(
      (entry) => entry.bare.includes(bare) || words.every((word) => entry.words.includes(word)),
    );
    last = { wanted, found };
    const isFirst = ({ name }: { name: string }) => name.startsWith(wanted);
    const others = found.filter((entry) => !isFirst(entry));
    return [...found.filter(isFirst), ...others].map(({ provider }) => provider);
  };
}

/** @param language BCP 47, for the order */
export function sortByName(providers: readonly Provider[], language?: string): Provider[] {
  // One collator for all: `localeCompare` would create one for every pair.
  const { compare } = new Intl.Collator(language || undefined);
  return [...providers].sort((a, b) => compare(a.displayName, b.displayName));
}

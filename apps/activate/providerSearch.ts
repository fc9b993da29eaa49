import type { Provider } from '@couchpass/core';
import { searchable } from './interpolate.ts';

/** Finds providers by what is typed, best first. */
export type Search = (query: string) => Provider[];

/**
 * Reads every name once, so that a letter costs little among thousands. Found is who has every word of the
 * query at the start of a word, or the query anywhere, blanks left aside. Names that start with the query
 * come first; within that, the given order stays.
 */
export function createSearch(providers: readonly Provider[]): Search {
  const entries = providers.map((provider) => {
    const name = searchable(provider.displayName);
    // Searched through already here: engines put a joined text together only when it is read.
    const words = ` ${name}`;
    words.indexOf('  ');
    return { provider, name, words, bare: name.replace(/ /g, '') };
  });
  let last = { wanted: '', found: entries };
  return (query) => {
    const wanted = searchable(query);
    const words = wanted.split(' ').map((word) => ` ${word}`);
    const bare = wanted.replaceAll(' ', '');
    // Whoever is found by more letters was found by fewer.
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
  // One collator for all: `localeCompare` makes up its mind anew for every pair.
  const { compare } = new Intl.Collator(language || undefined);
  return [...providers].sort((a, b) => compare(a.displayName, b.displayName));
}

import type { Provider } from '../../core/pass/PassService.ts';
import { searchable } from './words.ts';

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
    return { provider, name, words: ` ${name}`, bare: name.replaceAll(' ', '') };
  });
  return (query) => {
    const wanted = searchable(query);
    const words = wanted.split(' ').map((word) => ` ${word}`);
    const bare = wanted.replaceAll(' ', '');
    const first: Provider[] = [];
    const others: Provider[] = [];
    for (const entry of entries) {
      if (entry.name.startsWith(wanted)) first.push(entry.provider);
      else if (entry.bare.includes(bare) || words.every((word) => entry.words.includes(word)))
        others.push(entry.provider);
    }
    return [...first, ...others];
  };
}

/** @param language BCP 47, for the order */
export function sortByName(providers: readonly Provider[], language?: string): Provider[] {
  // One collator for all: `localeCompare` makes up its mind anew for every pair.
  const { compare } = new Intl.Collator(language || undefined);
  return [...providers].sort((a, b) => compare(a.displayName, b.displayName));
}

import type { Provider } from '@couchpass/core';

export type Listed = Pick<Provider, 'id' | 'displayName' | 'logoUrl'>;

/** A name in the form in which it is typed with a remote: capitals without accents. */
export function plain(name: string): string {
  return name
    .trim()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase();
}

/** The letter of the A-Z strip; '#' for everything that is not a Latin letter. */
export function initialOf(name: string): string {
  const first = plain(name)[0] ?? '';
  return first >= 'A' && first <= 'Z' ? first : '#';
}

/** In the order of the strip: '#' first, then by letter, and by the language's sorting within a letter. */
export function byName(providers: readonly Listed[], language: string): Listed[] {
  const compare = collator(language);
  return providers
    .map((provider) => ({ provider, letter: initialOf(provider.displayName) }))
    .sort((a, b) =>
      a.letter === b.letter
        ? compare(a.provider.displayName, b.provider.displayName)
        : a.letter < b.letter
          ? -1
          : 1,
    )
    .map(({ provider }) => provider);
}

/** First the providers with a word that begins with `query`, then those that contain it elsewhere. */
export function matching(sorted: readonly Listed[], query: string): Listed[] {
  const wanted = plain(query);
  if (wanted === '') return [...sorted];
  const begins: Listed[] = [];
  const holds: Listed[] = [];
  for (const provider of sorted) {
    const name = plain(provider.displayName);
    const at = name.indexOf(wanted);
    if (at < 0) continue;
    if (name.startsWith(wanted) || name.includes(` ${wanted}`)) begins.push(provider);
    else holds.push(provider);
  }
  return [...begins, ...holds];
}

function collator(language: string): (a: string, b: string) => number {
  const options = { sensitivity: 'base', numeric: true } as const;
  try {
    return new Intl.Collator(language, options).compare;
  } catch {
    // A device may report a language tag that Intl refuses.
    return new Intl.Collator('en', options).compare;
  }
}

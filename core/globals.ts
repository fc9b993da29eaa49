/** What core takes from its surroundings besides the language itself; surroundings.d.ts has their types. */
const needed = [
  'AbortController',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
] as const;

/**
 * Whether the surroundings have what core needs, said before anything fails for want of it.
 * @throws Error that names what is missing
 */
export function checkGlobals(surroundings: object = globalThis): void {
  const missing = needed.filter((name) => !(name in surroundings));
  if (missing.length === 0) return;
  const all = needed.join(', ');
  throw new Error(`Missing here: ${missing.join(', ')}. @couchpass/core needs the globals ${all}.`);
}

/** For what nobody waits for and nobody gives up. */
export function neverAborts(): AbortSignal {
  return new AbortController().signal;
}

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

/** What XState takes besides: `console` as soon as it is loaded, `setTimeout` to throw what nobody handles. */
const neededByStatechart = ['console', 'setTimeout'] as const;

/**
 * Whether the surroundings have what core needs, said before anything fails for want of it.
 * @throws Error that names what is missing
 */
export function checkGlobals(
  surroundings: object = globalThis,
  names: readonly string[] = needed,
): void {
  const missing = names.filter((name) => !(name in surroundings));
  if (missing.length === 0) return;
  const all = names.join(', ');
  throw new Error(`Missing here: ${missing.join(', ')}. @couchpass/core needs the globals ${all}.`);
}

/** As `checkGlobals`, for whoever runs the statechart: with what XState takes. */
export function checkStatechartGlobals(surroundings: object = globalThis): void {
  checkGlobals(surroundings, [...needed, ...neededByStatechart]);
}

/** For what nobody waits for and nobody gives up. */
export function neverAborts(): AbortSignal {
  return new AbortController().signal;
}

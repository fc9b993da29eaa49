/** The globals that core needs besides the language itself; surroundings.d.ts has their types. */
const needed = [
  'AbortController',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
] as const;

/** The globals that XState also needs: `console` when it is loaded, `setTimeout` to throw unhandled errors. */
const neededByStatechart = ['console', 'setTimeout'] as const;

/**
 * Checks that the globals that core needs are there, before code fails without them.
 * @throws Error with the names of the missing globals
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

/** Like `checkGlobals`, for the statechart: also checks the globals that XState needs. */
export function checkStatechartGlobals(surroundings: object = globalThis): void {
  checkGlobals(surroundings, [...needed, ...neededByStatechart]);
}

/** A signal for calls that are never cancelled. */
export function neverAborts(): AbortSignal {
  return new AbortController().signal;
}

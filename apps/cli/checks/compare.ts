import type { Decision, Profile, Provider } from '@couchpass/core';
import type { Difference } from './report.ts';

/** Finds the differences between two answers to the same request. Pure. */

interface Outcome {
  readonly found: string;
  readonly differences: readonly Difference[];
}

export function compareProviders(v1: readonly Provider[], v2: readonly Provider[]): Outcome {
  const say = ({ displayName, isTempPass }: Provider) =>
    `"${displayName}"${isTempPass ? ' (TempPass)' : ''}`;
  const differences = pair(v1, v2, ({ id }) => id, say);
  return { found: `V1 lists ${v1.length}, V2 ${v2.length}`, differences };
}

export function compareProfiles(v1: readonly Profile[], v2: readonly Profile[]): Outcome {
  const say = (list: readonly Profile[]) => list.map(({ mvpd }) => mvpd).join(', ') || 'nobody';
  const id = ({ mvpd }: Profile) => mvpd;
  // The ends are not compared: each profile began at its own login.
  const differences = [
    ...pair(v1, v2, id, ({ type }) => type),
    ...both(v1, v2, id).flatMap(([a, b]) =>
      pair(namesIn(a), namesIn(b), String, () => 'tells it').map((it) => ({
        ...it,
        what: `${a.mvpd}, attribute ${it.what}`,
      })),
    ),
  ];
  return { found: `V1 knows ${say(v1)}, V2 ${say(v2)}`, differences };
}

export function compareDecisions(v1: readonly Decision[], v2: readonly Decision[]): Outcome {
  const count = (list: readonly Decision[]) => list.filter(({ authorized }) => authorized).length;
  const say = ({ authorized }: Decision) => (authorized ? 'permits' : 'denies');
  const differences = pair(v1, v2, ({ resource }) => resource, say);
  const found = `V1 permits ${count(v1)} of ${v1.length}, V2 ${count(v2)} of ${v2.length}`;
  return { found, differences };
}

/** Lists entries that only one has, and entries that differ. */
function pair<T>(
  v1: readonly T[],
  v2: readonly T[],
  id: (it: T) => string,
  say: (it: T) => string,
): Difference[] {
  const [first, second] = [v1, v2].map((list) => new Map(list.map((it) => [id(it), say(it)])));
  const names = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
  return [...names].flatMap((what) => {
    const a = first?.get(what) ?? 'has none';
    const b = second?.get(what) ?? 'has none';
    return a === b ? [] : [{ what, v1: a, v2: b }];
  });
}

function both<T>(v1: readonly T[], v2: readonly T[], id: (it: T) => string): [T, T][] {
  return v1.flatMap((a) => v2.filter((b) => id(a) === id(b)).map((b): [T, T] => [a, b]));
}

function namesIn({ attributes }: Profile): string[] {
  return Object.keys(attributes);
}

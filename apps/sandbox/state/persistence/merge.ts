import { isDeepStrictEqual } from 'node:util';

/**
 * Combines two changes of one value that were made at the same moment by two sandboxes: `mine` and `theirs` both
 * come from `base`; undefined means that the value does not exist. Maps, objects and sets are combined member by
 * member, lists of primitive values like sets. A member that both changed takes `mine`; a member that one of them
 * deleted stays deleted.
 */
export function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isDeepStrictEqual(mine, base)) return theirs;
  if (isDeepStrictEqual(theirs, base) || isDeepStrictEqual(mine, theirs)) return mine;
  const all = [base, mine, theirs];
  if (areAll(all, isMap)) {
    const merged = new Map(mergeEntries(...entriesOf(all, (map: Map<unknown, unknown>) => map)));
    // A map that is deleted when it becomes empty.
    return merged.size === 0 && (mine === undefined || theirs === undefined) ? undefined : merged;
  }
  if (mine === undefined || theirs === undefined) return undefined;
  if (areAll(all, isSet)) return new Set(mergeMembers(all as (Set<unknown> | undefined)[]));
  if (areAll(all, isList)) return mergeMembers(all as (unknown[] | undefined)[]);
  if (areAll(all, isRecord))
    return Object.fromEntries(
      mergeEntries(...entriesOf(all, Object.entries)) as [string, unknown][],
    );
  return mine;
}

type Members = ReadonlyMap<unknown, unknown>;

/** The first three values as maps of their members. */
function entriesOf<T>(
  all: readonly unknown[],
  entries: (value: T) => Iterable<[unknown, unknown]>,
): [Members, Members, Members] {
  const [base, mine, theirs] = all.map(
    (value) => new Map(value === undefined ? [] : entries(value as T)),
  );
  return [base as Members, mine as Members, theirs as Members];
}

function mergeEntries(base: Members, mine: Members, theirs: Members): [unknown, unknown][] {
  const merged: [unknown, unknown][] = [];
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const value = merge(base.get(key), mine.get(key), theirs.get(key));
    if (value !== undefined) merged.push([key, value]);
  }
  return merged;
}

function mergeMembers([base, mine, theirs]: readonly (Iterable<unknown> | undefined)[]): unknown[] {
  const before = new Set(base);
  const kept = new Set(mine);
  const added = [...kept].filter((member) => !before.has(member));
  const left = [...(theirs ?? [])].filter((member) => kept.has(member) || !before.has(member));
  return [...new Set([...left, ...added])];
}

function areAll(values: readonly unknown[], is: (value: unknown) => boolean): boolean {
  return values.every((value) => value === undefined || is(value));
}

const isMap = (value: unknown) => value instanceof Map;
const isSet = (value: unknown) => value instanceof Set;
const isList = (value: unknown) =>
  Array.isArray(value) && value.every((member) => typeof member !== 'object' || member === null);

function isRecord(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isMap(value) && !isSet(value);
}

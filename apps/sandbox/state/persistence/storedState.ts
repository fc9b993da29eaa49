import { deserialize, serialize } from 'node:v8';
import { getOwn } from '@couchpass/network';
import type { Backend, Changes, News } from './backend.ts';
import { merge } from './merge.ts';

/** One value that is stored as a whole. */
export interface Single {
  read(): unknown;
  /** @param isStart whether the value was stored before this sandbox was started, else another sandbox changed it */
  restore(value: never, isStart: boolean): void;
  /** A number whose changes by several sandboxes are added. */
  readonly isSum?: boolean;
}

/** Combines two changes of one value of a map; see `merge` for the arguments. */
export type Merge = (base: unknown, mine: unknown, theirs: unknown) => unknown;

/** The maps that are stored, by name, and their own ways to combine changes; others use `merge`. */
export interface Stored {
  readonly maps: ReadonlyMap<string, Map<string, unknown>>;
  readonly merges?: Readonly<{ [map: string]: Merge }>;
}

export type Singles = Readonly<{ [name: string]: Single }>;

/** A value as stored in the backend: `order` is its position in its map, by age. */
interface Entry {
  readonly order: number;
  readonly value: unknown;
}

interface Saved {
  readonly order: number;
  readonly bytes: Uint8Array;
}

const SEPARATOR = '\u0000';

export const idOf = (name: string, key: string) => `${name}${SEPARATOR}${key}`;

function split(id: string): [name: string, key: string] {
  const at = id.indexOf(SEPARATOR);
  return [id.slice(0, at), id.slice(at + 1)];
}

/** The maps and single values in memory, and which bytes the backend has for each of them. */
export class StoredState {
  private readonly maps: Stored['maps'];
  private readonly merges: Readonly<{ [map: string]: Merge }>;
  private readonly singles: Singles;
  /** What the backend has, as far as it is known. */
  private readonly saved = new Map<string, Saved>();
  /** Values of `singles` before anything was stored: the common origin of the first changes of several sandboxes. */
  private readonly initial = new Map<string, unknown>();
  /** The orders of values that are not stored yet. */
  private readonly orders = new Map<string, number>();
  private lastOrder = 0;

  constructor({ maps, merges = {} }: Stored, singles: Singles) {
    this.maps = maps;
    this.merges = merges;
    this.singles = singles;
    for (const [name, single] of Object.entries(singles))
      this.initial.set(idOf(name, ''), deserialize(serialize(single.read())));
  }

  /** Puts the backend's whole state into memory. */
  async restore(backend: Backend): Promise<void> {
    const found: Array<Entry & { readonly id: string }> = [];
    for await (const [id, bytes] of backend.entries()) {
      const entry = deserialize(bytes) as Entry;
      this.remember(id, entry.order, bytes);
      found.push({ ...entry, id });
    }
    found.sort((a, b) => a.order - b.order);
    for (const { id, value } of found) this.put(id, value, true);
  }

  /** Ids of all values, in memory or in the backend. */
  ids(): Set<string> {
    const ids = new Set([...this.saved.keys(), ...this.singleIds()]);
    for (const [name, map] of this.maps) for (const key of map.keys()) ids.add(idOf(name, key));
    return ids;
  }

  singleIds(): string[] {
    return Object.keys(this.singles).map((name) => idOf(name, ''));
  }

  /**
   * Those of `ids` that are different in the backend.
   * @param isUnknown whether the backend's values are not known: then all of them are returned
   */
  changes(ids: Iterable<string>, isUnknown = false): Map<string, Uint8Array | undefined> {
    const changes = new Map<string, Uint8Array | undefined>();
    for (const id of ids) {
      const known = this.saved.get(id);
      const value = this.current(id);
      if (value === undefined) {
        if (known) changes.set(id, undefined);
        continue;
      }
      const order = known?.order ?? this.orderOf(id);
      const bytes = serialize({ order, value } satisfies Entry);
      if (isUnknown || !known || !bytes.equals(known.bytes)) changes.set(id, bytes);
    }
    return changes;
  }

  /** The backend has stored these. */
  confirm(changes: Changes): void {
    for (const [id, bytes] of changes)
      if (bytes === undefined) this.saved.delete(id);
      else this.remember(id, (deserialize(bytes) as Entry).order, bytes);
  }

  /**
   * Applies what the backend has now. A value that was changed here too is merged.
   * @returns the ids of values that must be stored because the merged value is another one
   */
  take({ changes, isAll }: News): string[] {
    const gone = isAll ? [...this.saved.keys()].filter((id) => !changes.has(id)) : [];
    const merged = gone.filter((id) => this.takeOne(id, undefined));
    for (const [id, bytes] of changes) if (this.takeOne(id, bytes)) merged.push(id);
    return merged;
  }

  private takeOne(id: string, bytes: Uint8Array | undefined): boolean {
    const known = this.saved.get(id);
    if (bytes === undefined ? !known : known && Buffer.compare(known.bytes, bytes) === 0)
      return false;
    const isChangedHere = this.changes([id]).size > 0;
    const theirs = bytes && (deserialize(bytes) as Entry);
    const base = known ? (deserialize(known.bytes) as Entry).value : this.initial.get(id);
    if (theirs && bytes) this.remember(id, theirs.order, bytes);
    else this.saved.delete(id);
    const mine = this.current(id);
    const isInitial = known === undefined && this.initial.has(id) && !isChangedSince(base, mine);
    if (!isChangedHere || isInitial) {
      this.put(id, theirs?.value, false);
      return false;
    }
    this.put(id, this.merged(id, base, mine, theirs?.value), false);
    return this.changes([id]).size > 0;
  }

  private merged(id: string, base: unknown, mine: unknown, theirs: unknown): unknown {
    const [name] = split(id);
    if (getOwn(this.singles, name)?.isSum)
      return Number(theirs ?? base ?? 0) + Number(mine) - Number(base ?? 0);
    const combine = getOwn(this.merges, name) ?? merge;
    return combine(base, mine === undefined ? undefined : deserialize(serialize(mine)), theirs);
  }

  private orderOf(id: string): number {
    const order = this.orders.get(id) ?? ++this.lastOrder;
    this.orders.set(id, order);
    return order;
  }

  private remember(id: string, order: number, bytes: Uint8Array): void {
    this.orders.delete(id);
    this.saved.set(id, { order, bytes });
    this.lastOrder = Math.max(this.lastOrder, order);
  }

  /** The value in memory; undefined when there is none. */
  private current(id: string): unknown {
    const [name, key] = split(id);
    const map = this.maps.get(name);
    // The prototype's method, because this read must not be recorded.
    return map ? Map.prototype.get.call(map, key) : getOwn(this.singles, name)?.read();
  }

  private put(id: string, value: unknown, isStart: boolean): void {
    const [name, key] = split(id);
    const map = this.maps.get(name);
    if (map && value === undefined) Map.prototype.delete.call(map, key);
    else if (map) Map.prototype.set.call(map, key, value);
    else if (value !== undefined) getOwn(this.singles, name)?.restore(value as never, isStart);
  }
}

function isChangedSince(base: unknown, mine: unknown): boolean {
  return !serialize(base).equals(serialize(mine));
}

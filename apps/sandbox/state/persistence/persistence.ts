import { AsyncLocalStorage } from 'node:async_hooks';
import { deserialize, serialize } from 'node:v8';
import { getOwn } from '../../getOwn.ts';
import type { Backend, News } from './backend.ts';
import { watch } from './watch.ts';

/** One value that is stored as a whole; the result of `read` is given to `restore` after a restart. */
export interface Single {
  read(): unknown;
  restore(value: never): void;
}

/** A value as stored in the backend: `order` is its position in its map, by age. */
interface Record {
  readonly order: number;
  readonly value: unknown;
}

interface Saved {
  readonly order: number;
  readonly bytes: Uint8Array;
}

export type Singles = Readonly<{ [name: string]: Single }>;

/** The ids of values that one request has read or written. */
interface Looks {
  readonly ids: Set<string>;
  over: boolean;
}

/**
 * Stores all maps of `owner` and the named `singles`. Code that changes them needs no call for it: all values
 * that a request read or wrote are compared with the stored ones, and the difference is written atomically
 * before the answer is sent. So a crash loses no change of an answered request.
 */
export class Persistence {
  private readonly backend: Backend;
  private readonly singles: Singles;
  private readonly warn: (message: string) => void;
  private readonly maps = new Map<string, Map<string, unknown>>();
  private readonly saved = new Map<string, Saved>();
  /** One per request, because requests overlap: the end of one must not end the recording for another. */
  private readonly looking = new AsyncLocalStorage<Looks>();
  /** The ids of values used outside of requests, such as by orders from within the process. */
  private readonly besides = new Set<string>();
  private soon: NodeJS.Immediate | undefined;
  private lastOrder = 0;
  private changes = new Map<string, Uint8Array | undefined>();
  private writing: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;
  private reading: Promise<void> = Promise.resolve();
  private nextReading: Promise<void> | undefined;
  private lastTrouble = '';

  private constructor(
    backend: Backend,
    owner: object,
    singles: Singles,
    warn: (message: string) => void,
  ) {
    this.backend = backend;
    this.singles = singles;
    this.warn = warn;
    for (const [name, value] of Object.entries(owner))
      if (value instanceof Map) this.maps.set(name, value);
  }

  /** Restores the backend's state and starts to record changes. */
  static async start(
    backend: Backend,
    owner: object,
    singles: Singles,
    warn: (message: string) => void,
  ): Promise<Persistence> {
    const keeper = new Persistence(backend, owner, singles, warn);
    await keeper.restore();
    for (const [name, map] of keeper.maps)
      watch(map, (key) => keeper.lookedAt(`${name}${SEPARATOR}${key}`));
    return keeper;
  }

  /** Returns the result of `work` after all its changes are stored. */
  async during<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.backend.news) await this.catchUp();
    const looks: Looks = { ids: new Set(), over: false };
    try {
      return await this.looking.run(looks, work);
    } finally {
      looks.over = true;
      await this.save(looks.ids);
    }
  }

  async close(): Promise<void> {
    clearImmediate(this.soon);
    await this.save(this.besides);
    await this.backend.close();
  }

  private async restore(): Promise<void> {
    const found: Array<Record & { readonly name: string; readonly key: string }> = [];
    for await (const [id, bytes] of this.backend.entries()) {
      const { order, value } = deserialize(bytes) as Record;
      const [name, key] = split(id);
      this.saved.set(id, { order, bytes });
      this.lastOrder = Math.max(this.lastOrder, order);
      found.push({ order, value, name, key });
    }
    found.sort((a, b) => a.order - b.order);
    for (const { name, key, value } of found)
      if (this.maps.has(name)) this.maps.get(name)?.set(key, value);
      else getOwn(this.singles, name)?.restore(value as never);
  }

  /** Reads all changes that other sandboxes have written before this call; waiting callers share the next read. */
  private catchUp(): Promise<void> {
    this.nextReading ??= this.reading.then(async () => {
      this.nextReading = undefined;
      try {
        const news = await this.backend.news?.();
        if (news) this.take(news);
        this.lastTrouble = '';
      } catch (error) {
        this.complain('state of others could not be read', error);
      }
    });
    this.reading = this.nextReading;
    return this.reading;
  }

  private take({ changes, isAll }: News): void {
    const gone = isAll ? [...this.saved.keys()].filter((id) => !changes.has(id)) : [];
    for (const id of gone) this.put(id, undefined);
    for (const [id, bytes] of changes) this.put(id, bytes);
  }

  /** Applies a change of another sandbox, unless a newer change by this sandbox waits to be written. */
  private put(id: string, bytes: Uint8Array | undefined): void {
    const known = this.saved.get(id);
    if (this.changes.has(id) || (known === undefined && bytes === undefined)) return;
    const [name, key] = split(id);
    const map = this.maps.get(name);
    if (bytes === undefined) {
      this.saved.delete(id);
      if (map) Map.prototype.delete.call(map, key);
      return;
    }
    if (known && Buffer.compare(known.bytes, bytes) === 0) return;
    const { order, value } = deserialize(bytes) as Record;
    this.saved.set(id, { order, bytes });
    this.lastOrder = Math.max(this.lastOrder, order);
    if (map) Map.prototype.set.call(map, key, value);
    else getOwn(this.singles, name)?.restore(value as never);
  }

  /** Warns once for each kind of error, and again when it recurs after a success. */
  private complain(what: string, error: unknown): void {
    const trouble = `${what}: ${(error as Error).message}`;
    if (trouble !== this.lastTrouble) this.warn(trouble);
    this.lastTrouble = trouble;
  }

  private lookedAt(id: string): void {
    const looks = this.looking.getStore();
    if (looks && !looks.over) {
      looks.ids.add(id);
      return;
    }
    this.besides.add(id);
    this.soon ??= setImmediate(() => {
      this.soon = undefined;
      const ids = new Set(this.besides);
      this.besides.clear();
      void this.save(ids);
    });
  }

  private async save(looked: ReadonlySet<string>): Promise<void> {
    try {
      for (const id of looked) this.compare(id, ...this.current(id));
      for (const [name, single] of Object.entries(this.singles))
        this.compare(name + SEPARATOR, true, single.read());
      // Wait also when another request is already writing the changes of this one.
      await (this.changes.size > 0 ? this.write() : this.writing);
    } catch (error) {
      this.complain('state could not be kept', error);
    }
  }

  private current(id: string): [has: boolean, value?: unknown] {
    const [name, key] = split(id);
    const map = this.maps.get(name);
    // The prototype's method, because this read must not be recorded.
    return [map?.has(key) ?? false, map && Map.prototype.get.call(map, key)];
  }

  private compare(id: string, has: boolean, value?: unknown): void {
    const known = this.saved.get(id);
    if (!has) {
      if (known) this.changes.set(id, undefined);
      this.saved.delete(id);
      return;
    }
    const order = known?.order ?? this.lastOrder + 1;
    const bytes = serialize({ order, value } satisfies Record);
    if (known && bytes.equals(known.bytes)) return;
    this.lastOrder = Math.max(this.lastOrder, order);
    this.saved.set(id, { order, bytes });
    this.changes.set(id, bytes);
  }

  /** One write at a time, in order; calls during a write share the next one. */
  private write(): Promise<void> {
    this.next ??= this.writing
      .catch(() => undefined)
      .then(() => {
        const { changes } = this;
        this.changes = new Map();
        this.next = undefined;
        return this.backend.write(changes).catch((error) => {
          // The next write tries again, together with newer changes.
          this.changes = new Map([...changes, ...this.changes]);
          throw error;
        });
      });
    this.writing = this.next;
    return this.next;
  }
}

const SEPARATOR = '\u0000';

function split(id: string): [name: string, key: string] {
  const at = id.indexOf(SEPARATOR);
  return [id.slice(0, at), id.slice(at + 1)];
}

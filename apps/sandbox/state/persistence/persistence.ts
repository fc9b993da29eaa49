import { AsyncLocalStorage } from 'node:async_hooks';
import { deserialize, serialize } from 'node:v8';
import { getOwn } from '../../getOwn.ts';
import type { Backend, News } from './backend.ts';
import { watch } from './watch.ts';

/** One value that is kept as a whole; what `read` answers is given to `restore` after a restart. */
export interface Single {
  read(): unknown;
  restore(value: never): void;
}

/** As it lies in the backend: `order` is the place in its map, which goes by age. */
interface Record {
  readonly order: number;
  readonly value: unknown;
}

interface Saved {
  readonly order: number;
  readonly bytes: Uint8Array;
}

export type Singles = Readonly<{ [name: string]: Single }>;

/** What was looked at on behalf of one request. */
interface Looks {
  readonly ids: Set<string>;
  over: boolean;
}

/**
 * Keeps the maps of `owner`, whatever their names, and the named `singles`. Nobody who changes them has
 * to know: what was looked at while a request was answered is compared with what is kept, and the
 * difference is written, in one piece, before the answer leaves. So a crash costs no answered request.
 */
export class Persistence {
  private readonly backend: Backend;
  private readonly singles: Singles;
  private readonly warn: (message: string) => void;
  private readonly maps = new Map<string, Map<string, unknown>>();
  private readonly saved = new Map<string, Saved>();
  /** Each request's own: while one waits, the end of another must not count as its end. */
  private readonly looking = new AsyncLocalStorage<Looks>();
  /** What was looked at outside of requests, such as by orders from within the process. */
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

  /** Puts back what the backend has, and keeps what comes. */
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

  /** Answers what `work` answers, once everything that it changed is kept. */
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

  /** Everything that other sandboxes had written when this was called; whoever waits shares the next look. */
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

  /** What we are about to write ourselves is newer. */
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

  /** Once for each kind of trouble, and again when it was over in between. */
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
      // Also when another request is already writing what this one changed.
      await (this.changes.size > 0 ? this.write() : this.writing);
    } catch (error) {
      this.complain('state could not be kept', error);
    }
  }

  private current(id: string): [has: boolean, value?: unknown] {
    const [name, key] = split(id);
    const map = this.maps.get(name);
    // Of the prototype: looking here is no looking.
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

  /** One write at a time, in order; whoever comes meanwhile shares the next one. */
  private write(): Promise<void> {
    this.next ??= this.writing
      .catch(() => undefined)
      .then(() => {
        const { changes } = this;
        this.changes = new Map();
        this.next = undefined;
        return this.backend.write(changes).catch((error) => {
          // The next write tries again, with what is newer since.
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

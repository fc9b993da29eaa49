import { AsyncLocalStorage } from 'node:async_hooks';
import type { Backend } from './backend.ts';
import { Exchange } from './exchange.ts';
import { idOf, type Singles, type Stored, StoredState } from './storedState.ts';
import { watch } from './watch.ts';

/** The ids of values that one request has read or written. */
interface Looks {
  readonly ids: Set<string>;
  over: boolean;
}

/** A change could not be stored in time. It stays in memory, and is stored as soon as that is possible. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
}

/**
 * Stores the named maps and `singles`. Code that changes them needs no call for it: all values
 * that a request read or wrote are compared with the stored ones, and the difference is written atomically
 * before the answer is sent. So a crash loses no change of an answered request.
 */
export class Persistence {
  private readonly backend: Backend;
  private readonly state: StoredState;
  private readonly exchange: Exchange;
  private readonly warn: (message: string) => void;
  /** One per request, because requests overlap: the end of one must not end the recording for another. */
  private readonly looking = new AsyncLocalStorage<Looks>();
  /** The ids of values that may have to be written. */
  private due = new Set<string>();
  /** A write has failed, and its backend can only be written by this sandbox: everything is written again. */
  private isUncertain = false;
  /** Changes of requests that were told that they could not be stored in time. */
  private overdue = new Map<string, Uint8Array | undefined>();
  /** The ids of values used outside of requests, such as by orders from within the process. */
  private besides = new Set<string>();
  private soon: NodeJS.Immediate | undefined;
  private lastTrouble = '';

  private constructor(
    backend: Backend,
    stored: Stored,
    singles: Singles,
    warn: (message: string) => void,
  ) {
    this.backend = backend;
    this.state = new StoredState(stored, singles);
    this.warn = warn;
    this.exchange = new Exchange(
      () => this.exchangeOnce(),
      (error) => this.complain(error as Error),
    );
  }

  /** Restores the backend's state and starts to record changes. */
  static async start(
    backend: Backend,
    stored: Stored,
    singles: Singles,
    warn: (message: string) => void,
  ): Promise<Persistence> {
    const persistence = new Persistence(backend, stored, singles, warn);
    await persistence.state.restore(backend);
    for (const [name, map] of stored.maps)
      watch(map, (key) => persistence.lookedAt(idOf(name, key)));
    return persistence;
  }

  /**
   * Runs one request: it sees what other sandboxes had changed before, and resolves after its changes are stored.
   * @throws NotStoredError when that takes longer than 3 s
   */
  async during<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.backend.news) await this.exchange.fresh();
    const looks: Looks = { ids: new Set(), over: false };
    try {
      return await this.looking.run(looks, work);
    } finally {
      looks.over = true;
      await this.store(looks.ids);
    }
  }

  /** Stores what is due, for at most 3 s, and closes the backend. */
  async close(): Promise<void> {
    clearImmediate(this.soon);
    await this.storeBesides();
    this.exchange.stop();
    await this.backend.close();
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
      void this.storeBesides();
    });
  }

  /** Without an error: a change that cannot be stored now is stored later. */
  private storeBesides(): Promise<void> {
    const ids = this.besides;
    this.besides = new Set();
    return this.store(ids).catch(() => undefined);
  }

  private async store(looked: ReadonlySet<string>): Promise<void> {
    const changes = this.state.changes([...looked, ...this.state.singleIds()]);
    if (changes.size === 0) return;
    for (const id of changes.keys()) this.due.add(id);
    // While nothing can be stored, a request that changed nothing itself is answered from memory.
    if ([...changes].every(([id, bytes]) => this.isOverdue(id, bytes)))
      return this.exchange.begin();
    await this.exchange.stored().catch((cause) => {
      for (const [id, bytes] of changes) this.overdue.set(id, bytes);
      throw new NotStoredError((cause as Error).message, { cause });
    });
  }

  private isOverdue(id: string, bytes: Uint8Array | undefined): boolean {
    const overdue = this.overdue.get(id);
    if (overdue === undefined || bytes === undefined)
      return this.overdue.has(id) && overdue === bytes;
    return Buffer.compare(overdue, bytes) === 0;
  }

  /** Reads what others have changed, and writes what is due; again, when others have written in between. */
  private async exchangeOnce(): Promise<void> {
    for (;;) {
      const news = await this.backend.news?.();
      if (news) for (const id of this.state.take(news)) this.due.add(id);
      const ids = this.isUncertain ? this.state.ids() : [...this.due, ...this.state.singleIds()];
      const changes = this.state.changes(ids, this.isUncertain);
      const before = this.due;
      this.due = new Set();
      if (changes.size === 0) break;
      const isStored = await this.backend.write(changes).catch((error) => {
        this.isUncertain = this.backend.news === undefined;
        this.due = new Set([...before, ...this.due]);
        throw error;
      });
      if (isStored) {
        this.isUncertain = false;
        this.state.confirm(changes);
        break;
      }
      this.due = new Set([...before, ...this.due]);
    }
    this.overdue.clear();
    if (this.lastTrouble !== '') this.warn('state is kept again');
    this.lastTrouble = '';
  }

  /** Warns once for each kind of error, and again when it recurs after a success. */
  private complain({ message }: Error): void {
    const trouble = `data could not be stored: ${message}`;
    if (trouble !== this.lastTrouble) this.warn(trouble);
    this.lastTrouble = trouble;
  }
}

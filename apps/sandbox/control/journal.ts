import { randomUUID } from 'node:crypto';
import type { Facts } from '../judge/facts.ts';
import { Redactor } from './redact.ts';

/** One recorded request. Secrets are hashes already (redact.ts). */
export interface JournalEntry {
  readonly seq: number;
  /** ms since the epoch by the sandbox's clock. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** 0 when the connection was broken off on purpose. */
  readonly status: number;
  /** ms of real time. */
  readonly durationMs: number;
  readonly address: string;
  readonly clientId?: string;
  /** JSON that was answered, without secrets and without what it says of the viewer. */
  readonly answer?: unknown;
  /** Lower-case media type of the answer, without parameters. */
  readonly answerType?: string;
  /** ms by which the sandbox's clock had been moved; absent when it had not. */
  readonly moved?: number;
  /** What was seen of values that are hashes here. */
  readonly facts?: Facts;
}

/** Old entries make room: a sandbox may run for weeks. */
const LIMIT = 5_000;

export class Journal {
  /** Tells this list of sequence numbers from that of another sandbox. */
  readonly id = randomUUID();
  readonly redactor = new Redactor();
  private entries: JournalEntry[] = [];
  private seq = 0;
  private readonly listeners = new Set<(entry: JournalEntry) => void>();

  /** The next sequence number, taken when a request arrives, so that numbers follow arrival. */
  next(): number {
    this.seq += 1;
    return this.seq;
  }

  add(entry: JournalEntry): void {
    this.entries.push(entry);
    if (this.entries.length > LIMIT * 1.1) this.entries = this.entries.slice(-LIMIT);
    for (const listener of this.listeners) listener(entry);
  }

  /** In order of arrival; `after` leaves out sequence numbers up to it. */
  list(after = 0): JournalEntry[] {
    return this.entries.filter((entry) => entry.seq > after).sort((a, b) => a.seq - b.seq);
  }

  /** Forgets the entries; sequence numbers go on. */
  clear(): void {
    this.entries = [];
  }

  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

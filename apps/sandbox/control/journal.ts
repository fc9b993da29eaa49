import { randomUUID } from 'node:crypto';
import { inTimeSlices } from '../state/timeSlice.ts';
import { entryOf, type JournalEntry, type Taken } from './entry.ts';
import { Redactor } from './redact.ts';

/** The oldest entries beyond this number are dropped: a sandbox may run for weeks. */
const LIMIT = 5_000;
/** ms without a request before waiting lines are written, and ms between two batches. */
const CALM_MS = 100;
/** Lines per batch, so that no request waits long. */
const SPELL = 100;

/**
 * The record of requests and answers. Adding a request is cheap; hiding its secrets costs as much as
 * answering it, and is therefore done when the record is read or the sandbox is idle.
 */
export class Journal {
  /** Distinguishes these sequence numbers from those of another sandbox. */
  readonly id = randomUUID();
  private readonly redactor = new Redactor();
  private lines: Line[] = [];
  private seq = 0;
  private takenAt = 0;
  private waiting: NodeJS.Timeout | undefined;
  private readonly listeners = new Set<(entry: JournalEntry) => void>();

  /** The next sequence number, taken when a request arrives, so that numbers follow arrival. */
  next(): number {
    this.seq += 1;
    return this.seq;
  }

  add(taken: Taken): void {
    const line = new Line(taken);
    this.lines.push(line);
    if (this.lines.length > LIMIT * 1.1) this.lines = this.lines.slice(-LIMIT);
    this.takenAt = performance.now();
    this.waitForCalm();
    if (this.listeners.size === 0) return;
    const entry = line.entry(this.redactor);
    for (const listener of this.listeners) listener(entry);
  }

  /** In order of arrival; only sequence numbers greater than `after`. */
  list(after = 0): JournalEntry[] {
    return this.linesAfter(after).map((line) => line.entry(this.redactor));
  }

  /** All entries, written in steps so that the sandbox continues to answer requests. */
  async listMeanwhile(): Promise<JournalEntry[]> {
    await inTimeSlices(this.writeInSteps());
    return this.list();
  }

  /** Deletes the entries; sequence numbers continue. */
  clear(): void {
    this.lines = [];
  }

  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private linesAfter(seq: number): Line[] {
    return this.lines.filter((line) => line.seq > seq).sort((a, b) => a.seq - b.seq);
  }

  private *writeInSteps(): Generator<undefined, void> {
    for (const line of this.linesAfter(0)) {
      line.entry(this.redactor);
      yield;
    }
  }

  private waitForCalm(): void {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      const isCalm = performance.now() - this.takenAt >= CALM_MS;
      if (!isCalm || this.writeSome()) this.waitForCalm();
    }, CALM_MS).unref();
  }

  /** @returns whether more lines have to be written */
  private writeSome(): boolean {
    const open = this.lines.filter((line) => !line.isWritten);
    for (const line of open.slice(0, SPELL)) line.entry(this.redactor);
    return open.length > SPELL;
  }
}

/** One request: first as received, later as the entry without secrets. */
class Line {
  readonly seq: number;
  private taken: Taken | undefined;
  private written: JournalEntry | undefined;

  constructor(taken: Taken) {
    this.seq = taken.seq;
    this.taken = taken;
  }

  get isWritten(): boolean {
    return this.written !== undefined;
  }

  entry(redactor: Redactor): JournalEntry {
    this.written ??= entryOf(this.taken as Taken, redactor);
    this.taken = undefined;
    return this.written;
  }
}

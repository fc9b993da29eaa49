/** One line of the log; it never contains a secret, token, code or id of a person or device. */
export type LogEntry = LoggedRequest | LoggedState | LoggedNote;

interface Logged {
  /** ms on the monotonic clock. */
  readonly at: number;
}

/** One exchange, with any result. */
export interface LoggedRequest extends Logged {
  readonly kind: 'request';
  readonly method: string;
  /** Host and path; registration codes and everything after `?` are left out. */
  readonly address: string;
  /** 0 when no complete answer was received. */
  readonly status: number;
  /** ms */
  readonly took: number;
  /** The error's code and the service's trace, for support. */
  readonly code?: string;
  readonly trace?: string;
}

/** The machine entered a state. */
export interface LoggedState extends Logged {
  readonly kind: 'state';
  /** The state, such as `polling.codeOnScreen.waiting`. */
  readonly state: string;
}

/** A note for support. */
export interface LoggedNote extends Logged {
  readonly kind: 'note';
  readonly text: string;
}

/** Most lines that are kept: the last minutes; televisions have little memory. */
const capacity = 200;

/** A ring buffer: the newest lines replace the oldest. Memory only. */
export class Log {
  private lines: LogEntry[] = [];
  private readonly listeners = new Set<(entry: LogEntry) => void>();

  /** Oldest first. */
  get entries(): readonly LogEntry[] {
    return this.lines;
  }

  /** Appends a line; removes the oldest when there are too many. */
  add(entry: LogEntry): void {
    this.lines = [...this.lines.slice(-(capacity - 1)), entry];
    for (const listener of [...this.listeners]) listener(entry);
  }

  /** Called with every new line; returns the unsubscriber. */
  subscribe(listener: (entry: LogEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

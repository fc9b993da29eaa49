/** One request and its answer, as `--trace` shows them, without secrets (`Redactor`). */
export interface ExchangeReport {
  readonly event: 'exchange';
  readonly method: string;
  readonly address: string;
  /** 0 when no complete answer came. */
  readonly status: number;
  readonly ms: number;
  readonly request: {
    readonly headers: Readonly<Record<string, string>>;
    /** JSON and forms as data, everything else as text. */
    readonly body?: unknown;
  };
  /** Null when no complete answer came. */
  readonly answer: { readonly contentType: string; readonly body?: unknown } | null;
}

/** The new state of the statechart, as `--trace` shows it between the exchanges. */
export interface StateReport {
  readonly event: 'state';
  /** Such as `polling.codeOnScreen.waiting`. */
  readonly state: string;
}

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer that is sent. */
export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string as it is; everything else as JSON. */
  readonly body?: unknown;
}

/** Where state is kept: names and bytes. */
export interface Backend {
  entries(): AsyncIterable<readonly [name: string, bytes: Uint8Array]>;
  /** All of it or nothing; undefined takes a name away. Kept once this has resolved. */
  write(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void>;
  /** Absent where one sandbox at a time writes. */
  news?(): Promise<News>;
  close(): Promise<void>;
}

/** What other sandboxes wrote since the backend was opened, or last asked. */
export interface News {
  readonly changes: ReadonlyMap<string, Uint8Array | undefined>;
  /** `changes` is everything that there is: what is not among it is gone. */
  readonly isAll: boolean;
}

/** State cannot be kept where it was asked for; the message says why, in words. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

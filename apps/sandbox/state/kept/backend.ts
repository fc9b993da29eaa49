/** Where state is kept: names and bytes. One sandbox at a time writes to it. */
export interface Backend {
  entries(): AsyncIterable<readonly [name: string, bytes: Uint8Array]>;
  /** All of it or nothing; undefined takes a name away. Kept once this has resolved. */
  write(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void>;
  close(): Promise<void>;
}

/** State cannot be kept where it was asked for; the message says why, in words. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

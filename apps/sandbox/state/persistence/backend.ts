/** Stores the state as bytes by name. */
export interface Backend {
  entries(): AsyncIterable<readonly [name: string, bytes: Uint8Array]>;
  /** Atomic; undefined deletes a name. The changes are stored when the promise resolves. */
  write(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void>;
  /** Absent where only one sandbox at a time can write. */
  news?(): Promise<News>;
  close(): Promise<void>;
}

/** Changes by other sandboxes since the backend was opened, or since the last call. */
export interface News {
  readonly changes: ReadonlyMap<string, Uint8Array | undefined>;
  /** `changes` is the complete state: names that are not in it were deleted. */
  readonly isAll: boolean;
}

/** State cannot be stored at the given place; the message gives the reason. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

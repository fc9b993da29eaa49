/** The changed values by name; undefined deletes a name. */
export type Changes = ReadonlyMap<string, Uint8Array | undefined>;

/** Stores the state as bytes by name. Its methods are called one after the other. */
export interface Backend {
  entries(): AsyncIterable<readonly [name: string, bytes: Uint8Array]>;
  /**
   * Atomic; the changes are stored when the promise resolves to true. False: another sandbox has written since the
   * last `news`, and nothing was written. After a rejection it is not known whether they were stored.
   */
  write(changes: Changes): Promise<boolean>;
  /** Absent where only one sandbox at a time can write. */
  news?(): Promise<News>;
  /** Always settles within 2 s. */
  close(): Promise<void>;
}

/** Changes since the backend was opened, or since the last call. May contain this sandbox's own. */
export interface News {
  readonly changes: Changes;
  /** `changes` is the complete state: names that are not in it were deleted. */
  readonly isAll: boolean;
}

/** State cannot be stored at the given place; the message gives the reason. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

/** Resolves with `work`, or rejects after `ms` with "timeout". */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

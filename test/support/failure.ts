import { PassError } from '../../core/pass/errors.ts';

/** The error that ends `promise`; fails when it succeeds, or ends in any other. */
export function failure(promise: Promise<unknown>): Promise<PassError> {
  return promise.then(
    () => {
      throw new Error('it succeeded');
    },
    (error) => {
      if (error instanceof PassError) return error;
      throw error;
    },
  );
}

/** The error that `work` throws; fails when it throws none, or any other. */
export function thrown(work: () => unknown): PassError {
  try {
    work();
  } catch (error) {
    if (error instanceof PassError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

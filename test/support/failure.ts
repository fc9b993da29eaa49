import { PassError } from '../../core/pass/errors.ts';

/** The PassError that rejects `promise`; fails when it resolves or rejects with another error. */
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

/** The PassError that `work` throws; fails when it throws none or another error. */
export function thrown(work: () => unknown): PassError {
  try {
    work();
  } catch (error) {
    if (error instanceof PassError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

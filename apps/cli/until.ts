import type { Couchpass, View } from '@couchpass/core';

/** Thrown after Ctrl-C. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Waits until the view is the wanted one.
 * @param pick returns undefined while the view is another one
 * @throws Cancelled
 */
export function until<T>(
  couchpass: Couchpass,
  signal: AbortSignal,
  pick: (view: View) => T | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    };
    const look = (view: View) => {
      const found = pick(view);
      if (found === undefined) return;
      end();
      resolve(found);
    };
    const onAbort = () => {
      end();
      reject(new Cancelled());
    };
    const unsubscribe = couchpass.subscribe(look);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    look(couchpass.view);
  });
}

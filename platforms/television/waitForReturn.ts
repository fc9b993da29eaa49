import type { Lifecycle } from '../platform.ts';

/**
 * Waits for a viewer who was sent to another app. Resolves to false when they are back: where they have
 * been cannot be seen from here. Rejects when `signal` gives up.
 */
export function waitForReturn(lifecycle: Lifecycle, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let away = false;
    const abort = () => {
      unsubscribe();
      reject(new Error('given up'));
    };
    const unsubscribe = lifecycle.subscribe((visible) => {
      if (!visible) away = true;
      else if (away) {
        unsubscribe();
        signal.removeEventListener('abort', abort);
        resolve(false);
      }
    });
    signal.addEventListener('abort', abort);
  });
}

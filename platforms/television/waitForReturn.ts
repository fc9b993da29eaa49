import type { Lifecycle } from '../platform.ts';

/**
 * Waits for a viewer who was sent to another app. Resolves to false when the viewer is back, because the app cannot
 * find out what the viewer did there. Rejects when `signal` gives up.
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

import type { Lifecycle } from '../../../platforms/platform.ts';

/** A lifecycle whose visibility the test sets. */
export function seenLifecycle(): Lifecycle & { see(visible: boolean): void; listeners(): number } {
  const listeners = new Set<(visible: boolean) => void>();
  let seen = true;
  return {
    get visible() {
      return seen;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    see(visible) {
      seen = visible;
      for (const listener of [...listeners]) listener(visible);
    },
    listeners: () => listeners.size,
  };
}

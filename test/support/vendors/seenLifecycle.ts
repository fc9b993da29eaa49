import type { Lifecycle } from '../../../platforms/platform.ts';

/** An app that is seen or not, as the test says. */
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

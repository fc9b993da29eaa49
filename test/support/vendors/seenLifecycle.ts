import type { Lifecycle } from '../../../platforms/platform.ts';

/** An app that is seen or not, as the test says. */
export function seenLifecycle(): Lifecycle & { see(visible: boolean): void; listeners(): number } {
  const listeners = new Set<(visible: boolean) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    see(visible) {
      for (const listener of [...listeners]) listener(visible);
    },
    listeners: () => listeners.size,
  };
}

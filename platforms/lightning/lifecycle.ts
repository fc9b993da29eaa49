import type { Lifecycle } from '../platform.ts';
import type { Thunder } from './thunder.ts';

/**
 * Whether the app is visible to the viewer: both the page and Thunder's events about the app's browser must
 * report it as visible. Each change is reported once. `end` removes all listeners.
 */
export function boxLifecycle(
  page: Lifecycle,
  thunder: Thunder,
  callsign: unknown,
): Lifecycle & { end(): void } {
  const says = { page: page.visible, running: true, shown: true };
  const listeners = new Set<(visible: boolean) => void>();
  let seen = page.visible;
  const settle = () => {
    const now = says.page && says.running && says.shown;
    if (now === seen) return;
    seen = now;
    for (const listener of [...listeners]) listener(now);
  };
  const endings = [
    page.subscribe((visible) => {
      says.page = visible;
      settle();
    }),
  ];
  const watch: Thunder['watch'] = (...about) => {
    const end = thunder.watch(...about);
    endings.push(end);
    return end;
  };
  if (typeof callsign === 'string' && callsign !== '') {
    watch(callsign, 'statechange', ({ suspended }) => {
      if (typeof suspended !== 'boolean') return;
      says.running = !suspended;
      settle();
    });
    watch(callsign, 'visibilitychange', ({ hidden }) => {
      if (typeof hidden !== 'boolean') return;
      says.shown = !hidden;
      settle();
    });
  }
  return {
    get visible() {
      return seen;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end() {
      for (const end of endings) end();
      listeners.clear();
    },
  };
}

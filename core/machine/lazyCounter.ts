import type { Counter } from '../concurrency/counter.types.ts';
import type { CounterParts } from '../concurrency/PlaybackCounter.ts';
import { PassError } from '../pass/errors.ts';

/** The counter of this device's streams. Its code is loaded at the first protected title, not at the start. */
export function lazyCounter(parts: CounterParts): Counter {
  let loading: Promise<Counter> | null = null;
  let loaded: Counter | null = null;
  const load = (): Promise<Counter> => {
    loading ??= import('../concurrency/PlaybackCounter.ts').then(
      ({ PlaybackCounter }) => {
        loaded = new PlaybackCounter(parts);
        return loaded;
      },
      (cause: unknown) => {
        loading = null;
        throw new PassError({ code: 'network_unreachable', action: 'retry', cause });
      },
    );
    return loading;
  };
  return {
    prepare: async (mvpd) => (await load()).prepare(mvpd),
    async start(item, mvpd, code, signal) {
      try {
        await load();
      } catch (error) {
        // As when the service cannot be reached.
        if (parts.settings.concurrency.whenUnreachable === 'refuse') throw error;
        return { heartbeatIn: null };
      }
      return (await load()).start(item, mvpd, code, signal);
    },
    heartbeat: async (signal) => (await load()).heartbeat(signal),
    running: async (mvpd, signal) => (await load()).running(mvpd, signal),
    // Nothing was started before it was loaded.
    pause: () => loaded?.pause(),
    stop: () => loaded?.stop(),
  };
}

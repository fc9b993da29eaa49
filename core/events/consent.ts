import type { Memory } from '../memory/Memory.ts';
import type { CorePorts } from '../ports.ts';

/**
 * The viewer's consent to measurements. Adapters that send events must not let anything leave the device while
 * `given` is not true (docs/events.md).
 */
export interface Consent {
  /**
   * What the viewer chose last; before that `analytics.consent` of the settings, and false without it. null until
   * the choice of an earlier launch has been read: events may wait, but nothing may leave the device.
   */
  readonly given: boolean | null;
  /** Keeps the viewer's choice for later launches, too. */
  change(given: boolean): void;
  /** `listener` is called after every change; returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
}

/** @param initial the settings' value; undefined without one: then nothing is read, and `given` is false at first */
export function createConsent(
  initial: 'granted' | 'denied' | undefined,
  memory: Memory,
): Consent & { load(): Promise<void> } {
  const listeners = new Set<() => void>();
  let given: boolean | null = initial === undefined ? false : null;
  const become = (value: boolean) => {
    given = value;
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch {
        // As with listeners of events: an adapter's error has no effect.
      }
    }
  };
  return {
    get given() {
      return given;
    },
    async load() {
      if (given !== null) return;
      const stored = await memory.get('consent');
      // The viewer may have chosen meanwhile.
      if (given === null) become(stored ?? initial === 'granted');
    },
    change(value) {
      void memory.set('consent', value);
      become(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The same ports, without the id for Adobe's measurements while the viewer does not consent. */
export function withConsent<P extends CorePorts>(ports: P, consent: Consent): P {
  if (!ports.visitorId) return ports;
  const visitorId: CorePorts['visitorId'] = async () =>
    consent.given === true ? ((await ports.visitorId?.()) ?? null) : null;
  // Not a copy: the methods of a shell may be on its prototype.
  return Object.create(ports, { visitorId: { value: visitorId, enumerable: true } }) as P;
}

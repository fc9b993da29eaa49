import { attempt } from './attempt.ts';

/**
 * Stored while the viewer is on the provider's page: in sessionStorage, so only in this tab, and only
 * until the answer is known.
 */
export interface LoginRoundTrip {
  readonly code: string;
  readonly mvpd: string;
  /** The provider's display name; '' when it is not known. */
  readonly name: string;
}

export interface RoundTripStore {
  read(): LoginRoundTrip | undefined;
  write(trip: LoginRoundTrip): void;
  clear(): void;
}

const key = 'couchpass.activate.trip';

/** @param storage may throw (private windows): then the viewer enters the code again after the return */
export function createRoundTripStore(storage: () => Storage): RoundTripStore {
  return {
    read: () => attempt(() => parseRoundTrip(storage().getItem(key))),
    write: (trip) => attempt(() => storage().setItem(key, JSON.stringify(trip))),
    clear: () => attempt(() => storage().removeItem(key)),
  };
}

export function parseRoundTrip(stored: string | null): LoginRoundTrip | undefined {
  if (stored === null) return undefined;
  try {
    const { code, mvpd, name } = JSON.parse(stored) as Record<string, unknown>;
    if (typeof code !== 'string' || code === '' || typeof mvpd !== 'string') return undefined;
    return { code, mvpd, name: typeof name === 'string' ? name : '' };
  } catch {
    return undefined;
  }
}

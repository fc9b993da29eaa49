import type { Clock } from '@couchpass/core';
import { attempt } from './attempt.ts';

/**
 * Kept for half an hour after the tab is closed: the code of a login that was begun, or the fact that a login
 * has succeeded. A viewer who closes the page and opens it again need not enter a code that is already in
 * use. Neither provider nor viewer is kept; after success the code is not kept either.
 */
export type PersistedCode = { readonly code: string } | 'done' | undefined;

export interface Persistence {
  read(): PersistedCode;
  begun(code: string): void;
  done(): void;
  clear(): void;
}

const key = 'couchpass.activate.visit';

/** ms; how long a code is usually valid. Adobe: "Create authentication session", `notAfter`. */
const life = 30 * 60_000;

/** @param storage may throw: then nothing is kept after the tab is closed */
export function createPersistence(storage: () => Storage, clock: Pick<Clock, 'now'>): Persistence {
  const write = (code: string) =>
    attempt(() => storage().setItem(key, JSON.stringify({ code, at: clock.now() })));
  return {
    read: () => attempt(() => parsePersisted(storage().getItem(key), clock.now())),
    begun: write,
    done: () => write(''),
    clear: () => attempt(() => storage().removeItem(key)),
  };
}

/** Returns undefined when it is too old, or when the clock was set back since. */
export function parsePersisted(stored: string | null, now: number): PersistedCode {
  const { code, at } = JSON.parse(stored ?? '{}') as Record<string, unknown>;
  if (typeof code !== 'string' || typeof at !== 'number') return undefined;
  if (!(now >= at && now - at < life)) return undefined;
  return code === '' ? 'done' : { code };
}

import type { Clock } from '@couchpass/core';
import { attempt } from './attempt.ts';

/**
 * What outlives the tab, for half an hour: the code of a login that was begun, or that one has succeeded.
 * Who closes the page and opens it again is not asked for a code that is at work already. Neither provider
 * nor person is kept; after success the code is not, either.
 */
export type PersistedCode = { readonly code: string } | 'done' | undefined;

export interface Persistence {
  read(): PersistedCode;
  begun(code: string): void;
  done(): void;
  clear(): void;
}

const key = 'couchpass.activate.visit';

/** ms; as long as a code usually lives. Adobe: "Create authentication session", `notAfter`. */
const life = 30 * 60_000;

/** @param storage may refuse: then nothing outlives the tab */
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

/** Too old, or from a clock that was set back since: nothing. */
export function parsePersisted(stored: string | null, now: number): PersistedCode {
  const { code, at } = JSON.parse(stored ?? '{}') as Record<string, unknown>;
  if (typeof code !== 'string' || typeof at !== 'number') return undefined;
  if (!(now >= at && now - at < life)) return undefined;
  return code === '' ? 'done' : { code };
}

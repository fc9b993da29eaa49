import type { Clock } from '../../core/ports.ts';
import { attempt } from './attempt.ts';

/**
 * What outlives the tab, for half an hour: the code of a login that was begun, or that one has succeeded.
 * Who closes the page and opens it again is not asked for a code that is at work already. Neither provider
 * nor person is kept; after success the code is not, either.
 */
export type Known = { readonly code: string } | 'done' | undefined;

export interface Kept {
  read(): Known;
  begun(code: string): void;
  done(): void;
  clear(): void;
}

const key = 'couchpass.activate.visit';

/** ms; as long as a code usually lives. Adobe: "Create authentication session", `notAfter`. */
const life = 30 * 60_000;

/** @param storage may refuse: then nothing outlives the tab */
export function createKept(storage: () => Storage, clock: Pick<Clock, 'now'>): Kept {
  const write = (code: string) =>
    attempt(() => storage().setItem(key, JSON.stringify({ code, at: clock.now() })));
  return {
    read: () => attempt(() => parseKept(storage().getItem(key), clock.now())),
    begun: write,
    done: () => write(''),
    clear: () => attempt(() => storage().removeItem(key)),
  };
}

/** Too old, or from a clock that was set back since: nothing. */
export function parseKept(stored: string | null, now: number): Known {
  const { code, at } = JSON.parse(stored ?? '{}') as Record<string, unknown>;
  if (typeof code !== 'string' || typeof at !== 'number') return undefined;
  if (!(now >= at && now - at < life)) return undefined;
  return code === '' ? 'done' : { code };
}

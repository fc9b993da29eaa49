import { attempt } from './attempt.ts';

/**
 * Where in a visit the viewer is. Each step has an entry in the tab's history, so that Back, Forward and a
 * reload show it again. The code is in the entry's state, not in its address: no server and no shared
 * link gets it.
 */
export type Place =
  /** The field for the code with the typed text, or a later step with its code. */
  | { readonly at: 'code' | 'confirm' | 'provider'; readonly code: string }
  /** The viewer was sent to the provider from here; '' for unknown values. */
  | {
      readonly at: 'return';
      readonly code: string;
      readonly mvpd: string;
      readonly name: string;
    }
  | { readonly at: 'done' | 'already' | 'ended' | 'stopped' };

export interface Places {
  /** The place of this entry; undefined for a new one. */
  read(): Place | undefined;
  /** Adds a new entry, unless `place` is already shown. */
  go(place: Place): void;
  /** Sets the place of the current entry. */
  mark(place: Place): void;
}

const key = 'couchpass.activate.place';

/**
 * @param history may throw (Safari after 100 entries in 30 s, some web views): then `storage` keeps the
 * last place
 * @param storage of this tab; may throw, too
 */
export function createPlaces(history: () => History, storage: () => Storage): Places {
  let current: Place | undefined;

  function keep(place: Place, write: (history: History) => void): void {
    current = place;
    const written = attempt(() => {
      write(history());
      return true;
    });
    attempt(() => {
      if (written) storage().removeItem(key);
      else storage().setItem(key, JSON.stringify(place));
    });
  }

  const mark = (place: Place) => keep(place, (to) => to.replaceState(place, ''));
  return {
    read() {
      // A place in `storage` is newer: the history refused it.
      const stored = attempt(() => JSON.parse(storage().getItem(key) ?? 'null'));
      return parsePlace(stored) ?? parsePlace(attempt(() => history().state));
    },
    go(place) {
      if (current === undefined || isSame(current, place)) mark(place);
      else keep(place, (to) => to.pushState(place, ''));
    },
    mark,
  };
}

export function codeOf(place: Place): string | undefined {
  return 'code' in place ? place.code : undefined;
}

/** Validates a stored place; returns undefined for anything else. */
export function parsePlace(kept: unknown): Place | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { at, code, mvpd, name } = kept as Record<string, unknown>;
  switch (at) {
    case 'done':
    case 'already':
    case 'ended':
    case 'stopped':
      return { at };
    case 'code':
    case 'confirm':
    case 'provider':
      return typeof code === 'string' ? { at, code } : undefined;
    case 'return':
      return typeof code === 'string' && typeof mvpd === 'string' && typeof name === 'string'
        ? { at, code, mvpd, name }
        : undefined;
    default:
      return undefined;
  }
}

function isSame(one: Place, other: Place): boolean {
  return one.at === other.at && codeOf(one) === codeOf(other);
}

import type { Clock } from '@couchpass/core';
import { type Guesses, noGuesses, pauseLeft, readGuesses, wrongGuess } from './guessThrottle.ts';

/** Counts wrong codes and says how long the next try has to wait. */
export interface GuessLimit {
  pauseLeft(): number;
  count(): void;
  /** A code was right: earlier ones were typing errors. */
  forget(): void;
}

const key = 'couchpass.activate.guesses';

/** @param storage kept across reloads where it may be; in memory where it refuses */
export function createGuessLimit(storage: () => Storage, clock: Clock): GuessLimit {
  let guesses = load();

  function load(): Guesses {
    try {
      return readGuesses(storage().getItem(key), clock.now());
    } catch {
      return noGuesses;
    }
  }

  function save(next: Guesses): void {
    guesses = next;
    try {
      if (next === noGuesses) storage().removeItem(key);
      else storage().setItem(key, JSON.stringify(next));
    } catch {
      // Storage is refused: the pause holds for as long as the page is open.
    }
  }

  return {
    pauseLeft: () => pauseLeft(guesses, clock.now()),
    count: () => save(wrongGuess(guesses, clock.now())),
    forget: () => save(noGuesses),
  };
}

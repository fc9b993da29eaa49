import type { Clock } from '@couchpass/core';
import { type Guesses, noGuesses, pauseLeft, readGuesses, wrongGuess } from './guessThrottle.ts';

/** Counts wrong codes and returns how long the next try has to wait. */
export interface GuessLimit {
  pauseLeft(): number;
  count(): void;
  /** Call after a right code: earlier wrong codes were typing errors. */
  forget(): void;
}

const key = 'couchpass.activate.guesses';

/** @param storage keeps the count across reloads; where storage throws, the count is only in memory */
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
      // Storage is blocked: the pause lasts while the page is open.
    }
  }

  return {
    pauseLeft: () => pauseLeft(guesses, clock.now()),
    count: () => save(wrongGuess(guesses, clock.now())),
    forget: () => save(noGuesses),
  };
}

import { describe, expect, it } from 'vitest';
import { createGuessLimit } from '../../apps/activate/guessLimit.ts';
import {
  noGuesses,
  pauseAfter,
  pauseLeft,
  readGuesses,
  wrongGuess,
} from '../../apps/activate/guessThrottle.ts';
import { TestClock } from '../support/TestClock.ts';

describe('slowing guesses down', () => {
  it('doubles the pause with every wrong code, up to a minute', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map(pauseAfter);
    expect(pauses).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1_000));
  });

  it('lets about one guess a minute through', () => {
    let now = 1_000_000;
    let guesses = noGuesses;
    let sent = 0;
    const end = now + 3_600_000;
    while (now < end && sent < 1_000) {
      now += pauseLeft(guesses, now);
      guesses = wrongGuess(guesses, now);
      sent += 1;
    }
    expect(sent).toBeGreaterThan(7);
    expect(sent).toBeLessThanOrEqual(66);
  });

  it('forgets wrong codes after a quarter of an hour', () => {
    const after = wrongGuess({ failures: 9, last: 0 }, 16 * 60_000);
    expect(after.failures).toBe(1);
    expect(wrongGuess({ failures: 9, last: 0 }, 14 * 60_000).failures).toBe(10);
  });

  it.each([
    [null],
    [''],
    ['not JSON'],
    ['null'],
    ['[]'],
    ['{"failures":"many","last":0}'],
    ['{"failures":3}'],
  ])('takes %j in storage as nothing', (stored) => {
    expect(readGuesses(stored, 5_000)).toEqual(noGuesses);
  });

  it('does not wait for ever after the clock was set back', () => {
    const guesses = readGuesses('{"failures":3,"last":9999999999}', 5_000);
    expect(guesses).toEqual({ failures: 3, last: 5_000 });
    expect(pauseLeft(guesses, 5_000)).toBe(4_000);
    expect(pauseLeft(guesses, 9_000)).toBe(0);
  });
});

describe('the limit of this browser', () => {
  it('holds across a reload', async () => {
    const clock = new TestClock();
    const storage = fakeStorage();
    const before = createGuessLimit(() => storage, clock);
    before.count();
    before.count();
    before.count();
    expect(before.pauseLeft()).toBe(4_000);
    await clock.advance(1_500);
    const after = createGuessLimit(() => storage, clock);
    expect(after.pauseLeft()).toBe(2_500);
    await clock.advance(2_500);
    expect(after.pauseLeft()).toBe(0);
  });

  it('is lifted by a right code, and leaves nothing behind', () => {
    const storage = fakeStorage();
    const limit = createGuessLimit(() => storage, new TestClock());
    limit.count();
    limit.forget();
    expect(limit.pauseLeft()).toBe(0);
    expect(storage.length).toBe(0);
  });

  it('holds for the open page when storage is refused', () => {
    const refused = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    const limit = createGuessLimit(refused, new TestClock());
    limit.count();
    expect(limit.pauseLeft()).toBe(1_000);
  });
});

function fakeStorage(): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  };
}

import { expect, it } from 'vitest';
import { withLongDelays } from '../../core/longDelays.ts';
import { TestClock } from '../support/TestClock.ts';

/** As in real systems: a delay that does not fit into 31 bits fires at once. */
class ShortClock extends TestClock {
  override setTimeout(fn: () => void, ms: number): unknown {
    return super.setTimeout(fn, ms > 2 ** 31 - 1 || Number.isNaN(ms) ? 1 : ms);
  }
}

const day = 86_400_000;

it.each([
  ['thirty days', 30 * day],
  ['a year', 365 * day],
  ['one more than fits', 2 ** 31],
  ['what just fits', 2 ** 31 - 1],
  ['a second', 1_000],
  ['no time', 0],
])('waits for %s, and fires once', async (_, ms) => {
  const inner = new ShortClock();
  const clock = withLongDelays(inner);
  const fired: number[] = [];
  clock.setTimeout(() => fired.push(clock.monotonic()), ms);
  await inner.advance(Math.max(0, ms - 1));
  expect(fired).toEqual(ms === 0 ? [0] : []);
  await inner.advance(day);
  expect(fired).toEqual([ms]);
  expect(inner.pending).toBe(0);
});

it('forgets a long delay, in its first part and in a later one', async () => {
  const inner = new ShortClock();
  const clock = withLongDelays(inner);
  const never = () => expect.unreachable();
  clock.clearTimeout(clock.setTimeout(never, 30 * day));
  const later = clock.setTimeout(never, 60 * day);
  await inner.advance(31 * day);
  clock.clearTimeout(later);
  clock.clearTimeout(later);
  clock.clearTimeout(undefined);
  expect(inner.pending).toBe(0);
  await inner.advance(90 * day);
});

it('never comes after Infinity, and comes at once after what is no number', async () => {
  const inner = new ShortClock();
  const clock = withLongDelays(inner);
  let fired = 0;
  clock.setTimeout(() => expect.unreachable(), Number.POSITIVE_INFINITY);
  clock.setTimeout(() => fired++, Number.NaN);
  clock.setTimeout(() => fired++, -5);
  await inner.advance(400 * day);
  expect(fired).toBe(2);
});

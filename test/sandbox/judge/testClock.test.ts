import { expect, test } from 'vitest';
import { createTestClock } from '../../../apps/sandbox/index.ts';

test('time passes when it is told to, and what is due happens at its moment', async () => {
  const clock = createTestClock(1_000);
  const seen: Array<[string, number]> = [];
  const note = (what: string) => () => void seen.push([what, clock.now()]);
  clock.after(300, note('second'));
  clock.after(100, () => {
    note('first')();
    clock.after(50, note('between'));
    clock.after(9_000, note('never'));
  });
  await clock.sleep(50);
  expect([clock.now(), seen]).toEqual([1_050, []]);
  clock.advance(950);
  expect(clock.now()).toBe(2_000);
  expect(seen).toEqual([
    ['first', 1_100],
    ['between', 1_150],
    ['second', 1_300],
  ]);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d ms cannot pass', (ms) => {
  const clock = createTestClock(0);
  expect(() => clock.advance(ms)).toThrow(/^advance: a finite number/);
  expect(() => clock.after(ms, () => {})).toThrow(/^after: a finite number/);
});

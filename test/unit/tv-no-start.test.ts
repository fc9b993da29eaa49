import { describe, expect, it } from 'vitest';
import { watchFirstFrame } from '../../apps/tv/firstFrame.ts';
import { languageNames } from '../../apps/tv/texts/index.ts';
import { startFailureTexts } from '../../apps/tv/texts/startFailure.ts';
import { TestClock } from '../support/TestClock.ts';

it('has words for it in every language of the app, none of them empty', () => {
  expect(Object.keys(startFailureTexts).sort()).toEqual(Object.keys(languageNames).sort());
  for (const { graphics, failed, again, support } of Object.values(startFailureTexts)) {
    for (const words of [...Object.values(graphics), ...Object.values(failed), again]) {
      expect(words).toMatch(/\S{2}/);
    }
    expect(support).toContain('{code}');
  }
});

describe('the first picture', () => {
  function watched() {
    const target = new EventTarget();
    const clock = new TestClock();
    const told: unknown[] = [];
    const watch = watchFirstFrame(target as Window, clock, (error) => told.push(error));
    const throws = (error: unknown) =>
      target.dispatchEvent(Object.assign(new Event('error'), { error }));
    return { clock, told, watch, throws };
  }

  it('that comes in time makes good for what was thrown before', async () => {
    const { clock, told, watch, throws } = watched();
    throws('a');
    await clock.advance(4_900);
    watch.drawn();
    await clock.advance(60_000);
    throws('b');
    await clock.advance(60_000);
    expect(told).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('that never comes is told of once, by what was thrown first', async () => {
    const { clock, told, watch, throws } = watched();
    throws('a');
    throws('b');
    await clock.advance(5_100);
    watch.failed('c');
    expect(told).toEqual(['a']);
  });

  it('that cannot come is told of at once', () => {
    const { told, watch } = watched();
    watch.failed('a');
    watch.failed('b');
    expect(told).toEqual(['a']);
  });
});

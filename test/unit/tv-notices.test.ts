import { beforeEach, describe, expect, it } from 'vitest';
import { Notices } from '../../apps/tv/notices.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import type { Platform } from '../../platforms/platform.ts';
import { TestClock } from '../support/TestClock.ts';

let clock: TestClock;
let shown: string[];
let tell: (online: boolean) => void;

function watch(online: boolean, remembers: boolean): Notices {
  const network = {
    online,
    subscribe: (listener: (online: boolean) => void) => {
      tell = listener;
      return () => {};
    },
  };
  const notices = new Notices(
    { clock, network } as unknown as Platform,
    () => createTranslate('en'),
    (text) => shown.push(text),
  );
  notices.watch(Promise.resolve(remembers));
  return notices;
}

beforeEach(() => {
  clock = new TestClock();
  shown = [];
});

describe('notices', () => {
  it('nothing to tell, nothing told', async () => {
    watch(true, true);
    await clock.advance(60_000);
    expect(shown).toEqual([]);
  });

  it('the lost network stays told until it is back', async () => {
    watch(true, true);
    tell(false);
    await clock.advance(600_000);
    expect(shown).toEqual(['No network connection. We go on as soon as it is back.']);
    tell(true);
    await clock.advance(7_000);
    expect(shown.slice(1)).toEqual(['The network is back.', '']);
  });

  it('a device that remembers nothing is told once, for a while', async () => {
    watch(true, false);
    await clock.advance(7_000);
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain('does not let us store');
    expect(shown[1]).toBe('');
  });

  it('no network at the start matters more', async () => {
    watch(false, false);
    await clock.advance(7_000);
    expect(shown).toEqual(['No network connection. We go on as soon as it is back.']);
  });

  it('a short wait is not told, a longer one until it is over', async () => {
    const notices = watch(true, true);
    notices.waiting(true);
    await clock.advance(300);
    notices.waiting(false);
    await clock.advance(10_000);
    expect(shown).toEqual([]);
    notices.waiting(true);
    notices.waiting(true);
    await clock.advance(60_000);
    expect(shown).toEqual(['Getting things ready…']);
    notices.waiting(false);
    notices.waiting(false);
    expect(shown.slice(1)).toEqual(['']);
  });

  it('a lost network outlives the end of a wait', async () => {
    const notices = watch(true, true);
    notices.waiting(true);
    await clock.advance(500);
    tell(false);
    notices.waiting(false);
    await clock.advance(60_000);
    expect(shown.slice(1)).toEqual(['No network connection. We go on as soon as it is back.']);
  });
});

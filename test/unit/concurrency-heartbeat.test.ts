import { describe, expect, it } from 'vitest';
import { accepted, empty, rig, session, timed } from './concurrency.support.ts';

describe('the heartbeat interval', () => {
  it.each([
    [60, 48_000],
    [30, 24_000],
    [5, 10_000],
    [100_000, 480_000],
  ])('of an answer that lives for %d s is a heartbeat after %d ms', async (seconds, gap) => {
    const it = rig({ start: () => accepted(seconds) });
    expect((await it.held()).nextHeartbeatIn).toBe(gap);
  });

  it('follows the answers, on a television that is wrong by ten years', async () => {
    const it = rig({ beat: () => empty(202, timed(30)) });
    it.ports.clock.wall = Date.UTC(2016, 0, 1);
    const hold = await it.held();
    expect(hold.nextHeartbeatIn).toBe(48_000);
    const beaten = await it.beat(hold);
    expect(beaten).toMatchObject({ is: 'held', hold: { nextHeartbeatIn: 24_000, session } });
  });

  it.each([
    ['no headers', {}],
    ['no Date, as in a browser', { expires: timed().expires }],
    ['an end before its date', { date: timed(60).expires, expires: timed(60).date }],
    ['what is no date', { date: 'soon', expires: '60' }],
  ])('is the usual one for %s', async (_, headers) => {
    const it = rig({ start: () => empty(202, { location: session, ...headers }) });
    expect((await it.held()).nextHeartbeatIn).toBe(45_000);
  });

  it('is 5, 10, 20 s … while there is no answer, and never longer than usual', async () => {
    const it = rig({ beat: () => 'unreachable' });
    let hold = await it.held();
    const gaps: (number | null)[] = [];
    for (let n = 0; n < 5; n++) {
      const beaten = await it.beat(hold);
      if (beaten.is !== 'unheld') throw new Error(beaten.is);
      hold = beaten.hold;
      gaps.push(hold.nextHeartbeatIn);
      await it.ports.clock.advance(hold.nextHeartbeatIn ?? 0);
    }
    expect(gaps).toEqual([5_000, 10_000, 20_000, 40_000, 60_000]);
    expect(hold.session).toBe(session);
  });

  it.each([
    [21, 60_000],
    [90, 90_000],
  ])('sends nothing after a 429 whose end is %d s away for %d ms', async (seconds, quiet) => {
    const it = rig({
      beat: (nth) => (nth === 1 ? empty(429, timed(seconds)) : empty(202, timed())),
    });
    const hold = await it.held();
    const beaten = await it.beat(hold);
    if (beaten.is !== 'held') throw new Error(beaten.is);
    expect(beaten.hold.nextHeartbeatIn).toBe(quiet);
    // No other request is sent meanwhile, not even for another playback, and no call waits.
    await it.ports.clock.advance(quiet - 1);
    const other = await it.start();
    expect(other).toMatchObject({ is: 'unheld', error: { code: 'throttled' } });
    expect(it.count('start')).toBe(1);
    await it.ports.clock.advance(1);
    expect((await it.beat(beaten.hold)).is).toBe('held');
  });
});

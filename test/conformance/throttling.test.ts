import { describe, expect, it } from 'vitest';
import { Throttle } from '../../apps/sandbox/pass/throttle.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute, second } from './times.ts';
import { film, free, sport } from './titles.ts';

const authorize = 'POST /decisions/authorize/ValleyCable';

/** ms from the answer 429 to the next call to the service, of any kind. */
function silenceAfter429(all: TestEnv): number {
  const calls = all.service();
  const refused = calls.findIndex(({ status }) => status === 429);
  const [first, next] = [calls[refused], calls[refused + 1]];
  if (!first || !next) throw new Error('there was no 429, or nothing after it');
  return next.time - first.time;
}

describe('throttling', () => {
  it('THR-01 is silent for a second after a 429, whatever the viewer does, and then goes on', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    // The 429 also delays other calls: the request for a profile was refused, and the playback waits.
    all.fault('GET /profiles/ValleyCable', { status: 429 });
    await television.restart();
    await television.pick(film);
    expect(television.now('authorizing').item.id).toBe(film);
    await television.on('player', 3 * second);
    expect(silenceAfter429(all)).toBeGreaterThanOrEqual(second);

    all.control.clearRequests();
    await television.send({ type: 'BACK' });
    all.fault(authorize, { status: 429 });
    await television.pick(film);
    await television.on('player', 5 * second);
    expect(silenceAfter429(all)).toBeGreaterThanOrEqual(second);
    const screens = television.shown.map(({ screen }) => screen);
    expect(screens).not.toContain('problem');
    expect(screens).not.toContain('notAvailable');
    expect(television.remembers('profile')).toBeDefined();
    expect(all.judged('THR-01')).toEqual(['met']);
  });

  it('THR-02 stays within one request a second and a burst of ten in a quarter of an hour of use', async () => {
    const all = await testEnv({ throttle: true });
    const television = await all.launched();
    await all.pass(8 * second);
    await television.pick(film);
    await all.pass(40 * second);
    await television.complete();
    await television.on('player');
    for (const id of [sport, film, free, sport, film]) {
      await all.pass(2 * minute);
      await television.send({ type: 'BACK' });
      await all.pass(3 * second);
      await television.watch(id);
    }
    await television.restart();
    await all.pass(5 * second);
    await television.watch(film);
    await all.pass(3 * minute);
    await television.send({ type: 'BACK' });
    await all.pass(3 * second);
    await television.signOut();
    await television.home();

    const calls = all.service();
    expect((calls.at(-1)?.time ?? 0) - (calls[0]?.time ?? 0)).toBeGreaterThan(13 * minute);
    expect(calls.filter(({ status }) => status === 429)).toEqual([]);
    // The documented bucket for every request of this device, with or without a token.
    const bucket = new Throttle();
    expect(calls.filter(({ time }) => !bucket.admit('device', time))).toEqual([]);
    expect(all.judged('THR-02')).toEqual(['met']);
  });

  it('THR-03 is ready after a cold start with fewer requests than the burst has', async () => {
    const all = await testEnv({ throttle: true });
    await all.launched();
    expect(all.service().length).toBeLessThanOrEqual(10);
    expect(all.service().filter(({ status }) => status === 429)).toEqual([]);
    expect(all.judged('THR-03')).toEqual(['met']);
  });
});

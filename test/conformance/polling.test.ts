import { describe, expect, it } from 'vitest';
import type { CorePorts } from '../../core/ports.ts';
import { browse } from './browse.ts';
import { gaps } from './calls.ts';
import { testEnv } from './testEnv.ts';
import { day, minute, second } from './times.ts';

const poll = 'GET /profiles/code/*';

/** A code on screen that is not used yet. */
async function waiting() {
  const all = await testEnv();
  const television = await all.launched();
  await television.send({ type: 'SIGN_IN' });
  return { all, television, code: await television.code() };
}

describe('profiles and polling', () => {
  it('POL-01 polls the profile of the code, and repeats nothing else', async () => {
    const { all, television, code } = await waiting();
    const mark = all.mark();
    await all.pass(5 * minute);
    expect(new Set(all.sequence(mark))).toEqual(new Set([`GET /profiles/code/${code}`]));
    all.control.signIn({ code });
    expect((await television.home()).viewer?.mvpd).toBe('ValleyCable');
  });

  it('POL-02 begins to poll within one interval after the code is there', async () => {
    const { all } = await waiting();
    await all.pass(5 * second);
    const [created] = all.calls('POST /sessions');
    const [first] = all.calls(poll);
    expect((first?.time ?? 0) - (created?.time ?? 0)).toBeLessThanOrEqual(5 * second);
    expect(all.count(poll)).toBeGreaterThanOrEqual(1);
  });

  it('POL-03 with the login on this device polls only after the browser has come back', async () => {
    const all = await testEnv();
    let comeBack: () => Promise<void> = async () => {};
    const openUrl: CorePorts['openUrl'] = (url, { returnUrl }) =>
      new Promise((resolve) => {
        comeBack = async () => {
          await all.clock.during(() => browse(url, returnUrl, 'Mozilla/5.0 (SMART-TV)', 'alex'));
          resolve(true);
          await all.clock.quiet();
        };
      });
    const television = await all.launched({ pass: { chooseProvider: 'tv' }, ports: { openUrl } });
    await television.send({ type: 'SIGN_IN' }, { type: 'SIGN_IN_ON_DEVICE' });
    await television.send({ type: 'CHOOSE', mvpd: 'ValleyCable' });
    await all.pass(5 * minute);
    expect(television.now('signIn')).toMatchObject({ phase: 'opening', onDevice: true });
    expect(all.count(poll)).toBe(0);
    await comeBack();
    const [arrival] = all.control.requests().filter(({ path }) => path.includes('/authenticate/'));
    expect((await television.home()).viewer?.mvpd).toBe('ValleyCable');
    const [first] = all.calls(poll);
    expect(first?.seq).toBeGreaterThan(arrival?.seq ?? Number.POSITIVE_INFINITY);
    expect((first?.time ?? 0) - (arrival?.time ?? 0)).toBeLessThanOrEqual(5 * second);
    expect(all.count(poll)).toBe(1);
    expect(all.broken()).toEqual([]);
  });

  it('POL-04 polls every 3 to 5 seconds, and never faster, after failures neither', async () => {
    const { all, television } = await waiting();
    await all.pass(2 * minute);
    const usual = gaps(all.calls(poll));
    expect(Math.max(...usual)).toBeLessThanOrEqual(5 * second);
    all.fault(poll, { status: 500, times: 2 });
    all.fault(poll, { reset: true, times: 2 });
    all.fault(poll, { status: 429, times: 2 });
    for (let presses = 0; presses < 30; presses += 1) {
      await television.send({ type: 'CONTINUE' });
      await all.pass(700);
    }
    await all.pass(3 * minute);
    expect(Math.min(...gaps(all.calls(poll)))).toBeGreaterThanOrEqual(3 * second);
    expect(all.judged('POL-04')).toEqual(['met']);
  });

  it('POL-05 stops as soon as the profile is there', async () => {
    const { all, television, code } = await waiting();
    await all.pass(20 * second);
    all.control.signIn({ code });
    await television.home();
    const polls = all.count(poll);
    await all.pass(minute);
    expect(all.count(poll)).toBe(polls);
  });

  it('POL-06 takes the code for dead at its end: stops, says so, and starts over', async () => {
    const all = await testEnv();
    all.control.rules({ codeLifeS: 60 });
    const television = await all.launched({ clockError: -10 * 365 * day });
    await television.send({ type: 'SIGN_IN' });
    const code = await television.code();
    const [created] = all.calls('POST /sessions');
    await all.pass(10 * minute);
    expect(television.now('signIn').phase).toBe('expired');
    const last = all.calls(poll).at(-1);
    expect((last?.time ?? 0) - (created?.time ?? 0)).toBeLessThanOrEqual(minute);
    expect((last?.time ?? 0) - (created?.time ?? 0)).toBeGreaterThan(50 * second);
    await television.send({ type: 'NEW_CODE' });
    expect(await television.code()).not.toBe(code);
  });

  it('POL-07 asks about the new code only, once there is one', async () => {
    const { all, television, code } = await waiting();
    await all.pass(10 * second);
    await television.send({ type: 'NEW_CODE' });
    const next = await television.code();
    expect(next).not.toBe(code);
    const mark = all.mark();
    await all.pass(minute);
    expect(new Set(all.sequence(mark))).toEqual(new Set([`GET /profiles/code/${next}`]));
  });

  it('POL-08 takes an empty answer for "not yet"', async () => {
    const { all, television, code } = await waiting();
    await all.clock.until(
      () => all.count(poll) >= 10,
      () => 'ten polls',
    );
    expect(television.now('signIn')).toMatchObject({ problem: null, troubled: false });
    expect(television.shown.some((view) => 'problem' in view && view.problem)).toBe(false);
    all.control.signIn({ code });
    expect((await television.home()).viewer).not.toBeNull();
  });

  it('POL-09 waits after a 429 and polls on, without an error', async () => {
    const { all, television, code } = await waiting();
    all.fault(poll, { status: 429 });
    await all.pass(20 * second);
    expect(all.calls(poll)[0]?.status).toBe(429);
    expect(gaps(all.calls(poll))[0]).toBeGreaterThanOrEqual(3 * second);
    expect(television.now('signIn')).toMatchObject({ phase: 'waiting', problem: null });
    all.control.signIn({ code });
    await television.home();
  });

  it.each(['invalid_authentication_session', 'invalid_parameter_code'])(
    'POL-10 stops and offers a new code on `%s`',
    async (error) => {
      const { all, television } = await waiting();
      all.fault(poll, { error, status: 400 });
      await all.pass(minute);
      expect(television.now('signIn').phase).toBe('expired');
      expect(all.count(poll)).toBe(1);
      await television.send({ type: 'NEW_CODE' });
      await television.code();
    },
  );

  it('POL-11 keeps provider and attributes of the profile: they are there before any answer', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    expect(television.remembers('profile')).toMatchObject({
      mvpd: 'ValleyCable',
      notAfter: expect.any(Number),
      attributes: { userID: { state: 'plain', value: expect.any(String) } },
    });
    television.stop();
    television.options = { ports: { send: () => new Promise(() => {}) } };
    television.start();
    await all.clock.quiet();
    expect(television.now('home').viewer).toMatchObject({ providerName: 'Valley Cable' });
  });

  it('POL-12 reads user metadata from the profile and makes no call for it', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ user: 'kim' });
    await television.watch('night-desk');
    expect(all.sequence().filter((call) => /metadata/i.test(call))).toEqual([]);
    expect(television.remembers('profile')).toMatchObject({
      attributes: { maxRating: { value: { MPAA: 'G' } } },
    });
    expect(all.judged('POL-12')).toEqual(['met']);
  });
});

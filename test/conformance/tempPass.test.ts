import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Television, TelevisionOptions } from './television.ts';
import { testEnv } from './testEnv.ts';
import { minute, second } from './times.ts';
import { film } from './titles.ts';

const basic: TelevisionOptions = { pass: { freePreview: 'TempPass_Northstar' } };
const authorize = 'POST /decisions/authorize/TempPass_*';
const email = 'alex@example.org';
const hash = createHash('sha256').update(email).digest('hex');
const promotional: TelevisionOptions = {
  pass: { freePreview: 'TempPass_Premiere' },
  ports: { temporaryIdentity: async () => ({ email: hash }) },
};

/** Selects an item and takes the offered preview, without waiting for a code. */
async function preview(television: Television, item = film): Promise<void> {
  const picked = await television.item(item);
  television.app.send({ type: 'PLAY', item: picked });
  await television.send({ type: 'FREE_PREVIEW' });
}

describe('TempPass', () => {
  it('TMP-01 goes straight to the decision: no list of providers, no login', async () => {
    const all = await testEnv();
    const television = await all.launched(basic);
    const mark = all.mark();
    await preview(television);
    await television.on('player');
    const calls = all.sequence(mark);
    expect(calls.filter((call) => call === 'POST /decisions/authorize/TempPass_Northstar')).toEqual(
      ['POST /decisions/authorize/TempPass_Northstar'],
    );
    expect(calls).not.toContain('GET /configuration');
    expect(all.count('GET /api/v2/authenticate/*')).toBe(0);
    expect(all.judged('TMP-01')).toEqual(['met']);
  });

  it('TMP-02 ends the stream itself when the trial ends', async () => {
    const all = await testEnv();
    const television = await all.launched(basic);
    await preview(television);
    await television.on('player');
    await all.pass(9 * minute + 55 * second);
    television.now('player');
    await all.pass(10 * second);
    expect(television.now('notAvailable')).toMatchObject({ canSignIn: true });
  });

  it('TMP-03 promotional: sends whom it is for with decisions; without that it is a fault of the app', async () => {
    const all = await testEnv();
    const television = await all.launched(promotional);
    await preview(television);
    await television.on('player');
    const [decision] = all.calls(authorize);
    expect(decision?.headers['ap-temppass-identity']).toMatch(/^#/);
    expect(decision?.facts?.tempPassIdentity).toBe('hash');

    const without = await all.launched({ pass: promotional.pass ?? {} });
    const mark = all.mark();
    await preview(without);
    expect((await without.on('notAvailable')).problem).toMatchObject({
      key: 'setup',
      code: 'invalid_header_identity_for_temporary_access',
    });
    await all.pass(5 * minute);
    const repeated = all.sequence(mark).filter((call) => call.startsWith('POST /decisions'));
    expect(repeated).toHaveLength(1);
  });

  it('TMP-04 sends a hash of who the viewer is, and nothing that a person can be known by', async () => {
    const all = await testEnv();
    const television = await all.launched(promotional);
    await preview(television);
    await television.on('player');
    const headers = television.sent.flatMap((sent) => sent.headers['AP-TempPass-Identity'] ?? []);
    expect(headers.length).toBeGreaterThan(0);
    for (const header of headers)
      expect(JSON.parse(Buffer.from(header, 'base64').toString())).toEqual({ email: hash });
    expect(JSON.stringify(television.sent)).not.toContain(email);
    expect(all.judged('TMP-04')).toEqual(['met']);
  });

  it('TMP-05 offers a trial that is used up no more, and leads to signing in', async () => {
    const all = await testEnv();
    for (const error of [
      'temporary_access_duration_limit_exceeded',
      'temporary_access_resources_limit_exceeded',
    ]) {
      for (const shape of ['item', 'top'] as const) {
        const television = await all.launched(basic);
        all.fault(authorize, { error, shape, times: 0 });
        const before = all.count(authorize);
        await preview(television);
        expect(await television.on('notAvailable')).toMatchObject({
          canSignIn: true,
          canRetry: false,
          problem: { code: error },
        });
        await all.pass(minute);
        expect(all.count(authorize)).toBe(before + 1);
        await television.send({ type: 'SIGN_IN' });
        await television.code();
        expect(television.now('signIn').freePreview).toBe(false);
        await television.send({ type: 'FREE_PREVIEW' });
        await all.pass(minute);
        expect(all.count(authorize)).toBe(before + 1);
        all.control.clearFaults();
        await television.complete();
        await television.on('player');
      }
    }
    // The code has the same meaning in an answer about profiles.
    const television = await all.launched(basic);
    all.fault('GET /profiles/TempPass_*', { error: 'temporary_access_duration_limit_exceeded' });
    await preview(television);
    expect(await television.on('notAvailable')).toMatchObject({ canSignIn: true });
  });

  it('TMP-06 asks the profile of the TempPass how long it lasts', async () => {
    const all = await testEnv();
    const television = await all.launched(basic);
    await preview(television);
    const { previewEndsAt } = await television.on('player');
    expect(all.count('GET /profiles/TempPass_Northstar')).toBe(1);
    expect((previewEndsAt ?? 0) - all.clock.monotonic()).toBe(10 * minute);
  });

  it('TMP-07 changes between trial and regular provider without a logout', async () => {
    const all = await testEnv();
    const television = await all.launched(basic);
    await preview(television);
    await television.on('player');
    await television.send({ type: 'BACK' });
    await television.signIn();
    expect((await television.watch(film)).previewEndsAt).toBeNull();
    await television.send({ type: 'BACK' });

    all.control.rules({ invalidateProfiles: true });
    await television.restart();
    await preview(television);
    expect((await television.on('player')).previewEndsAt).not.toBeNull();
    expect(all.count('GET /logout/*')).toBe(0);
  });

  it('TMP-08 sends one device identifier through the whole trial; another device has its own', async () => {
    const all = await testEnv();
    const television = await all.launched(basic);
    for (let plays = 0; plays < 3; plays += 1) {
      await preview(television);
      await television.on('player');
      await all.pass(minute);
      await television.restart();
    }
    const identifiers = all.service().flatMap((call) => call.headers['ap-device-identifier'] ?? []);
    expect(identifiers.length).toBeGreaterThan(5);
    expect(new Set(identifiers).size).toBe(1);
    await all.pass(10 * minute);
    const other = await all.launched(basic);
    await preview(other);
    await other.on('player');
  });

  it('TMP-09 takes the trial for clock time from the first decision on, whatever is watched of it', async () => {
    const all = await testEnv();
    const television = await all.launched(basic);
    await preview(television);
    const first = await television.on('player');
    await all.pass(2 * minute);
    await television.send({ type: 'BACK' });
    await all.pass(5 * minute);
    const left = (television.now('home').previewEndsAt ?? 0) - all.clock.monotonic();
    expect(left).toBe(3 * minute);
    const second = await television.watch(film);
    expect(second.previewEndsAt).toBe(first.previewEndsAt);
    await all.pass(3 * minute);
    television.now('notAvailable');
  });
});

import { describe, expect, it } from 'vitest';
import { languages } from '../../apps/activate/texts/index.ts';
import { Throttle } from '../../apps/sandbox/pass/throttle.ts';
import { deviceInfoOf, gaps } from './calls.ts';
import { Phone } from './phone.ts';
import type { Television, TelevisionOptions } from './television.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute, second } from './times.ts';
import { film, filmResource, free } from './titles.ts';

const v1: TelevisionOptions = { pass: { api: 'v1' } };
const regcode = 'POST /reggie/v1/NORTHSTAR/regcode';
const checkauthn = 'GET /api/v1/checkauthn';
const authn = 'GET /api/v1/tokens/authn';
const authorize = 'GET /api/v1/authorize';
const media = 'GET /api/v1/tokens/media';
const freepreview = 'POST /api/v1/authenticate/freepreview';

/** Calls of the television itself, recognised by its device id. */
const deviceCalls = (all: TestEnv) =>
  all.service().filter(({ query, body }) => 'deviceId' in { ...query, ...(body as object) });

const deviceIdOf = ({ query, body }: ReturnType<typeof deviceCalls>[number]) =>
  ({ ...query, ...(body as object) }) as { deviceId: string };

async function waiting(all: TestEnv): Promise<{ television: Television; code: string }> {
  const television = await all.launched(v1);
  await television.pick(film);
  return { television, code: await television.code() };
}

describe('REST API V1', () => {
  it('V1L-01 sends the same deviceId with the code and with every call of the device', async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    await television.watch(film);
    await television.send({ type: 'BACK' });
    await television.restart();
    await television.signOut();
    await television.home();
    const ids = deviceCalls(all).map((call) => deviceIdOf(call).deviceId);
    expect(ids.length).toBeGreaterThanOrEqual(8);
    expect(new Set(ids).size).toBe(1);
    expect(all.judged('V1L-01')).toEqual(['met']);
  });

  it('V1L-02 has another id on another device, which shares no login with the first', async () => {
    const all = await testEnv();
    await all.signedIn(v1);
    const other = await all.launched(v1);
    expect(other.now('home').viewer).toBeNull();
    const ids = deviceCalls(all).map((call) => deviceIdOf(call).deviceId);
    expect(new Set(ids).size).toBe(2);
    expect(all.judged('V1L-02')).not.toContain('broken');
  });

  it('V1L-03 checks at start whether somebody is signed in: 403 leads to a code, 200 to the stream', async () => {
    const all = await testEnv();
    const { television } = await waiting(all);
    expect(all.calls(checkauthn).map(({ status }) => status)).toEqual([403]);
    expect(all.sequence().indexOf(checkauthn)).toBeLessThan(all.sequence().indexOf(regcode));
    await television.complete();
    await television.on('player');
    await television.send({ type: 'BACK' });
    const mark = all.mark();
    await television.restart();
    await television.watch(film);
    expect(all.sequence(mark)[0]).toBe(checkauthn);
    expect(all.sequence(mark)).toContain(authorize);
    expect(all.sequence(mark)).not.toContain(regcode);
  });

  it('V1L-04 makes a code by POST, with a life that is allowed, and says where to use it', async () => {
    const all = await testEnv();
    const { television, code } = await waiting(all);
    const [call] = all.calls(regcode);
    const { ttl: asked } = (call?.body ?? {}) as { ttl?: string };
    const ttl = Number(asked);
    expect(call?.status).toBe(201);
    expect(ttl).toBeGreaterThan(60);
    expect(ttl).toBeLessThanOrEqual(36_000);
    const view = television.now('signIn');
    expect(view.code).toBe(code);
    expect(television.settings.appSettings.pass.activateUrl).toContain(view.address);
  });

  it('V1L-05 asks once when Continue is pressed, and polls within the limits until it succeeds', async () => {
    const all = await testEnv();
    const { television, code } = await waiting(all);
    all.control.signIn({ code });
    const before = all.count(authn);
    await television.send({ type: 'CONTINUE' });
    await television.on('player');
    expect(all.count(authn)).toBe(before + 1);
    await all.pass(minute);
    expect(all.count(authn)).toBe(before + 1);

    const other = await testEnv();
    await waiting(other);
    await other.pass(5 * minute);
    expect(Math.min(...gaps(other.calls(authn)))).toBeGreaterThanOrEqual(3 * second);
    const bucket = new Throttle();
    expect(other.service().filter(({ time }) => !bucket.admit('device', time))).toEqual([]);
  });

  it('V1L-06 authorizes every time something protected is picked, and nothing that is free', async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    for (let plays = 1; plays <= 3; plays += 1) {
      await television.watch(film);
      expect(all.count(authorize)).toBe(plays);
      await television.send({ type: 'BACK' });
    }
    await television.watch(free);
    expect(all.count(authorize)).toBe(3);
    expect(all.judged('V1L-06')).toEqual(['met']);
  });

  it('V1L-07 tells the three failures of an authorization apart', async () => {
    const all = await testEnv();
    const failures = [
      [412, 'User not authenticated', { canSignIn: true, problem: { key: 'signInAgain' } }],
      [403, 'User not authorized', { canSignIn: false, problem: { key: 'notInPackage' } }],
      [500, 'Internal Server Error', { canSignIn: false, problem: { key: 'service' } }],
    ] as const;
    for (const [status, message, expected] of failures) {
      const television = await all.signedIn(v1);
      all.fault(authorize, { status, body: { status, message, details: null }, times: 0 });
      await television.pick(film);
      expect(await television.on('notAvailable')).toMatchObject(expected);
      expect(all.count('POST /programmer/play')).toBe(0);
      all.control.clearFaults();
      if (status !== 412) continue;
      await television.send({ type: 'SIGN_IN' });
      await television.complete();
      await television.on('player');
      await television.send({ type: 'BACK' });
      all.control.clearRequests();
    }
  });

  it('V1L-08 gets the media token after the authorization, and has it verified', async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    const mark = all.mark();
    await television.watch(film);
    expect(all.sequence(mark)).toEqual([authorize, media]);
    const plays = await fetch(`${all.sandbox.url}/programmer/plays`);
    expect(await plays.json()).toMatchObject([{ item: film, verdict: 'VALID_TOKEN' }]);
    expect(all.judged('V1L-08')).toEqual(['met']);
  });

  it('V1L-09 asks in advance about five resources at most, once, and plays nothing by it', async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    await all.pass(5 * minute);
    const asked = all.calls('GET /api/v1/preauthorize');
    expect(asked).toHaveLength(1);
    expect(String(asked[0]?.query.resource).split(',').length).toBeLessThanOrEqual(5);
    expect(television.now('home').decisions[filmResource]).toEqual({ included: true });
    await television.watch(film);
    expect(all.count(authorize)).toBe(1);
  });

  it('V1L-10 sends the browser off with everything, the code first and redirect_url last', async () => {
    const all = await testEnv();
    const { television, code } = await waiting(all);
    const phone = new Phone(all, v1.pass);
    await phone.signIn(code, 'Harbor TV');
    await television.on('player');
    const names = [...new URL(phone.opened[0] ?? '').searchParams.keys()];
    expect(names[0]).toBe('reg_code');
    expect(names.at(-1)).toBe('redirect_url');
    expect(new Set(names)).toEqual(
      new Set([
        ...['reg_code', 'requestor_id', 'mso_id', 'domain_name', 'noflash', 'no_iframe'],
        'redirect_url',
      ]),
    );
    const { domainName, activateUrl } = television.settings.appSettings.pass;
    expect(all.calls('GET /api/v1/authenticate')[0]?.query).toMatchObject({
      reg_code: code,
      domain_name: domainName,
      redirect_url: `${activateUrl}#return=${code}`,
    });
    expect(phone.opened[0]).toContain(encodeURIComponent(`${activateUrl}#return=${code}`));
  });

  it('V1L-11 has the phone ask before it shows success', async () => {
    const all = await testEnv();
    const { code } = await waiting(all);
    const phone = new Phone(all, v1.pass);
    await phone.signIn(code, 'Harbor TV');
    const asked = all.calls(`GET /api/v1/checkauthn/${code}`);
    expect(asked.map(({ status }) => status)).toEqual([200]);
    expect(phone.step).toBe('done');

    const other = await testEnv();
    const late = new Phone(other, v1.pass);
    await late.signIn((await waiting(other)).code, 'Tanglewire');
    expect(late.step).toBe('notYet');
    expect(late.words).not.toContain(languages.en.doneBody);
  });

  it("V1L-12 signs out by DELETE, and says nothing of the provider's own session", async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    await television.signOut();
    expect(await television.home()).toMatchObject({ viewer: null, problem: null });
    expect(all.calls('DELETE /api/v1/logout').map(({ status }) => status)).toEqual([204]);
    expect(all.control.requests().filter(({ path }) => path.includes('adobe-services'))).toEqual(
      [],
    );
  });

  it('V1L-13 describes the device in a header, and not in addresses', async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    await television.watch(film);
    const told = deviceCalls(all).filter(({ headers }) => 'x-device-info' in headers);
    expect(told).toHaveLength(deviceCalls(all).length);
    for (const call of told)
      expect(deviceInfoOf(call)).toMatchObject({
        model: expect.any(String),
        osName: expect.any(String),
      });
    expect(television.sent.map(({ url }) => url).join('\n')).not.toMatch(/device_?info/i);
    expect(all.judged('V1L-13')).toEqual(['met']);
  });

  it('V1L-14 bears the token of its registration, by HTTPS where it is not this machine', async () => {
    const all = await testEnv();
    const television = await all.signedIn(v1);
    await television.watch(film);
    const calls = all.service().filter(({ path }) => !path.startsWith('/o/'));
    for (const { headers } of calls) expect(headers.authorization).toMatch(/^Bearer #/);
    const statuses = all.service().map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toEqual([]);
    expect(() =>
      all.television({ pass: { api: 'v1', baseUrl: 'http://pass.example' } }).start(),
    ).toThrow(/https/);
  });

  it('V1L-16 begins a free preview with one login without credentials, then the authorization', async () => {
    const all = await testEnv();
    const television = await all.launched({
      pass: { api: 'v1', freePreview: 'TempPass_Northstar' },
    });
    await television.pick(film);
    await television.code();
    const mark = all.mark();
    await television.send({ type: 'FREE_PREVIEW' });
    await television.on('player');
    const sequence = all.sequence(mark);
    expect(all.calls(freepreview).map(({ status }) => status)).toEqual([204]);
    expect(sequence.lastIndexOf(authorize)).toBeGreaterThan(sequence.indexOf(freepreview));
    expect(sequence.indexOf(media)).toBeGreaterThan(sequence.lastIndexOf(authorize));
    expect(all.count('GET /api/v1/authenticate')).toBe(0);
    await all.pass(11 * minute);
    expect(television.now('notAvailable')).toMatchObject({ canSignIn: true });
  });
});

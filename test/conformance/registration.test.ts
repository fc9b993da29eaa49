import { describe, expect, it } from 'vitest';
import { softwareStatement } from '../../apps/sandbox/index.ts';
import { deviceInfoOf } from './calls.ts';
import { testEnv } from './testEnv.ts';
import { hour, minute, second } from './times.ts';
import { film } from './titles.ts';

describe('registration', () => {
  it('REG-03 keeps client id and client secret, whatever the number of launches', async () => {
    const all = await testEnv();
    const television = await all.launched();
    for (let launch = 0; launch < 3; launch += 1) await television.restart();
    expect(all.count('POST /o/client/register')).toBe(1);
    expect(television.remembers('client')).toMatchObject({ clientId: expect.any(String) });
  });

  it('REG-04 renews an expired token with the stored credentials and does not register again', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const before = all.calls('POST /o/client/token');
    await all.pass(7 * hour);
    await television.watch(film);
    const tokens = all.calls('POST /o/client/token');
    expect(tokens).toHaveLength(before.length + 1);
    expect(all.count('POST /o/client/register')).toBe(1);
    expect(new Set(tokens.map(({ clientId }) => clientId)).size).toBe(1);
  });

  it('REG-05 keeps the access token and uses it until it ends, over a restart', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    for (let plays = 0; plays < 10; plays += 1) {
      await television.watch(film);
      await television.send({ type: 'BACK' });
    }
    await television.restart();
    for (let plays = 0; plays < 10; plays += 1) {
      await television.watch(film);
      await television.send({ type: 'BACK' });
    }
    expect(all.service().length).toBeGreaterThan(20);
    expect(all.count('POST /o/client/token')).toBe(1);
  });

  it('REG-07 replaces the token before it ends: no call bears a dead one, no 401', async () => {
    const all = await testEnv();
    all.control.rules({ tokenLifeS: 120 });
    const television = await all.signedIn();
    for (let passed = 0; passed < 10 * minute; passed += 20 * second) {
      await television.watch(film);
      await television.send({ type: 'BACK' });
      await all.pass(20 * second);
    }
    expect(all.service().filter(({ status }) => status === 401)).toEqual([]);
    const tokens = all.count('POST /o/client/token');
    expect(tokens).toBeGreaterThanOrEqual(5);
    expect(tokens).toBeLessThanOrEqual(8);
    expect(all.judged('REG-07')).toEqual(['met']);
  });

  it('REG-01 registers with the statement of an application that has the V2 scope; another one is told, once', async () => {
    const all = await testEnv();
    const television = await all.launched();
    const answer = JSON.parse(television.received[0]?.text ?? '{}');
    expect(answer.scopes).toContain('api:client:v2');
    expect(all.service().filter(({ status }) => status === 401)).toEqual([]);

    const legacy = all.television({
      pass: { softwareStatement: softwareStatement('northstar-legacy') },
    });
    legacy.start();
    expect((await legacy.on('problem')).problem.key).toBe('setup');
    const before = all.service().length;
    await all.pass(minute);
    expect(all.service()).toHaveLength(before);
    expect(all.service().filter(({ status }) => status === 401).length).toBeLessThanOrEqual(3);
  });

  it('REG-02 sends the registration as a JSON POST with device information', async () => {
    const all = await testEnv();
    await all.launched();
    const [register] = all.calls('POST /o/client/register');
    expect(register?.headers['content-type']).toMatch(/^application\/json/);
    expect(register?.body).toEqual({ software_statement: expect.stringMatching(/^#/) });
    expect(deviceInfoOf(register)).toMatchObject({ model: expect.any(String) });
  });

  it('REG-06 asks for the token by a form: id, secret and grant type once each', async () => {
    const all = await testEnv();
    const television = await all.launched();
    const [token] = all.calls('POST /o/client/token');
    expect(token?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(deviceInfoOf(token)).toMatchObject({ model: expect.any(String) });
    const form = television.sent.find(({ url }) => url.endsWith('/o/client/token'))?.body ?? '';
    expect([...new URLSearchParams(form).keys()].sort()).toEqual([
      'client_id',
      'client_secret',
      'grant_type',
    ]);
    expect(new URLSearchParams(form).get('grant_type')).toBe('client_credentials');
  });

  it('REG-08 renews the token after a 401 and then repeats the call, once', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await all.pass(minute);
    all.control.rules({ revokeTokens: true });
    const mark = all.mark();
    await television.watch(film);
    const authorize = 'POST /decisions/authorize/ValleyCable';
    expect(all.sequence(mark)).toEqual([authorize, 'POST /o/client/token', authorize]);
    expect(all.service(mark).map(({ status }) => status)).toEqual([401, 201, 200]);

    // When the service refuses every token, the app does not request one token after another.
    await television.send({ type: 'BACK' });
    all.fault(authorize, { status: 401, times: 0 });
    await television.pick(film);
    await television.on('notAvailable');
    await all.pass(minute);
    expect(all.sequence(mark).filter((call) => call === 'POST /o/client/token')).toHaveLength(2);
  });

  it('REG-09 lost credentials: registers again, and the viewer signs in again', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    television.stop();
    television.wipe('client', 'token');
    const mark = all.mark();
    expect((await television.launch()).viewer).toBeNull();
    expect(all.sequence(mark)).toEqual([
      'POST /o/client/register',
      'POST /o/client/token',
      'GET /profiles/ValleyCable',
    ]);
    await television.pick(film);
    expect(television.now('confirmProvider').provider.id).toBe('ValleyCable');
    await television.complete();
    await television.on('player');
  });

  it('REG-10 takes `invalid_client` for the end of its credentials: registers once, and asks for a sign-in', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await all.pass(7 * hour);
    all.fault('POST /o/client/token', { status: 400, error: 'invalid_client' });
    const mark = all.mark();
    await television.pick(film);
    expect(await television.on('notAvailable')).toMatchObject({ canSignIn: true });
    expect(all.sequence(mark)).toEqual([
      'POST /o/client/token',
      'POST /o/client/register',
      'POST /o/client/token',
      'POST /decisions/authorize/ValleyCable',
    ]);
    await television.send({ type: 'SIGN_IN' });
    await television.complete();
    await television.on('player');
  });

  it.each([
    'invalid_request',
    'invalid_redirect_uri',
    'invalid_software_statement',
    'unapproved_software_statement',
  ])('REG-11 does not go on registering when that is refused: `%s`', async (error) => {
    const all = await testEnv();
    all.fault('POST /o/client/register', { status: 400, error, times: 0 });
    const television = all.television();
    television.start();
    expect((await television.on('problem')).problem).toMatchObject({ key: 'setup', code: error });
    await all.pass(minute);
    expect(all.count('POST /o/client/register')).toBeLessThanOrEqual(3);
    expect(all.service()).toHaveLength(all.count('POST /o/client/register'));
  });

  it('REG-12 has credentials of its own on every device', async () => {
    const all = await testEnv();
    const one = await all.launched();
    const other = await all.launched();
    const idOf = (television: typeof one) =>
      (television.remembers('client') as { clientId: string }).clientId;
    expect(idOf(one)).not.toBe(idOf(other));
    expect(all.judged('REG-12')).toEqual(['met', 'met']);
  });
});

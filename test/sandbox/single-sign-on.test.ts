import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Sandbox, softwareStatement } from '../../apps/sandbox/index.ts';
import { makeFolder } from '../support/folder.ts';
import { ask, clientOf, form, jsonBody, pair, sandboxOf, session, TestClient } from './rig.ts';

type Kind = 'service' | 'platform';
const HEADER = { service: 'ad-service-token', platform: 'adobe-subject-token' } as const;
const TYPE = { service: 'serviceTokenSSO', platform: 'platformSSO' } as const;

async function tokenOf(sandbox: Sandbox, kind: Kind, sub: string, expiresInS?: number) {
  const order = { sub, ...(expiresInS === undefined ? {} : { expiresInS }) };
  const { json } = await ask(`${sandbox.url}/_sandbox/${kind}-token`, jsonBody(order));
  return { [HEADER[kind]]: json.token as string };
}

async function signIn(client: TestClient, headers: Record<string, string>, mvpd = 'ValleyCable') {
  const { json } = await client.call('sessions', { ...form({ ...session, mvpd }), headers });
  client.sandbox.control.signIn({ code: json.code, user: 'alex' });
}

/** A JWS made without the product's code. */
function jws(key: KeyObject, claims: object, head: object = { alg: 'RS256', typ: 'JWT' }): string {
  const signed = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

async function lighthouse(sandbox: Sandbox, deviceId: string): Promise<TestClient> {
  const client = new TestClient(sandbox, deviceId);
  client.serviceProvider = 'LIGHTHOUSE';
  await client.register(softwareStatement('lighthouse-tv'));
  await client.renew();
  return client;
}

describe.each(['service', 'platform'] as const)('single sign-on by %s', (kind) => {
  it('shows the profile to another app on another device, as one of its type', async () => {
    const { sandbox, client } = await pair();
    const person = await tokenOf(sandbox, kind, 'person-1');
    await signIn(client, person);
    const own = (await client.call('profiles', { headers: person })).json.profiles.ValleyCable;
    expect(own.type).toBe('regular');
    const other = await clientOf(sandbox, 'tv-2');
    // Another token of the same person each time.
    const again = await tokenOf(sandbox, kind, 'person-1');
    for (const path of ['profiles', 'profiles/ValleyCable'])
      expect((await other.call(path, { headers: again })).json.profiles).toEqual({
        ValleyCable: { ...own, type: TYPE[kind] },
      });
    expect((await other.call('profiles')).json).toEqual({ profiles: {} });
    const stranger = await tokenOf(sandbox, kind, 'person-2');
    expect((await other.call('profiles', { headers: stranger })).json).toEqual({ profiles: {} });
  });

  it('needs no login for sessions and decisions, at another brand either', async () => {
    const { sandbox, client } = await pair();
    const headers = await tokenOf(sandbox, kind, 'person-1');
    await signIn(client, headers);
    const other = await lighthouse(sandbox, 'tv-2');
    const domainName = 'lighthouse.example';
    const fields = { ...session, domainName, redirectUrl: `https://${domainName}/done` };
    const created = await other.call('sessions', { ...form(fields), headers });
    expect(created.json).toMatchObject({
      actionName: 'authorize',
      reasonType: 'authenticatedSSO',
      mvpd: 'ValleyCable',
    });
    expect(created.json).not.toHaveProperty('code');
    for (const call of ['authorize', 'preauthorize']) {
      const init = jsonBody({ resources: ['LIGHTHOUSE-MAIN'] });
      const withHeaders = { 'content-type': 'application/json', ...headers };
      const path = `decisions/${call}/ValleyCable`;
      const { json } = await other.call(path, { ...init, headers: withHeaders });
      expect(json.decisions[0]).toMatchObject({ authorized: true, source: 'mvpd' });
      const [without] = (await other.call(path, init)).json.decisions;
      expect(without.error.code).toBe('authenticated_profile_missing');
    }
  });

  it('logs out everywhere when the header is sent, and only here when not', async () => {
    const { sandbox, client } = await pair();
    const headers = await tokenOf(sandbox, kind, 'person-1');
    const other = await clientOf(sandbox, 'tv-2');
    const path = 'logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye';
    const seen = async (one: TestClient) =>
      Object.keys((await one.call('profiles', { headers })).json.profiles);
    await signIn(client, headers);
    expect((await other.call(path)).json.logouts.ValleyCable.actionName).toBe('invalid');
    expect(await seen(other)).toEqual(['ValleyCable']);
    const { actionName, url } = (await other.call(path, { headers })).json.logouts.ValleyCable;
    expect(actionName).toBe('logout');
    expect(url).toMatch(/[?&]pt_device_id=\w+/);
    expect(await seen(other)).toEqual([]);
    expect(await seen(client)).toEqual([]);
  });

  it('does not share a provider that wants a login for each app', async () => {
    const { sandbox, client } = await pair();
    const headers = await tokenOf(sandbox, kind, 'person-1');
    await signIn(client, headers, 'LoneFir');
    const other = await clientOf(sandbox, 'tv-2');
    expect((await other.call('profiles', { headers })).json).toEqual({ profiles: {} });
  });

  it('ends with the first login', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ profileLifeS: 60 });
    const headers = await tokenOf(sandbox, kind, 'person-1');
    await signIn(client, headers);
    sandbox.clock.advance(60_000);
    const other = await clientOf(sandbox, 'tv-2');
    expect((await other.call('profiles', { headers })).json).toEqual({ profiles: {} });
  });

  it('ignores a token that has run out or was changed, without an error', async () => {
    const { sandbox, client } = await pair({ mode: 'strict' });
    const headers = await tokenOf(sandbox, kind, 'person-1', 60);
    await signIn(client, headers);
    const other = await clientOf(sandbox, 'tv-2');
    const ask = async (value: string) =>
      (await other.call('profiles', { headers: { [HEADER[kind]]: value } })).json.profiles;
    const token = headers[HEADER[kind]] ?? '';
    expect(Object.keys(await ask(token))).toEqual(['ValleyCable']);
    const [head, , signature] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ sub: 'person-1', exp: 9e9 })).toString('base64url');
    for (const value of ['nonsense', 'a.b.c', `${head}.${forged}.${signature}`])
      expect(await ask(value)).toEqual({});
    sandbox.clock.advance(60_000);
    expect(await ask(token)).toEqual({});
  });
});

describe('AD-Service-Token', () => {
  it('is taken from an identity service whose public key was handed in', async () => {
    const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const mode of ['lenient', 'strict'] as const) {
      const sandbox = await sandboxOf({ mode, serviceTokenKeys: [pem(ours.publicKey)] });
      const client = await clientOf(sandbox);
      const tv = await clientOf(sandbox, 'tv-2');
      const s = Math.floor(sandbox.clock.now() / 1_000);
      const claims = { iss: 'accounts.example', sub: 'p', aud: 'Adobe', iat: s, exp: s + 60 };
      const found = async (token: string) =>
        Object.keys(
          (await tv.call('profiles', { headers: { 'ad-service-token': token } })).json.profiles,
        ).length === 1;
      await signIn(client, { 'ad-service-token': jws(ours.privateKey, claims) });
      expect(await found(jws(ours.privateKey, claims))).toBe(true);
      expect(await found(jws(other.privateKey, claims))).toBe(false);
      expect(await found(jws(ours.privateKey, claims, { alg: 'none' }))).toBe(false);
      expect(await found(jws(ours.privateKey, { ...claims, iss: 'b.example' }))).toBe(false);
      expect(await found(jws(ours.privateKey, { ...claims, aud: 'somebody' }))).toBe(false);
      expect(await found(jws(ours.privateKey, { ...claims, exp: undefined }))).toBe(false);
      // The documentation's table and its sample have the audience in different forms.
      expect(await found(jws(ours.privateKey, { ...claims, aud: 'adobe' }))).toBe(
        mode === 'lenient',
      );
    }
  });

  it('comes from the control in process as well', async () => {
    const { sandbox, client } = await pair();
    const headers = { 'ad-service-token': await sandbox.control.serviceToken({ sub: 'p' }) };
    await signIn(client, headers);
    const other = await clientOf(sandbox, 'tv-2');
    const again = { 'ad-service-token': await sandbox.control.serviceToken({ sub: 'p' }) };
    const { profiles } = (await other.call('profiles', { headers: again })).json;
    expect(profiles.ValleyCable.type).toBe('serviceTokenSSO');
  });

  it('can be checked by others, too', async () => {
    const { url } = await sandboxOf();
    const { status, text } = await ask(`${url}/_sandbox/service-token-key.pem`);
    expect(status).toBe(200);
    expect(text).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });

  it('is issued to somebody', async () => {
    const { url } = await sandboxOf();
    for (const order of [{}, { sub: '' }, { sub: 'a', expiresInS: 'long' }, { sub: 'a', x: 1 }])
      expect((await ask(`${url}/_sandbox/service-token`, jsonBody(order))).status).toBe(400);
  });
});

describe('X-Roku-Reserved-Roku-Connect-Token', () => {
  it('is known again by its value when lenient; its format is not documented', async () => {
    for (const [mode, expected] of [
      ['lenient', ['ValleyCable']],
      ['strict', []],
    ] as const) {
      const { sandbox, client } = await pair({ mode });
      const headers = { 'x-roku-reserved-roku-connect-token': 'opaque-roku-user' };
      await signIn(client, headers);
      const other = await clientOf(sandbox, 'roku-2');
      const { profiles } = (await other.call('profiles', { headers })).json;
      expect(Object.keys(profiles)).toEqual(expected);
    }
  });
});

describe('Adobe-Subject-Token', () => {
  it('may be signed by whichever platform when lenient, and must be the sandbox’s when strict', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const [mode, count] of [
      ['lenient', 1],
      ['strict', 0],
    ] as const) {
      const { sandbox, client } = await pair({ mode });
      const exp = Math.floor(sandbox.clock.now() / 1_000) + 60;
      const headers = { 'adobe-subject-token': jws(privateKey, { sub: 'fire-household', exp }) };
      await signIn(client, headers);
      const other = await clientOf(sandbox, 'tv-2');
      const { profiles } = (await other.call('profiles', { headers })).json;
      expect(Object.keys(profiles)).toHaveLength(count);
    }
  });
});

describe('a sandbox that keeps its state', () => {
  it('knows shared logins, trials and rules again after a restart', async () => {
    const folder = await makeFolder();
    onTestFinished(() => folder.remove());
    const data = join(folder.path, 'data');
    const first = await sandboxOf({ data });
    const client = await clientOf(first);
    const headers = { 'ad-service-token': await first.control.serviceToken({ sub: 'p' }) };
    await signIn(client, headers);
    await client.authorize('A', 'TempPass_Northstar');
    const trial = (await client.call('profiles/TempPass_Northstar')).json;
    const degradation = { mvpd: 'HarborTV', rule: 'AuthZNone' as const };
    await ask(`${first.url}/_sandbox/rules`, jsonBody({ degradation }));
    await first.close();
    const second = await sandboxOf({ data });
    const other = await clientOf(second, 'tv-2');
    const { profiles } = (await other.call('profiles', { headers })).json;
    expect(profiles.ValleyCable.type).toBe('serviceTokenSSO');
    const sameTv = await clientOf(second, client.deviceId);
    expect((await sameTv.call('profiles/TempPass_Northstar')).json).toEqual(trial);
    const [denial] = (await other.authorize('A', 'HarborTV')).json.decisions;
    expect(denial.source).toBe('degradation');
    await second.close();
  });
});

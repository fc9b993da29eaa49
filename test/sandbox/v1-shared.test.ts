import { createHash, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mvpds, type Sandbox } from '../../apps/sandbox/index.ts';
import { userMetadataKeys } from '../../apps/sandbox/world/keys.ts';
import { ask, clientOf, form, jsonBody } from './rig.ts';
import { type V1TestClient, v1ClientOf, v1Pair } from './v1-rig.ts';

const providerWith = (key: 'proxiedBy' | 'tellsZip' | 'endsSessionsAfterS' | 'stumbles') => {
  const found = mvpds.find((mvpd) => mvpd[key] !== undefined && mvpd.onlyWith === undefined);
  if (!found) throw new Error(`no provider has ${key}`);
  return found;
};

/** What V1 and V2 share: providers, viewers, rules of the dashboard, and the behaviour of each. */
describe('the same world as V2', () => {
  it('one login page serves both, one list of codes shows both', async () => {
    const { sandbox, client } = await v1Pair();
    const v2 = await clientOf(sandbox, 'tv-2');
    const first = (await client.regcode()).json.code;
    const second = (await v2.createSession()).json.code;
    expect(sandbox.control.sessions().map(({ code }) => code)).toEqual([second, first]);
    sandbox.control.signIn({ code: first });
    sandbox.control.signIn({ code: second });
    expect(sandbox.control.profiles()).toHaveLength(2);
  });

  it('but not the same login: Adobe carries none over', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    const v2 = await clientOf(sandbox, client.deviceId);
    expect((await v2.call('profiles')).json).toEqual({ profiles: {} });
    await v2.signIn('casey', 'HarborTV');
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('ValleyCable');
  });

  it('nor is a V2 code a registration code', async () => {
    const { sandbox, client } = await v1Pair();
    const v2 = await clientOf(sandbox, 'tv-2');
    const { code } = (await v2.createSession()).json;
    expect((await client.call(`/reggie/v1/NORTHSTAR/regcode/${code}`)).status).toBe(404);
  });

  it('names the company behind a proxied provider', async () => {
    const { client } = await v1Pair();
    const { id, proxiedBy } = providerWith('proxiedBy');
    await client.signIn('alex', id);
    const { json } = await client.authorize('NORTHSTAR-MAIN');
    expect(json).toMatchObject({ mvpd: id, proxyMvpd: proxiedBy });
    const read = await client.device('/api/v1/tokens/authz', { resource: 'NORTHSTAR-MAIN' });
    expect(read.json).toEqual(json);
  });

  it('tells zip codes encrypted, and says so', async () => {
    const { client } = await v1Pair();
    await client.signIn('alex', providerWith('tellsZip').id);
    const { json } = await client.device('/api/v1/tokens/usermetadata');
    expect(json.encrypted).toEqual(['zip']);
    const { privateKey } = await userMetadataKeys.make();
    const zip = privateDecrypt(privateKey, Buffer.from(json.data.zip, 'base64')).toString('utf8');
    expect(zip).toMatch(/\d{5}/);
  });

  it('hears of a session that the provider ended', async () => {
    const { sandbox, client } = await v1Pair();
    const { id, endsSessionsAfterS = 0 } = providerWith('endsSessionsAfterS');
    await client.signIn('alex', id);
    sandbox.control.rules({ v1Errors: 'enhanced' });
    sandbox.clock.advance(endsSessionsAfterS * 1_000);
    await client.register();
    const { status, json } = await client.authorize('NORTHSTAR-MAIN');
    expect([status, json.code, json.action]).toEqual([
      403,
      'authorization_denied_by_session_invalidated',
      'authentication',
    ]);
    expect((await client.device('/api/v1/checkauthn')).json.code).toBe(
      'authentication_session_invalidated',
    );
  });

  it('is told to try again when the provider could not be reached', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('alex', providerWith('stumbles').id);
    sandbox.control.rules({ v1Errors: 'enhanced' });
    expect((await client.authorize('NORTHSTAR-MAIN')).json).toMatchObject({
      code: 'network_received_error',
      action: 'retry',
    });
    expect((await client.authorize('NORTHSTAR-MAIN')).status).toBe(200);
  });

  it('follows the degradation rules of the dashboard', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('casey');
    expect((await client.authorize('NORTHSTAR-SPORT')).status).toBe(403);
    const mvpd = 'ValleyCable';
    sandbox.control.rules({ degradation: { mvpd, rule: 'AuthZAll' } });
    expect((await client.authorize('NORTHSTAR-SPORT')).status).toBe(200);
    sandbox.control.rules({ degradation: { mvpd, rule: 'AuthZNone', message: 'Back at nine.' } });
    const { status, json } = await client.authorize('NORTHSTAR-NEWS');
    expect([status, json.details]).toEqual([403, 'Back at nine.']);
  });
});

describe('AuthNAll in V1', () => {
  const mvpd = 'ValleyCable';
  async function passBy(mode: 'lenient' | 'strict') {
    const { sandbox, client } = await v1Pair({ mode });
    sandbox.control.rules({ degradation: { mvpd, rule: 'AuthNAll' } });
    const { code } = (await client.regcode()).json;
    const query = new URLSearchParams({
      reg_code: code,
      requestor_id: 'NORTHSTAR',
      mso_id: mvpd,
      domain_name: 'northstar.example',
      noflash: 'true',
      no_iframe: 'true',
      redirect_url: 'https://northstar.example/done',
    });
    return {
      sandbox,
      client,
      code,
      page: await ask(`${sandbox.url}/api/v1/authenticate?${query}`),
    };
  }

  it.each(['lenient', 'strict'] as const)('sends nobody to the provider when %s', async (mode) => {
    const { client, code, page } = await passBy(mode);
    expect([page.status, page.headers.get('location')]).toEqual([
      302,
      'https://northstar.example/done',
    ]);
    expect(
      (await client.call(`/api/v1/checkauthn/${code}`, { requestor: 'NORTHSTAR' })).status,
    ).toBe(200);
    expect((await client.device('/api/v1/tokens/authn')).json).toMatchObject({
      mvpd,
      userId: expect.stringMatching(/^95cf93bcd183214a/),
    });
    expect((await client.authorize('NORTHSTAR-SPORT')).status).toBe(200);
    const media = await client.device('/api/v1/tokens/media', { resource: 'NORTHSTAR-SPORT' });
    expect(media.status).toBe(200);
    const asked = await client.device('/api/v1/preauthorize', { resource: 'NORTHSTAR-NEWS' });
    expect(asked.json.resources).toEqual([{ id: 'NORTHSTAR-NEWS', authorized: true }]);
  });

  it('leaves a viewer behind whom the provider does not know when it is over', async () => {
    const { sandbox, client } = await passBy('lenient');
    sandbox.control.rules({ degradation: { mvpd, rule: 'off' }, v1Errors: 'enhanced' });
    const { status, json } = await client.authorize('NORTHSTAR-SPORT');
    expect([status, json.code, json.action]).toEqual([
      403,
      'identity_not_recognized_by_mvpd',
      'authentication',
    ]);
  });
});

describe('platform single sign-on in V1', () => {
  const path = '/api/v1/checkauthn';
  it.each<[string, (token: string) => [Record<string, string>, RequestInit]]>([
    ['the header', (token) => [{}, { headers: { 'adobe-subject-token': token } }]],
    ['the parameter ast', (token) => [{ ast: token }, {}]],
  ])('knows the household by %s', async (_, carry) => {
    const { sandbox, client } = await v1Pair();
    const token = await sandbox.control.platformToken({ sub: 'household-1' });
    const { code } = (await client.regcode({ ast: token })).json;
    sandbox.control.signIn({ code });
    const other = await v1ClientOf(sandbox, 'tv-2');
    expect((await other.device(path)).status).toBe(403);
    const [params, init] = carry(await sandbox.control.platformToken({ sub: 'household-1' }));
    expect((await other.device(path, params, init)).status).toBe(200);
    const [none, nothing] = carry('not-a-token');
    expect((await other.device(path, none, nothing)).status).toBe(403);
  });

  it('in a form, too; V2 reads the header only', async () => {
    const { sandbox, client } = await v1Pair();
    const ast = await sandbox.control.platformToken({ sub: 'household-1' });
    const { code } = (
      await client.call('/reggie/v1/NORTHSTAR/regcode', {}, form({ deviceId: 'tv-1', ast }))
    ).json;
    sandbox.control.signIn({ code });
    const other = await v1ClientOf(sandbox, 'tv-2');
    expect((await other.device(path, { ast })).status).toBe(200);
    const newer = await clientOf(sandbox, 'tv-3');
    expect((await newer.call(`profiles?ast=${ast}`)).json).toEqual({ profiles: {} });
  });
});

describe('a promotional TempPass in V1', () => {
  const pass = mvpds.find(({ tempPassResources }) => tempPassResources !== undefined);
  const hash = createHash('sha256').update('ann@viewers.example').digest('hex');
  const fields = (client: V1TestClient) => ({
    requestor_id: 'NORTHSTAR',
    deviceId: client.deviceId,
    mso_id: pass?.id ?? '',
    domain_name: 'northstar.example',
  });
  const preview = (client: V1TestClient, generic_data: string) =>
    client.call('/api/v1/authenticate/freepreview', {}, form({ ...fields(client), generic_data }));

  it.each([
    ['JSON', `{"email":"${hash}"}`],
    ["the pages' parentheses", `("email":"${hash}")`],
  ])('is told whom it is for in %s, and counts what was watched', async (_, data) => {
    const { sandbox, client } = await v1Pair();
    expect((await preview(client, data)).status).toBe(204);
    for (const resource of ['one', 'two', 'three'])
      expect((await client.authorize(resource)).status).toBe(200);
    const { json } = await client.device('/api/v1/tokens/usermetadata');
    expect(json.data).toMatchObject({
      remaining_resources: 0,
      used_assets: ['one', 'two', 'three'],
      expiration_date: expect.any(Number),
    });
    sandbox.control.rules({ v1Errors: 'enhanced' });
    expect((await client.authorize('four')).json.code).toBe(
      'temporary_access_resources_limit_exceeded',
    );
    // The same person on another device has the same TempPass.
    const other = await v1ClientOf(sandbox, 'tv-2');
    await preview(other, data);
    expect((await other.authorize('five')).json.code).toBe(
      'temporary_access_resources_limit_exceeded',
    );
  });
});

describe('single sign-on by platform identity in V1', () => {
  async function token(sandbox: Sandbox, sub: string) {
    const { json } = await ask(`${sandbox.url}/_sandbox/platform-token`, jsonBody({ sub }));
    return { 'adobe-subject-token': json.token as string };
  }

  it('shows the login of another device to whoever presents the same person', async () => {
    const { sandbox, client } = await v1Pair();
    const headers = await token(sandbox, 'person-1');
    const { code } = (
      await client.call(
        '/reggie/v1/NORTHSTAR/regcode',
        { deviceId: client.deviceId },
        { method: 'POST', headers },
      )
    ).json;
    sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    const other = await v1ClientOf(sandbox, 'tv-2');
    expect((await other.device('/api/v1/checkauthn')).status).toBe(403);
    expect((await other.device('/api/v1/checkauthn', {}, { headers })).status).toBe(200);
    const shared = await other.device('/api/v1/tokens/authn', {}, { headers });
    expect(shared.json.mvpd).toBe('HarborTV');
    const resource = 'NORTHSTAR-MAIN';
    expect((await other.device('/api/v1/authorize', { resource }, { headers })).status).toBe(200);
    const media = await other.device('/api/v1/tokens/media', { resource }, { headers });
    expect(media.status).toBe(200);
    const stranger = await token(sandbox, 'person-2');
    const refused = await other.device('/api/v1/checkauthn', {}, { headers: stranger });
    expect(refused.status).toBe(403);
  });

  it('a token that says nothing is no error', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    const headers = { 'adobe-subject-token': 'nonsense' };
    expect((await client.device('/api/v1/checkauthn', {}, { headers })).status).toBe(200);
  });
});

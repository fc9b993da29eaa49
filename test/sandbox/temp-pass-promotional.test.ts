import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, clientOf, enhanced, form, jsonBody, pair, type TestClient } from './rig.ts';

const PASS = 'TempPass_Premiere';
const hashOf = (address: string) => createHash('sha256').update(address).digest('hex');
const header = (value: object) => ({
  'ap-temppass-identity': Buffer.from(JSON.stringify(value)).toString('base64'),
});
const identity = (name: string) => header({ email: hashOf(`${name}@viewers.example`) });
const ann = identity('ann');
const ben = identity('ben');

async function authorize(client: TestClient, resource: string, headers = ann) {
  const init = jsonBody({ resources: [resource] });
  const { status, json } = await client.call(`decisions/authorize/${PASS}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), ...headers },
  });
  expect(status).toBe(200);
  return json.decisions[0];
}
const profile = (client: TestClient, headers: Record<string, string> = ann) =>
  client.call(`profiles/${PASS}`, { headers });

const usedUp = enhanced('temporary_access_resources_limit_exceeded', 403, 'authentication');
const over = enhanced('temporary_access_duration_limit_exceeded', 403, 'authentication');
const noIdentity = enhanced('invalid_header_identity_for_temporary_access', 400, 'none');

describe('a promotional TempPass', () => {
  it('counts different resources and says what is left', async () => {
    const { client } = await pair();
    expect((await profile(client)).json).toEqual({ profiles: {} });
    for (const resource of ['one', 'two', 'one'])
      expect(await authorize(client, resource)).toMatchObject({
        authorized: true,
        source: 'temppass',
        token: { serializedToken: expect.stringMatching(/\S/) },
      });
    const { attributes, notAfter, notBefore } = (await profile(client)).json.profiles[PASS];
    expect(notAfter - notBefore).toBe(86_400_000);
    expect(attributes).toMatchObject({
      remaining_resources: { value: 1, state: 'plain' },
      used_assets: { value: ['one', 'two'], state: 'plain' },
      expiration_date: { value: notAfter, state: 'plain' },
    });
    await authorize(client, 'three');
    expect(await authorize(client, 'four')).toMatchObject({ authorized: false, error: usedUp });
    const refused = await profile(client);
    expect([refused.status, refused.json]).toEqual([403, usedUp]);
  });

  it('still permits a resource that was counted when lenient, and nothing when strict', async () => {
    for (const [mode, authorized] of [
      ['lenient', true],
      ['strict', false],
    ] as const) {
      const { client } = await pair({ mode });
      for (const resource of ['one', 'two', 'three']) await authorize(client, resource);
      expect((await authorize(client, 'one')).authorized).toBe(authorized);
    }
  });

  it('ends by wall clock, too', async () => {
    const { sandbox, client } = await pair();
    await authorize(client, 'one');
    sandbox.control.rules({ tokenLifeS: 200_000 });
    await client.renew();
    sandbox.clock.advance(86_400_000);
    expect(await authorize(client, 'two')).toMatchObject({ authorized: false, error: over });
    expect((await profile(client)).json).toEqual(over);
  });

  it.each([
    ['missing', {}],
    ['no Base64', { 'ap-temppass-identity': '%%%' }],
    ['no JSON', { 'ap-temppass-identity': 'bm90aGluZw==' }],
    ['without a text', header({ email: 7 })],
    ['a list', header(['a'])],
  ])('needs an identity; not one that is %s', async (_, headers) => {
    const { client } = await pair();
    const { status, json } = await profile(client, headers);
    expect([status, json]).toEqual([400, noIdentity]);
    const denial = await authorize(client, 'one', headers as typeof ann);
    expect(denial).toMatchObject({ authorized: false, error: noIdentity });
  });

  it('takes the plain address of the header’s own sample when lenient, only a hash when strict', async () => {
    const plain = header({ email: 'ann@viewers.example' });
    const lenient = await pair();
    expect((await authorize(lenient.client, 'one', plain)).authorized).toBe(true);
    const strict = await pair({ mode: 'strict' });
    expect((await authorize(strict.client, 'one', plain)).error).toEqual(noIdentity);
    expect((await authorize(strict.client, 'one', ann)).authorized).toBe(true);
  });

  it('permits a whole list in advance, with or without an identity, and counts none of it', async () => {
    const { client } = await pair();
    const { decisions } = (await client.preauthorize(['one', 'two', 'three', 'four'], PASS)).json;
    for (const decision of decisions)
      expect(decision).toMatchObject({ authorized: true, source: 'temppass' });
    await authorize(client, 'one');
    const left = (await profile(client)).json.profiles[PASS].attributes.remaining_resources;
    expect(left.value).toBe(2);
  });

  it('is found again by its code', async () => {
    const { client } = await pair();
    const { code } = (await client.createSession({ mvpd: 'ValleyCable' })).json;
    const resumed = await client.callByCode(`sessions/${code}`, form({ mvpd: PASS }));
    expect(resumed.json).toMatchObject({ actionName: 'authorize', reasonType: 'temporary' });
    await authorize(client, 'one');
    const byCode = await client.callByCode(`profiles/code/${code}`, { headers: ann });
    expect(byCode.json.profiles[PASS]).toMatchObject({ type: 'temporary', issuer: 'Adobe' });
    expect((await client.callByCode(`profiles/code/${code}`)).json).toEqual(noIdentity);
  });
});

describe('whose trial it is', () => {
  async function used(client: TestClient, who: typeof ann) {
    const { profiles } = (await profile(client, who)).json;
    return profiles[PASS]?.attributes.used_assets.value;
  }

  it.each([
    ['new', 'new', 'tv-2', ben, undefined],
    ['known', 'new', 'tv-2', ann, ['one']],
    ['new', 'known', 'tv-1', ben, ['one']],
    ['known', 'known', 'tv-1', ann, ['one']],
  ])('%s identity, %s device', async (_, __, device, who, expected) => {
    const { sandbox, client } = await pair();
    await authorize(client, 'one', ann);
    const other = device === client.deviceId ? client : await clientOf(sandbox, device);
    expect(await used(other, who)).toEqual(expected);
    // A viewer who was recognised by the identity or by the device is recognised by both from then on.
    await authorize(other, 'two', who);
    if (expected) expect(await used(client, ann)).toEqual(['one', 'two']);
    else expect(await used(client, ann)).toEqual(['one']);
    expect(await used(await clientOf(sandbox, 'tv-9'), who)).toEqual([...(expected ?? []), 'two']);
  });

  it('is that of the person when device and identity have one each', async () => {
    const { sandbox, client } = await pair();
    await authorize(client, 'one', ann);
    const other = await clientOf(sandbox, 'tv-2');
    await authorize(other, 'two', ben);
    expect(await used(other, ann)).toEqual(['one']);
  });
});

describe('DELETE /reset-tempass/v3/reset', () => {
  async function reset(client: TestClient, path: string, token = client.token) {
    const headers = { authorization: `Bearer ${token}` };
    const url = `${client.sandbox.url}/reset-tempass/v3/${path}`;
    return ask(url, { method: 'DELETE', headers });
  }
  const of = (pass: string) => `requestor_id=NORTHSTAR&mvpd_id=${pass}`;
  const basic = 'TempPass_Northstar';

  async function spent() {
    const { sandbox, client } = await pair();
    await client.authorize('A', basic);
    await authorize(client, 'one', ann);
    const other = await clientOf(sandbox, 'tv-2');
    await other.authorize('A', basic);
    await authorize(other, 'one', ben);
    return { sandbox, client, other };
  }
  const hasTrial = async (client: TestClient, pass: string, who = ann) =>
    pass in (await client.call(`profiles/${pass}`, { headers: who })).json.profiles;

  it('forgets one device, by its plain identifier', async () => {
    const { client, other } = await spent();
    const { status, text } = await reset(client, `reset?${of(basic)}&device_id=tv-1`);
    expect([status, text]).toEqual([204, '']);
    expect(await hasTrial(client, basic)).toBe(false);
    expect(await hasTrial(other, basic)).toBe(true);
    expect(await hasTrial(client, PASS)).toBe(true);
  });

  it.each(['', '&device_id=all'])('forgets every device with "%s"', async (parameter) => {
    const { client, other } = await spent();
    expect((await reset(client, `reset?${of(basic)}${parameter}`)).status).toBe(204);
    expect(await hasTrial(client, basic)).toBe(false);
    expect(await hasTrial(other, basic)).toBe(false);
  });

  it('forgets one viewer of a promotional pass by the hash, or all', async () => {
    const { client, other } = await spent();
    const key = hashOf('ann@viewers.example');
    expect((await reset(client, `reset/generic?${of(PASS)}&key=${key}`)).status).toBe(204);
    expect(await hasTrial(client, PASS)).toBe(false);
    expect(await hasTrial(other, PASS, ben)).toBe(true);
    expect((await reset(client, `reset/generic?${of(PASS)}&key=all`)).status).toBe(204);
    expect(await hasTrial(other, PASS, ben)).toBe(false);
  });

  it('leaves neither device nor viewer in the record of requests', async () => {
    const { sandbox, client } = await spent();
    sandbox.control.clearRequests();
    const key = hashOf('ann@viewers.example');
    await reset(client, `reset?${of(basic)}&device_id=tv-secret`);
    await reset(client, `reset/generic?${of(PASS)}&key=${key}`);
    const record = JSON.stringify(sandbox.control.requests());
    expect(record).toContain('device_id');
    expect(record).not.toContain('tv-secret');
    expect(record).not.toContain(key);
  });

  it('refuses what it cannot do, and tells 401 from 403', async () => {
    const { sandbox, client } = await spent();
    const statusOf = async (path: string, token?: string) =>
      (await reset(client, path, token)).status;
    expect(await statusOf(`reset?${of(basic)}`, 'nothing')).toBe(401);
    expect(await statusOf('reset?mvpd_id=TempPass_Northstar')).toBe(400);
    expect(await statusOf('reset?requestor_id=NORTHSTAR')).toBe(400);
    expect(await statusOf(`reset?${of('ValleyCable')}`)).toBe(400);
    expect(await statusOf(`reset/generic?${of(basic)}`)).toBe(400);
    expect(await statusOf('reset?requestor_id=LIGHTHOUSE&mvpd_id=TempPass_Northstar')).toBe(403);
    expect((await ask(`${sandbox.url}/reset-tempass/v3/reset`)).status).toBe(405);
    sandbox.control.rules({ revokeCredentials: true });
    expect(await statusOf(`reset?${of(basic)}`)).toBe(403);
  });
});

describe('the limits of a TempPass', () => {
  it('can be changed; nobody having set them is an error of configuration', async () => {
    const { sandbox, client } = await pair();
    const pass = 'TempPass_Northstar';
    sandbox.control.rules({ tempPass: { mvpd: pass, lifeS: 60, resources: 1 } });
    const identified = { headers: ann };
    expect((await client.call(`profiles/${pass}`)).json).toEqual(noIdentity);
    sandbox.control.rules({ tempPass: { mvpd: pass, lifeS: null } });
    const { status, json } = await client.call(`profiles/${pass}`, identified);
    expect(status).toBe(500);
    expect(json).toEqual(enhanced('invalid_configuration_temporary_access', 500, 'configuration'));
    expect((await client.authorize('A', pass)).json).toEqual(
      json && { ...json, trace: expect.anything() },
    );
    sandbox.control.rules({ tempPass: { mvpd: pass } });
    expect((await client.authorize('A', pass)).json.decisions[0].authorized).toBe(true);
  });
});

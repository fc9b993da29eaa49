import { describe, expect, it } from 'vitest';
import { v1ClientOf, v1Pair, xmlOf } from './v1-rig.ts';

const notAuthenticated = { status: 412, message: 'User not authenticated', details: null };
const xmlError = (status: number, message: string) => ({
  root: 'error',
  value: { status: String(status), message },
});

describe('GET /api/v1/checkauthn', () => {
  it('200 without a body with a login, 403 without', async () => {
    const { client } = await v1Pair();
    const no = await client.device('/api/v1/checkauthn');
    expect([no.status, no.json]).toEqual([403, { status: 403, message: 'Forbidden' }]);
    await client.signIn();
    const yes = await client.device('/api/v1/checkauthn');
    expect([yes.status, yes.text]).toEqual([200, '']);
  });

  it('403 with the documented words when the login is over', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    sandbox.clock.advance(31 * 24 * 3_600_000);
    await client.register();
    const answer = await client.device('/api/v1/checkauthn', { format: 'xml' });
    expect(answer.status).toBe(403);
    expect(xmlOf(answer)).toEqual(xmlError(403, 'Authentication token expired'));
  });

  it('403 when the provider withdrew the login', async () => {
    const { sandbox, client } = await v1Pair();
    const code = await client.signIn();
    sandbox.control.rules({ invalidateProfiles: { code } });
    expect((await client.device('/api/v1/checkauthn')).status).toBe(403);
    expect((await client.device('/api/v1/tokens/authn')).status).toBe(410);
  });

  it('belongs to the device identifier, whichever client sends it', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    const sameDevice = await v1ClientOf(sandbox, client.deviceId);
    const otherDevice = await v1ClientOf(sandbox, 'tv-2');
    expect((await sameDevice.device('/api/v1/checkauthn')).status).toBe(200);
    expect((await otherDevice.device('/api/v1/checkauthn')).status).toBe(403);
  });

  it('the same deviceUser and appId as in the code have to be sent again', async () => {
    const { sandbox, client } = await v1Pair();
    const same = { deviceUser: 'u', appId: 'a' };
    const { code } = (await client.regcode(same)).json;
    sandbox.control.signIn({ code });
    expect((await client.device('/api/v1/checkauthn', same)).status).toBe(200);
    expect((await client.device('/api/v1/checkauthn')).status).toBe(403);
    expect((await client.device('/api/v1/checkauthn', { ...same, appId: 'b' })).status).toBe(403);
  });

  it('deviceId is needed; requestor may be left out unless strict', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    const none = await client.device('/api/v1/checkauthn', { deviceId: '' });
    expect(none.json).toEqual({ status: 400, message: "Required 'deviceId' is not present" });
    expect((await client.call('/api/v1/checkauthn', { deviceId: 'tv-1' })).status).toBe(200);
    const strict = await v1Pair({ mode: 'strict' });
    const asked = await strict.client.call('/api/v1/checkauthn', { deviceId: 'tv-1' });
    expect(asked.json).toEqual({ status: 400, message: "Required 'requestor' is not present" });
  });
});

describe('GET /api/v1/tokens/authn', () => {
  it('200 with the documented members; `expires` is digits in a string', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('alex', 'HarborTV');
    const { status, json } = await client.device('/api/v1/tokens/authn', { resource: 'extra' });
    expect(status).toBe(200);
    expect(json).toEqual({
      requestor: 'NORTHSTAR',
      mvpd: 'HarborTV',
      userId: expect.stringMatching(/\S/),
      expires: expect.stringMatching(/^\d{13}$/),
    });
    const life = Number(json.expires) - sandbox.clock.now();
    expect(life / (24 * 3_600_000)).toBeCloseTo(30, 2);
  });

  it('the latest login counts', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('alex', 'HarborTV');
    sandbox.clock.advance(1_000);
    await client.signIn('kim', 'ValleyCable');
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('ValleyCable');
  });
});

describe('GET /api/v1/tokens/authz', () => {
  const resource = 'NORTHSTAR-MAIN';

  it('412 when the login is over', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    await client.authorize(resource);
    sandbox.control.rules({ expireProfiles: true });
    expect((await client.device('/api/v1/tokens/authz', { resource })).status).toBe(412);
  });

  it('200 after authorize, the same token', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    const granted = await client.authorize(resource);
    const read = await client.device('/api/v1/tokens/authz', { resource });
    expect(read.status).toBe(200);
    expect(read.json).toEqual(granted.json);
  });

  it('a login of somebody else finds no decision', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('alex');
    await client.authorize('NORTHSTAR-SPORT');
    sandbox.clock.advance(1_000);
    await client.signIn('casey');
    const answer = await client.device('/api/v1/tokens/authz', { resource: 'NORTHSTAR-SPORT' });
    expect(answer.status).toBe(404);
  });

  it('needs a resource', async () => {
    const { client } = await v1Pair();
    const { status, json } = await client.device('/api/v1/tokens/authz');
    expect([status, json]).toEqual([
      400,
      { status: 400, message: "Required 'resource' is not present" },
    ]);
  });
});

describe('GET /api/v1/tokens/media and /api/v1/mediatoken', () => {
  const resource = 'NORTHSTAR-MAIN';

  it('a token that the verifier accepts once', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('alex', 'HarborTV');
    await client.authorize(resource);
    for (const path of ['/api/v1/tokens/media', '/api/v1/mediatoken']) {
      const { status, json } = await client.device(path, { resource });
      expect(status).toBe(200);
      const life = Number(json.expires) - sandbox.clock.now();
      expect(life / 60_000).toBeCloseTo(7, 0);
      expect(await sandbox.verifyMediaToken(json.serializedToken, resource)).toBe('VALID_TOKEN');
      expect(await sandbox.verifyMediaToken(json.serializedToken, resource)).toBe('TOKEN_EXPIRED');
    }
  });

  it('the viewer is scrambled', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    await client.authorize(resource);
    const { userId } = (await client.device('/api/v1/tokens/authn')).json;
    const media = await client.device('/api/v1/tokens/media', { resource });
    expect(media.json.userId).not.toBe(userId);
    expect(Buffer.from(media.json.serializedToken, 'base64').toString()).not.toContain(userId);
  });

  it('403 without a decision, after its time, and without a login', async () => {
    const { sandbox, client } = await v1Pair();
    const refused = [403, { status: 403, message: 'User not authorized' }];
    const media = async () => {
      const { status, json } = await client.device('/api/v1/tokens/media', { resource });
      return [status, json];
    };
    expect(await media()).toEqual(refused);
    await client.signIn();
    expect(await media()).toEqual(refused);
    sandbox.control.rules({ decisionLifeS: 60 });
    await client.authorize(resource);
    expect((await media())[0]).toBe(200);
    sandbox.clock.advance(60_000);
    expect(await media()).toEqual(refused);
  });
});

describe('GET /api/v1/tokens/usermetadata', () => {
  it('200 with `updated` in seconds, and XML when nothing is said', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn('kim');
    const { status, json } = await client.device('/api/v1/tokens/usermetadata');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      encrypted: [],
      data: { userID: expect.any(String), mvpd: 'ValleyCable', maxRating: { MPAA: 'G' } },
    });
    expect(Math.abs(json.updated - sandbox.clock.now() / 1_000)).toBeLessThan(5);
    const { authorization } = client;
    const plain = await client.device(
      '/api/v1/tokens/usermetadata',
      {},
      { headers: { authorization, accept: '*/*' } },
    );
    expect(xmlOf(plain).value).toMatchObject({ data: { maxRating: { MPAA: 'G' } } });
  });

  it('412 without a login, 404 when nothing is known of the viewer', async () => {
    const { client } = await v1Pair();
    const none = await client.device('/api/v1/tokens/usermetadata');
    expect([none.status, none.json]).toEqual([412, notAuthenticated]);
    await client.call(
      '/api/v1/authenticate/freepreview',
      {
        requestor_id: 'NORTHSTAR',
        deviceId: 'tv-1',
        mso_id: 'TempPass_Northstar',
        domain_name: 'northstar.example',
      },
      { method: 'POST' },
    );
    const preview = await client.device('/api/v1/tokens/usermetadata');
    expect([preview.status, preview.json]).toEqual([404, { status: 404, message: 'Not Found' }]);
  });
});

describe('DELETE /api/v1/logout', () => {
  it.each(['DELETE', 'GET'])(
    '%s: 204 without a body, and both kinds of token are gone',
    async (method) => {
      const { client } = await v1Pair();
      await client.signIn();
      await client.authorize('NORTHSTAR-MAIN');
      const { status, text } = await client.device('/api/v1/logout', {}, { method });
      expect([status, text]).toEqual([204, '']);
      expect((await client.device('/api/v1/tokens/authn')).status).toBe(404);
      await client.signIn();
      const resource = 'NORTHSTAR-MAIN';
      expect((await client.device('/api/v1/tokens/authz', { resource })).status).toBe(404);
    },
  );

  it('204 without a login, too; other devices stay signed in', async () => {
    const { sandbox, client } = await v1Pair();
    const other = await v1ClientOf(sandbox, 'tv-2');
    await other.signIn();
    const logout = () => client.device('/api/v1/logout', {}, { method: 'DELETE' });
    expect((await logout()).status).toBe(204);
    expect((await other.device('/api/v1/checkauthn')).status).toBe(200);
  });
});

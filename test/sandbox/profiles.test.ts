import { describe, expect, it } from 'vitest';
import { clientOf, enhanced, pair } from './rig.ts';

describe('profiles', () => {
  it('are an empty map with 200 while nobody is signed in', async () => {
    const { client } = await pair();
    const { code } = (await client.createSession()).json;
    const answers = [
      await client.call('profiles'),
      await client.call('profiles/ValleyCable'),
      await client.callByCode(`profiles/code/${code}`),
    ];
    for (const { status, json } of answers) {
      expect(status).toBe(200);
      expect(json).toEqual({ profiles: {} });
    }
  });

  it('are the same by code, by provider and in the list; times are numbers of ms', async () => {
    const { sandbox, client } = await pair();
    const code = await client.signIn('kim', 'HarborTV');
    const { json } = await client.callByCode(`profiles/code/${code}`);
    const profile = json.profiles.HarborTV;
    expect(profile).toEqual({
      notBefore: expect.any(Number),
      notAfter: expect.any(Number),
      issuer: 'HarborTV',
      type: 'regular',
      attributes: expect.objectContaining({
        userID: { value: expect.stringMatching(/^[0-9a-f]{24}$/), state: 'plain' },
        maxRating: { value: { MPAA: 'G', VCHIP: 'TV-G' }, state: 'plain' },
      }),
    });
    expect(profile.notAfter).toBeGreaterThan(sandbox.clock.now());
    expect((await client.call('profiles')).json).toEqual(json);
    expect((await client.call('profiles/HarborTV')).json).toEqual(json);
    expect((await client.call('profiles/ValleyCable')).json).toEqual({ profiles: {} });
  });

  it('can be several, of different providers', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'HarborTV');
    await client.signIn('casey', 'Orchard');
    const { profiles } = (await client.call('profiles')).json;
    expect(Object.keys(profiles).sort()).toEqual(['HarborTV', 'Orchard']);
    expect(profiles.HarborTV.attributes.userID).not.toEqual(profiles.Orchard.attributes.userID);
  });

  it('disappear when their time is over', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ profileLifeS: 3_600 });
    await client.signIn();
    sandbox.clock.advance(3_599_000);
    expect(Object.keys((await client.call('profiles')).json.profiles)).toHaveLength(1);
    sandbox.clock.advance(1_001);
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
    expect((await client.createSession()).json.actionName).toBe('authenticate');
  });

  it('belong to the device and app that asked, not to another installation on the same device', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const other = await clientOf(sandbox, client.deviceId);
    expect((await other.call('profiles/ValleyCable')).json).toEqual({ profiles: {} });
  });

  it('need a known provider in the path', async () => {
    const { client } = await pair();
    const { status, json } = await client.call('profiles/NoSuchTV');
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_parameter_mvpd', 400, 'none'));
  });

  it('become invalid when the statement of their app is revoked', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    sandbox.control.rules({ revokeStatement: 'northstar-tv' });
    sandbox.control.rules({ approveStatement: 'northstar-tv' });
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
  });
});

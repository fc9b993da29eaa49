import { describe, expect, it } from 'vitest';
import { clientOf, enhanced, pair } from './rig.ts';

const PASS = 'TempPass_Northstar';
const over = enhanced('temporary_access_duration_limit_exceeded', 403, 'authentication');

describe('the TempPass', () => {
  it('permits without session or login until its time is over, then denies inside a 200', async () => {
    const { sandbox, client } = await pair();
    expect((await client.call(`profiles/${PASS}`)).json).toEqual({ profiles: {} });
    const [permit] = (await client.authorize('NORTHSTAR-SPORT', PASS)).json.decisions;
    expect(permit).toMatchObject({ authorized: true, source: 'temppass' });
    expect(permit.token.serializedToken).toMatch(/\S/);
    const { profiles } = (await client.call(`profiles/${PASS}`)).json;
    expect(profiles[PASS]).toMatchObject({ issuer: 'Adobe', type: 'temporary' });
    expect(profiles[PASS].attributes.expiration_date.value).toBe(profiles[PASS].notAfter);
    expect(profiles[PASS].attributes.userID.value).toMatch(/^temppass_/);
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });

    sandbox.clock.advance(600_000);
    const denial = await client.authorize('NORTHSTAR-SPORT', PASS);
    expect(denial.status).toBe(200);
    expect(denial.json.decisions[0]).toMatchObject({ authorized: false, error: over });
    const profile = await client.call(`profiles/${PASS}`);
    expect(profile.status).toBe(403);
    expect(profile.json).toEqual(over);
  });

  it('is not begun by asking in advance', async () => {
    const { sandbox, client } = await pair();
    const { decisions } = (await client.preauthorize(['A', 'B'], PASS)).json;
    expect(decisions).toHaveLength(2);
    for (const decision of decisions)
      expect(decision).toMatchObject({ authorized: true, source: 'temppass' });
    sandbox.clock.advance(601_000);
    expect((await client.authorize('A', PASS)).json.decisions[0].authorized).toBe(true);
  });

  it('belongs to the device: registering again gives no second one, another device does', async () => {
    const { sandbox, client } = await pair();
    await client.authorize('A', PASS);
    sandbox.clock.advance(601_000);
    const again = await clientOf(sandbox, client.deviceId);
    expect((await again.authorize('A', PASS)).json.decisions[0].authorized).toBe(false);
    const other = await clientOf(sandbox, 'tv-2');
    expect((await other.authorize('A', PASS)).json.decisions[0].authorized).toBe(true);
  });

  it('answers a session call with authorize', async () => {
    const { client } = await pair();
    const { json } = await client.createSession({ mvpd: PASS });
    expect(json).toMatchObject({
      actionName: 'authorize',
      reasonType: 'temporary',
      url: `/api/v2/NORTHSTAR/decisions/authorize/${PASS}`,
    });
    expect(json).not.toHaveProperty('code');
  });
});

import { describe, expect, it } from 'vitest';
import { mvpds } from '../../apps/sandbox/index.ts';
import { ask, clientOf, enhanced, form, jsonBody, pair, session, type TestClient } from './rig.ts';

/** Opens the login page of a new session as a browser would. */
async function openLogin(client: TestClient, mvpd: string) {
  const { url } = client.sandbox;
  const created = (await client.createSession({ mvpd })).json;
  const location = (await ask(url + created.url)).headers.get('location') ?? '';
  return { code: created.code as string, address: url + location, page: await ask(url + location) };
}
const right = form({ username: 'alex', password: 'sofa' });
const profilesOf = async (client: TestClient) =>
  Object.keys((await client.call('profiles')).json.profiles);

describe('the providers', () => {
  it('are about forty, with names, colours and drawings of their own', async () => {
    const { sandbox } = await pair();
    expect(mvpds.filter(({ tempPassLifeS }) => tempPassLifeS === undefined)).toHaveLength(40);
    expect(new Set(mvpds.map(({ id }) => id)).size).toBe(mvpds.length);
    expect(new Set(mvpds.map(({ displayName }) => displayName)).size).toBe(mvpds.length);
    const drawings = await Promise.all(
      mvpds.map(async ({ id }) => (await ask(`${sandbox.url}/logos/${id}.svg`)).text),
    );
    const shapes = drawings.map((svg) => svg.replace(/aria-label="[^"]*"|#[0-9a-f]{6}/g, ''));
    expect(new Set(shapes).size).toBe(mvpds.length);
  });

  it.each(mvpds)('$id has white text that can be read on its colour', ({ color }) => {
    const channel = (at: number) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  const special = mvpds.filter((mvpd) => mvpd.what && !mvpd.tempPassLifeS && !mvpd.recognisesHome);
  it.each(special)('$id says on its page that it $what', async ({ id, what = '' }) => {
    const { client } = await pair();
    expect((await openLogin(client, id)).page.text).toContain(`This one ${what}.`);
    const { json } = await ask(`${client.sandbox.url}/_sandbox/world`);
    expect(json.mvpds).toContainEqual(expect.objectContaining({ id, what }));
  });
});

describe('a provider', () => {
  it('can be slow over a login', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ slowLoginMs: 200 });
    const { address } = await openLogin(client, 'TortoiseTel');
    const from = performance.now();
    expect((await ask(address, right)).status).toBe(303);
    expect(performance.now() - from).toBeGreaterThanOrEqual(195);
    expect(await profilesOf(client)).toEqual(['TortoiseTel']);
  });

  it('that is slow comes too late for a code that ran out meanwhile', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ slowLoginMs: 200 });
    const { address } = await openLogin(client, 'TortoiseTel');
    const answer = ask(address, right);
    // After one more round trip, the login has started to wait.
    await ask(address);
    sandbox.control.rules({ expireCodes: true });
    expect((await answer).text).toContain('This sign-in has ended');
    expect(await profilesOf(client)).toEqual([]);
  });

  it('can fail after the login: the browser is back, and nobody is signed in', async () => {
    const { client } = await pair();
    const { address, code } = await openLogin(client, 'Tanglewire');
    const answer = await ask(address, right);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, session.redirectUrl]);
    expect((await client.callByCode(`profiles/code/${code}`)).json).toEqual({ profiles: {} });
  });

  it('can deny most channels', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'Thimble');
    const [denial] = (await client.authorize('NORTHSTAR-MAIN', 'Thimble')).json.decisions;
    expect(denial.error).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      details: expect.stringContaining('Thimble TV'),
    });
    const { decisions } = (
      await client.preauthorize(['NORTHSTAR-NEWS', 'NORTHSTAR-KIDS'], 'Thimble')
    ).json;
    expect(decisions.map((one: { authorized: boolean }) => one.authorized)).toEqual([true, false]);
  });

  it('can have parental controls on', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'Nestling');
    const resources = ['NORTHSTAR-MAIN', 'NORTHSTAR-KIDS'];
    const [main, kids] = (await client.preauthorize(resources, 'Nestling')).json.decisions;
    expect(main.error.code).toBe('authorization_denied_by_parental_controls');
    expect(kids.authorized).toBe(true);
  });

  it('can be proxied', async () => {
    const { client } = await pair();
    const { json } = await client.call('configuration');
    const proxied = json.requestor.mvpds.filter((one: { isProxy?: boolean }) => one.isProxy);
    expect(proxied.map(({ id }: { id: string }) => id)).toEqual(['Foxhollow', 'Twinbrook']);
    await client.signIn('alex', 'Twinbrook');
    const [permit] = (await client.authorize('NORTHSTAR-MAIN', 'Twinbrook')).json.decisions;
    expect(permit).toMatchObject({ authorized: true, mvpd: 'Twinbrook' });
    const token = Buffer.from(permit.token.serializedToken, 'base64').toString();
    expect(token).toContain('<proxyMvpdId>Meridian Exchange</proxyMvpdId>');
    expect(
      await client.sandbox.verifyMediaToken(permit.token.serializedToken, 'NORTHSTAR-MAIN'),
    ).toBe('VALID_TOKEN');
  });

  it('can end the session later, which an app learns when it asks', async () => {
    const { sandbox, client } = await pair();
    await client.signIn('alex', 'Mayfly');
    const decide = async () => (await client.authorize('NORTHSTAR-MAIN', 'Mayfly')).json;
    expect((await decide()).decisions[0].authorized).toBe(true);
    sandbox.clock.advance(600_000);
    expect(await profilesOf(client)).toEqual(['Mayfly']);
    const code = 'authorization_denied_by_session_invalidated';
    expect((await decide()).decisions[0].error).toEqual(enhanced(code, 403, 'authentication'));
    expect(await profilesOf(client)).toEqual([]);
    expect((await decide()).decisions[0].error.code).toBe('authenticated_profile_invalidated');
  });

  it('can have a bad line: the same question again is answered', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'Wobble');
    const decide = async () =>
      (await client.authorize('NORTHSTAR-MAIN', 'Wobble')).json.decisions[0];
    expect((await decide()).error).toEqual(enhanced('network_received_error', 403, 'retry'));
    expect((await decide()).authorized).toBe(true);
  });

  it('can have no integration with a brand', async () => {
    const { sandbox } = await pair();
    const { onlyWith } = mvpds.find(({ id }) => id === 'Puddlejump') ?? {};
    expect(onlyWith).toEqual(['NORTHSTAR']);
    const foreign = await clientOf(sandbox, 'tv-2');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await foreign.register(`${part({ alg: 'RS256' })}.${part({ sub: 'somebody' })}.c2ln`);
    await foreign.renew();
    foreign.serviceProvider = 'LIGHTHOUSE';
    const { json } = await foreign.call('configuration');
    expect(json.requestor.mvpds.map(({ id }: { id: string }) => id)).not.toContain('Puddlejump');
    expect((await foreign.call('profiles/Puddlejump')).json.code).toBe('invalid_integration');
  });

  it('may know nothing of a viewer who has left', async () => {
    const { client } = await pair();
    await client.signIn('robin');
    const [denial] = (await client.authorize('NORTHSTAR-MAIN')).json.decisions;
    expect(denial.error).toEqual(
      enhanced('identity_not_recognized_by_mvpd', 403, 'authentication'),
    );
  });
});

describe('home-based authentication', () => {
  const MVPD = 'Hearthline';
  const decide = async (client: TestClient, address?: string) =>
    (
      await client.call(`decisions/authorize/${MVPD}`, {
        ...jsonBody({ resources: ['NORTHSTAR-MAIN'] }),
        headers: {
          'content-type': 'application/json',
          ...(address === undefined ? {} : { 'x-forwarded-for': address }),
        },
      })
    ).json.decisions[0];
  const away = enhanced('authorization_denied_by_hba_policies', 403, 'authentication');

  it('leads the browser straight through, without a form', async () => {
    const { sandbox, client } = await pair();
    const { page } = await openLogin(client, MVPD);
    expect([page.status, page.headers.get('location')]).toEqual([303, session.redirectUrl]);
    const { Hearthline: profile } = (await client.call('profiles')).json.profiles;
    expect(profile.attributes.hba_status).toEqual({ value: true, state: 'plain' });
    expect(profile.notAfter - profile.notBefore).toBe(
      sandbox.control.rules().homeProfileLifeS * 1_000,
    );
    expect((await decide(client)).authorized).toBe(true);
  });

  it('is denied when the device calls from another address', async () => {
    const { client } = await pair();
    await openLogin(client, MVPD);
    expect((await decide(client, '203.0.113.7')).error).toEqual(away);
    expect((await decide(client)).authorized).toBe(true);
  });

  it('is denied away from home by rule, where a form is shown and a password helps', async () => {
    const { sandbox, client } = await pair();
    await openLogin(client, MVPD);
    sandbox.control.rules({ atHome: false });
    expect((await decide(client)).error).toEqual(away);
    sandbox.control.rules({ deleteProfiles: true });
    const { address, page } = await openLogin(client, MVPD);
    expect(page.text).toContain('<form');
    expect((await ask(address, right)).status).toBe(303);
    const { Hearthline: profile } = (await client.call('profiles')).json.profiles;
    expect(profile.attributes.hba_status.value).toBe(false);
    expect((await decide(client, '203.0.113.7')).authorized).toBe(true);
  });
});

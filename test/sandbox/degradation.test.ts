import { describe, expect, it } from 'vitest';
import { enhanced, form, jsonBody, pair, session } from './rig.ts';

const degradation = (rule: 'AuthNAll' | 'AuthZAll' | 'AuthZNone' | 'off', message?: string) => ({
  degradation: { mvpd: 'ValleyCable', rule, ...(message === undefined ? {} : { message }) },
});
const entitled = {
  actionName: 'authorize',
  actionType: 'direct',
  reasonType: 'degraded',
  url: '/api/v2/NORTHSTAR/decisions/authorize/ValleyCable',
  sessionId: expect.any(String),
  mvpd: 'ValleyCable',
  serviceProvider: 'NORTHSTAR',
};
const bye = 'logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye';

describe('AuthNAll', () => {
  it('lets everybody in without a login', async () => {
    const { sandbox, client } = await pair();
    const { code } = (await client.call('sessions', form({}))).json;
    sandbox.control.rules(degradation('AuthNAll'));
    expect((await client.callByCode(`sessions/${code}`, form(session))).json).toEqual(entitled);
    const byCode = (await client.callByCode(`profiles/code/${code}`)).json.profiles.ValleyCable;
    const byMvpd = (await client.call('profiles/ValleyCable')).json.profiles.ValleyCable;
    for (const profile of [byCode, byMvpd]) {
      expect(profile).toMatchObject({ issuer: 'Adobe', type: 'degraded' });
      expect(profile.attributes.userID.value).toMatch(/^95cf93bcd183214a/);
    }
    expect((await client.createSession()).json).toEqual(entitled);
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
    const [permit] = (await client.authorize('NORTHSTAR-SPORT')).json.decisions;
    expect(permit).toMatchObject({ authorized: true, source: 'degradation' });
    expect(permit.token.serializedToken).toMatch(/\S/);
    expect(permit.notAfter).toBeGreaterThan(permit.notBefore);
    expect((await client.call(bye)).json.logouts.ValleyCable).toEqual({
      actionName: 'complete',
      actionType: 'none',
      mvpd: 'ValleyCable',
    });
  });

  it('leaves whoever is signed in their profile', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    sandbox.control.rules(degradation('AuthNAll'));
    expect((await client.createSession()).json.reasonType).toBe('authenticated');
    const { profiles } = (await client.call('profiles/ValleyCable')).json;
    expect(profiles.ValleyCable.type).toBe('regular');
  });

  it('ends with the rule: a login is needed then, and the code can still be used for it', async () => {
    const { sandbox, client } = await pair();
    const { code } = (await client.createSession()).json;
    sandbox.control.rules(degradation('AuthNAll'));
    await client.callByCode(`sessions/${code}`, form(session));
    sandbox.control.rules(degradation('off'));
    expect((await client.callByCode(`profiles/code/${code}`)).json).toEqual({ profiles: {} });
    const [decision] = (await client.authorize('NORTHSTAR-MAIN')).json.decisions;
    expect(decision.error.code).toBe('authenticated_profile_missing');
    sandbox.control.signIn({ code });
    expect((await client.authorize('NORTHSTAR-MAIN')).json.decisions[0].source).toBe('mvpd');
  });
});

describe('AuthZAll', () => {
  it('permits everything without asking the provider, and tells no validity', async () => {
    const { sandbox, client } = await pair();
    await client.signIn('casey');
    sandbox.control.rules(degradation('AuthZAll'));
    const [permit] = (await client.authorize('NORTHSTAR-SPORT')).json.decisions;
    expect(permit).toEqual({
      resource: 'NORTHSTAR-SPORT',
      serviceProvider: 'NORTHSTAR',
      mvpd: 'ValleyCable',
      source: 'degradation',
      authorized: true,
      token: expect.objectContaining({ serializedToken: expect.stringMatching(/\S/) }),
    });
    const { decisions } = (await client.preauthorize(['NORTHSTAR-SPORT', 'A'])).json;
    for (const decision of decisions)
      expect(decision).toMatchObject({ authorized: true, source: 'degradation' });
  });

  it('changes nothing about signing in and out', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules(degradation('AuthZAll'));
    expect((await client.createSession()).json.actionName).toBe('authenticate');
    expect((await client.call('profiles/ValleyCable')).json).toEqual({ profiles: {} });
    await client.signIn();
    expect((await client.call(bye)).json.logouts.ValleyCable.actionName).toBe('logout');
  });
});

describe('AuthZNone', () => {
  it('denies everything, in the programmer’s words', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const words = 'Valley Cable is having trouble. Please come back tonight.';
    sandbox.control.rules(degradation('AuthZNone', words));
    const error = {
      ...enhanced('authorization_denied_by_degradation_rule', 403, 'none'),
      details: words,
    };
    const denial = {
      resource: 'NORTHSTAR-MAIN',
      serviceProvider: 'NORTHSTAR',
      mvpd: 'ValleyCable',
      source: 'degradation',
      authorized: false,
      error,
    };
    expect((await client.authorize('NORTHSTAR-MAIN')).json).toEqual({ decisions: [denial] });
    expect((await client.preauthorize(['NORTHSTAR-MAIN'])).json).toEqual({ decisions: [denial] });
    sandbox.control.rules(degradation('AuthZNone'));
    const { decisions } = (await client.authorize('NORTHSTAR-MAIN')).json;
    expect(decisions[0].error).not.toHaveProperty('details');
  });
});

describe('a degradation rule', () => {
  it('is about one integration and leaves TempPass alone', async () => {
    const { sandbox, client } = await pair();
    const order = { ...degradation('AuthZNone').degradation, serviceProvider: 'LIGHTHOUSE' };
    sandbox.control.rules({ degradation: order });
    sandbox.control.rules({ degradation: { mvpd: 'TempPass_Northstar', rule: 'AuthZNone' } });
    await client.signIn();
    expect((await client.authorize('NORTHSTAR-MAIN')).json.decisions[0].authorized).toBe(true);
    const [trial] = (await client.authorize('A', 'TempPass_Northstar')).json.decisions;
    expect(trial).toMatchObject({ authorized: true, source: 'temppass' });
  });

  it('is shown among the rules', async () => {
    const { sandbox } = await pair();
    const { degradations } = sandbox.control.rules(degradation('AuthZNone', 'Later.'));
    expect(degradations).toEqual({
      'NORTHSTAR/ValleyCable': { rule: 'AuthZNone', message: 'Later.' },
      'LIGHTHOUSE/ValleyCable': { rule: 'AuthZNone', message: 'Later.' },
    });
  });

  it.each([
    [{ mvpd: 'NoSuchTV', rule: 'AuthNAll' }, 'NoSuchTV'],
    [{ mvpd: 'ValleyCable', rule: 'AuthNNone' }, 'AuthZNone'],
    [{ mvpd: 'ValleyCable', rule: 'AuthNAll', serviceProvider: 'NOWHERE' }, 'NOWHERE'],
    [{ mvpd: 'ValleyCable', rule: 'AuthZNone', message: 7 }, 'message'],
  ])('must be one: %j', async (order, word) => {
    const { sandbox } = await pair();
    const response = await fetch(`${sandbox.url}/_sandbox/rules`, jsonBody({ degradation: order }));
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(word);
  });
});

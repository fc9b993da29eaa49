import { describe, expect, it } from 'vitest';
import { failure } from '../support/failure.ts';
import { json } from '../support/ports.ts';
import { empty, never, refused, testEnv } from './v1Service.support.ts';

describe('decisions', () => {
  it('authorize, then the media token', async () => {
    const { service, calls } = testEnv();
    expect(await service.authorize('ValleyCable', 'N-1', never)).toEqual({
      resource: 'N-1',
      mvpd: 'ValleyCable',
      authorized: true,
      source: 'mvpd',
      token: {
        notBefore: 1790000000000,
        notAfter: 1790000420000,
        serializedToken: 'MEDIA',
      },
    });
    expect(calls()).toEqual(['GET /api/v1/authorize', 'GET /api/v1/tokens/media']);
  });

  it.each([
    ['the very bytes that were sent, when the answer only trims them', ' N-1', 'N-1', '+N-1'],
    ['another name, when the decision has one', '<rss/>', 'N-2', 'N-2'],
  ])('asks for the media token by %s', async (_, sent, answered, asked) => {
    const { service, log } = testEnv({
      'GET /api/v1/authorize': () => json(200, { mvpd: 'ValleyCable', resource: answered }),
    });
    const { resource } = await service.authorize('ValleyCable', sent, never);
    expect(log.at(-1)?.request.url.endsWith(`&resource=${asked}`)).toBe(true);
    expect(resource).toBe(sent);
  });

  it('tells preauthorized resources by the bytes that were sent', async () => {
    const { service } = testEnv({
      'GET /api/v1/preauthorize': () =>
        json(200, { resources: [{ id: 'N-1', authorized: true }, { id: 'other' }] }),
    });
    expect(await service.preauthorize('ValleyCable', ['N-1\u00a0', 'N-2'], never)).toEqual([
      { resource: 'N-1\u00a0', mvpd: 'ValleyCable', authorized: true, source: 'mvpd' },
    ]);
  });

  it('a decision that fails in passing is asked for three times, a preview before it or not', async () => {
    const retry = () => json(403, { code: 'network_received_error', action: 'retry', status: 403 });
    let asked = 0;
    const { ports, service, calls } = testEnv({
      'GET /api/v1/authorize': () =>
        ++asked === 1 ? json(200, { mvpd: 'Other', resource: 'N-1' }) : retry(),
    });
    const failed = failure(service.authorize('TempPass_N', 'N-1', never));
    await ports.clock.advance(60_000);
    expect((await failed).code).toBe('network_received_error');
    expect(calls().filter((call) => call === 'GET /api/v1/authorize')).toHaveLength(3);
  });

  it('a denial is a decision, with the words of the provider, and no media token is asked for', async () => {
    const { service, calls } = testEnv({
      'GET /api/v1/authorize': () =>
        refused(403, 'User not authorized', { details: 'Not in your package.' }),
    });
    const decision = await service.authorize('ValleyCable', 'N-1', never);
    expect(decision.authorized).toBe(false);
    expect(decision.error).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      details: 'Not in your package.',
    });
    expect(calls().filter((call) => call.includes('tokens'))).toEqual([]);
  });

  it.each([
    () => refused(412, 'User not authenticated', { details: null }),
    () => refused(403, 'User not authenticated'),
  ])('a missing login is an error that asks for signing in (%#)', async (answer) => {
    const { service, calls } = testEnv({ 'GET /api/v1/authorize': answer });
    expect(await failure(service.authorize('ValleyCable', 'N-1', never))).toMatchObject({
      code: 'authentication_session_missing',
      action: 'authentication',
    });
    expect(calls().filter((call) => call.includes('freepreview'))).toEqual([]);
  });

  it('what the service wants repeated is repeated, three times in all', async () => {
    const { service, ports, calls } = testEnv({
      'GET /api/v1/authorize': () =>
        json(403, { status: 403, code: 'network_connection_timeout', action: 'retry' }),
    });
    const asked = failure(service.authorize('ValleyCable', 'N-1', never));
    await ports.clock.advance(10_000);
    expect((await asked).code).toBe('network_connection_timeout');
    expect(calls()).toHaveLength(3);
  });

  it('preauthorizes five at a time; what holds a comma goes alone', async () => {
    const { service, log } = testEnv({
      'GET /api/v1/preauthorize': (n) =>
        json(200, {
          resources:
            n === 1
              ? ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id, authorized: id !== 'B' }))
              : [{ id: n === 2 ? 'F' : '<rss>1,2</rss>', authorized: true }, { id: 'other' }],
        }),
    });
    const resources = ['A', 'B', '<rss>1,2</rss>', 'C', 'D', 'E', 'F'];
    const decisions = await service.preauthorize('ValleyCable', resources, never);
    expect(decisions.map(({ resource, authorized }) => [resource, authorized])).toEqual([
      ['A', true],
      ['B', false],
      ['C', true],
      ['D', true],
      ['E', true],
      ['F', true],
      ['<rss>1,2</rss>', true],
    ]);
    const lists = log
      .filter(({ call }) => call === 'GET /api/v1/preauthorize')
      .map(({ request }) => new URL(request.url).searchParams.get('resource'));
    expect(lists).toEqual(['A,B,C,D,E', 'F', '<rss>1,2</rss>']);
  });
});

describe('temporary access', () => {
  it('a session for a TempPass is a free preview: no code, no second screen', async () => {
    const { service, log } = testEnv();
    expect(await service.createSession({ mvpd: 'TempPass_N' }, never)).toEqual({
      actionName: 'authorize',
      actionType: 'direct',
      reasonType: 'temporary',
      missingParameters: [],
      mvpd: 'TempPass_N',
    });
    expect(log.at(-1)?.request.body).toBe(
      'requestor_id=NORTHSTAR&deviceId=device-1&mso_id=TempPass_N&domain_name=northstar.example',
    );
  });

  it('authorizing for a TempPass makes the preview when there is no login, once', async () => {
    const { service, calls } = testEnv({
      'GET /api/v1/authorize': (n) =>
        n === 1
          ? refused(412, 'User not authenticated')
          : json(200, { mvpd: 'TempPass_N', resource: 'N-1' }),
    });
    expect(await service.authorize('TempPass_N', 'N-1', never)).toMatchObject({
      authorized: true,
      mvpd: 'TempPass_N',
    });
    expect(calls()).toEqual([
      'GET /api/v1/authorize',
      'GET /api/v1/config/NORTHSTAR',
      'POST /api/v1/authenticate/freepreview',
      'GET /api/v1/authorize',
      'GET /api/v1/tokens/media',
    ]);
  });

  it('is nobody who is signed in, but has a profile of its own', async () => {
    const { service } = testEnv({
      'GET /api/v1/checkauthn': () => empty(200),
      'GET /api/v1/tokens/authn': () => json(200, { mvpd: 'TempPass_N', expires: '1790000600000' }),
      'GET /api/v1/tokens/usermetadata': () => refused(404, 'Not Found'),
    });
    expect(await service.profiles(never)).toEqual([]);
    expect(await service.profilesOf('TempPass_N', never)).toMatchObject([
      { mvpd: 'TempPass_N', type: 'temporary', notAfter: 1790000600000 },
    ]);
  });

  it('takes the place of a login of somebody else', async () => {
    const { service, calls } = testEnv({
      'GET /api/v1/authorize': (n) =>
        json(200, { mvpd: n === 1 ? 'ValleyCable' : 'TempPass_N', resource: 'N-1' }),
    });
    expect(await service.authorize('TempPass_N', 'N-1', never)).toMatchObject({
      mvpd: 'TempPass_N',
    });
    expect(calls()).toContain('POST /api/v1/authenticate/freepreview');
  });

  it('a bare denial says that it is over', async () => {
    const { service } = testEnv({
      'GET /api/v1/authorize': () => refused(403, 'User not authorized'),
    });
    const { authorized, error } = await service.authorize('TempPass_N', 'N-1', never);
    expect(authorized).toBe(false);
    expect(error?.code).toBe('temporary_access_duration_limit_exceeded');
  });

  it('a preview that is used up is not begun again', async () => {
    const { service, calls } = testEnv({
      'GET /api/v1/authorize': () =>
        json(403, {
          status: 403,
          code: 'temporary_access_duration_limit_exceeded',
          action: 'authentication',
        }),
    });
    expect((await failure(service.authorize('TempPass_N', 'N-1', never))).code).toBe(
      'temporary_access_duration_limit_exceeded',
    );
    expect(calls()).toEqual(['GET /api/v1/authorize']);
  });
});

import { describe, expect, it } from 'vitest';
import { enhanced, jsonBody, pair } from './rig.ts';

const kinds = ['authorize', 'preauthorize'] as const;

describe('POST /api/v2/{serviceProvider}/decisions/authorize/{mvpd}', () => {
  it('permits with a fresh media token every time; times are numbers of ms', async () => {
    const { client } = await pair();
    await client.signIn();
    const { status, json } = await client.authorize('NORTHSTAR-SPORT');
    expect(status).toBe(200);
    expect(json.decisions).toEqual([
      {
        resource: 'NORTHSTAR-SPORT',
        serviceProvider: 'NORTHSTAR',
        mvpd: 'ValleyCable',
        source: 'mvpd',
        authorized: true,
        token: {
          notBefore: expect.any(Number),
          notAfter: expect.any(Number),
          serializedToken: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
        },
        notBefore: expect.any(Number),
        notAfter: expect.any(Number),
      },
    ]);
    const [decision] = json.decisions;
    expect(decision.token.notAfter - decision.token.notBefore).toBe(420_000);
    expect(decision.notAfter).toBeGreaterThan(decision.token.notAfter);
    const again = await client.authorize('NORTHSTAR-SPORT');
    expect(again.json.decisions[0].token.serializedToken).not.toBe(decision.token.serializedToken);
  });

  it('denies with 200 and the provider’s own words inside', async () => {
    const { client } = await pair();
    await client.signIn('casey', 'HarborTV');
    const { status, json } = await client.authorize('NORTHSTAR-SPORT', 'HarborTV');
    expect(status).toBe(200);
    const [decision] = json.decisions;
    expect(decision).toMatchObject({ authorized: false, source: 'mvpd' });
    expect(decision).not.toHaveProperty('token');
    expect(decision.error).toEqual({
      ...enhanced('authorization_denied_by_mvpd', 403, 'none'),
      details: expect.stringContaining('Harbor TV package'),
    });
    expect(
      (await client.authorize('NORTHSTAR-MAIN', 'HarborTV')).json.decisions[0].authorized,
    ).toBe(true);
  });

  it('tells parental controls from a package', async () => {
    const { client } = await pair();
    await client.signIn('kim');
    const { error } = (await client.authorize('NORTHSTAR-MAIN')).json.decisions[0];
    expect(error.code).toBe('authorization_denied_by_parental_controls');
    expect((await client.authorize('NORTHSTAR-KIDS')).json.decisions[0].authorized).toBe(true);
  });

  it('reads the channel’s title out of an MRSS resource and echoes the resource as it was', async () => {
    const { client } = await pair();
    await client.signIn('casey');
    const mrss =
      '<rss version="2.0"><channel><title>NORTHSTAR-SPORT</title><item/></channel></rss>';
    const [decision] = (await client.authorize(mrss)).json.decisions;
    expect(decision).toMatchObject({ resource: mrss, authorized: false });
  });

  it('takes one resource, and refuses two in each item, or by the rule as a whole', async () => {
    const { client, sandbox } = await pair();
    await client.signIn();
    const resources = ['NORTHSTAR-MAIN', 'NORTHSTAR-NEWS'];
    const ask = () => client.call('decisions/authorize/ValleyCable', jsonBody({ resources }));
    const error = enhanced('too_many_resources', 403, 'configuration');
    const items = await ask();
    expect(items.status).toBe(200);
    expect(items.json.decisions).toEqual(
      resources.map((resource) => expect.objectContaining({ resource, authorized: false, error })),
    );
    sandbox.control.rules({ tooManyResources: 'top' });
    const whole = await ask();
    expect(whole.status).toBe(403);
    expect(whole.json).toEqual(error);
  });
});

describe('POST /api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}', () => {
  it('decides each of up to five, without tokens and times', async () => {
    const { client, sandbox } = await pair();
    await client.signIn('casey');
    const resources = ['NORTHSTAR-MAIN', 'NORTHSTAR-SPORT', 'NORTHSTAR-NEWS', 'NORTHSTAR-KIDS'];
    const { status, json } = await client.preauthorize(resources);
    expect(status).toBe(200);
    const frame = { serviceProvider: 'NORTHSTAR', mvpd: 'ValleyCable', source: 'mvpd' };
    expect(json.decisions).toEqual(
      resources.map((resource) =>
        resource === 'NORTHSTAR-SPORT'
          ? {
              ...frame,
              resource,
              authorized: false,
              error: {
                ...enhanced('preauthorization_denied_by_mvpd', 403, 'none'),
                details: expect.stringContaining('Valley Cable'),
              },
            }
          : { ...frame, resource, authorized: true },
      ),
    );
    const six = ['1', '2', '3', '4', '5', '6'];
    const items = await client.preauthorize(six);
    expect(items.status).toBe(200);
    const codes = items.json.decisions.map(({ error }: { error: { code: string } }) => error.code);
    expect(codes).toEqual(six.map(() => 'too_many_resources'));
    sandbox.control.rules({ tooManyResources: 'top' });
    const whole = await client.preauthorize(six);
    expect(whole.status).toBe(403);
    expect(whole.json.code).toBe('too_many_resources');
  });
});

describe.each(kinds)('%s', (kind) => {
  const path = `decisions/${kind}/ValleyCable`;
  const question = jsonBody({ resources: ['NORTHSTAR-MAIN'] });

  it.each([
    ['no JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"res' }],
    ['another content type', { ...question, headers: { 'content-type': 'text/plain' } }],
    ['an empty list', jsonBody({ resources: [] })],
    ['no list', jsonBody({ resources: 'NORTHSTAR-MAIN' })],
    ['something else in it', jsonBody({ resources: [7] })],
    ['an empty name', jsonBody({ resources: [''] })],
  ])('answers 400 for %s', async (_, init) => {
    const { client } = await pair();
    await client.signIn();
    const { status, json } = await client.call(path, init as RequestInit);
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_parameter_resources', 400, 'none'));
  });

  it.each([
    ['authenticated_profile_missing', { deleteProfiles: true }],
    ['authenticated_profile_expired', { expireProfiles: { mvpd: 'ValleyCable' } }],
    ['authenticated_profile_invalidated', { invalidateProfiles: true }],
  ] as const)('asks to sign in: %s', async (code, order) => {
    const { sandbox, client } = await pair();
    await client.signIn();
    sandbox.control.rules(order);
    const item = await client.call(path, question);
    expect(item.status).toBe(200);
    expect(item.json.decisions[0]).toMatchObject({
      authorized: false,
      error: enhanced(code, 403, 'authentication'),
    });
    expect(item.json.decisions[0]).not.toHaveProperty('notAfter');
    sandbox.control.rules({ profileErrors: 'top' });
    const top = await client.call(path, question);
    expect(top.status).toBe(403);
    expect(top.json).toEqual(enhanced(code, 403, 'authentication'));
  });
});

import { describe, expect, it } from 'vitest';
import { enhanced, nothingTaken } from './rig.ts';
import { type V1TestClient, v1Pair, xmlOf } from './v1-rig.ts';

type World = Awaited<ReturnType<typeof v1Pair>>;
const main = { resource: 'NORTHSTAR-MAIN' };
const preview = {
  requestor_id: 'NORTHSTAR',
  deviceId: 'tv-1',
  domain_name: 'northstar.example',
};

const get =
  (path: string, params: Record<string, string> = {}) =>
  (client: V1TestClient) =>
    client.device(`/api/v1/${path}`, params);

/** Adobe, "Enhanced Error Codes": the codes that V1 has, each by its real cause. */
const causes: [
  code: string,
  status: number,
  action: string,
  arrange: (world: World) => unknown,
  call: (client: V1TestClient) => Promise<{ status: number; json: unknown }>,
][] = [
  ['invalid_requestor', 400, 'none', () => {}, get('checkauthn', { requestor: 'NOBODY' })],
  ['invalid_requestor', 404, 'none', () => {}, (client) => client.call('/api/v1/config/NOBODY')],
  ['invalid_device_id', 400, 'none', () => {}, get('checkauthn', { deviceId: '' })],
  [
    'invalid_device_info',
    400,
    'none',
    () => {},
    (client) =>
      client.device('/api/v1/checkauthn', {}, { headers: { 'x-device-info': 'nonsense' } }),
  ],
  ['missing_resource', 400, 'none', ({ client }) => client.signIn(), get('authorize')],
  [
    'malformed_authz_request',
    400,
    'none',
    ({ client }) => client.signIn(),
    get('authorize', { resource: '<rss>' }),
  ],
  [
    'authorization_denied_by_mvpd',
    403,
    'none',
    ({ client }) => client.signIn('casey'),
    get('authorize', { resource: 'NORTHSTAR-SPORT' }),
  ],
  [
    'authorization_denied_by_parental_controls',
    403,
    'none',
    ({ client }) => client.signIn('kim'),
    get('authorize', main),
  ],
  [
    'unknown_integration',
    400,
    'configuration',
    async ({ sandbox, client }) => {
      await client.signIn();
      sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    },
    get('authorize', main),
  ],
  [
    'unknown_integration',
    400,
    'configuration',
    () => {},
    (client) =>
      client.call(
        '/api/v1/authenticate/freepreview',
        { ...preview, mso_id: 'NoSuchPass' },
        { method: 'POST' },
      ),
  ],
  [
    'too_many_resources',
    403,
    'configuration',
    ({ client }) => client.signIn(),
    get('preauthorize', { resource: 'A,B,C,D,E,F' }),
  ],
  ['authentication_session_missing', 403, 'authentication', () => {}, get('authorize', main)],
  ['authentication_session_missing', 412, 'authentication', () => {}, get('tokens/authz', main)],
  ['authentication_session_missing', 403, 'authentication', () => {}, get('checkauthn')],
  ['authentication_session_missing', 404, 'authentication', () => {}, get('tokens/authn')],
  [
    'authentication_session_expired',
    403,
    'authentication',
    async ({ sandbox, client }) => {
      await client.signIn();
      sandbox.control.rules({ expireProfiles: true });
    },
    get('authorize', main),
  ],
  [
    'authentication_session_expired',
    412,
    'authentication',
    async ({ sandbox, client }) => {
      await client.signIn();
      sandbox.control.rules({ expireProfiles: true });
    },
    get('tokens/authz', main),
  ],
  [
    'authentication_session_invalidated',
    403,
    'authentication',
    async ({ sandbox, client }) => {
      await client.signIn();
      sandbox.control.rules({ invalidateProfiles: true });
    },
    get('authorize', main),
  ],
  [
    'authentication_session_invalidated',
    412,
    'authentication',
    async ({ sandbox, client }) => {
      await client.signIn();
      sandbox.control.rules({ invalidateProfiles: true });
    },
    get('tokens/authz', main),
  ],
  [
    'preauthorization_authentication_session_missing',
    412,
    'authentication',
    () => {},
    get('preauthorize', main),
  ],
  [
    'preauthorization_authentication_session_expired',
    412,
    'authentication',
    async ({ sandbox, client }) => {
      await client.signIn();
      sandbox.control.rules({ expireProfiles: true });
    },
    get('preauthorize', main),
  ],
  [
    'authorization_not_found',
    404,
    'authorization',
    ({ client }) => client.signIn(),
    get('tokens/authz', main),
  ],
  [
    'authorization_not_found',
    403,
    'authorization',
    ({ client }) => client.signIn(),
    get('tokens/media', main),
  ],
  [
    'authorization_expired',
    410,
    'authorization',
    async ({ sandbox, client }) => {
      sandbox.control.rules({ decisionLifeS: 60 });
      await client.signIn();
      await client.authorize('NORTHSTAR-MAIN');
      sandbox.clock.advance(60_000);
    },
    get('tokens/authz', main),
  ],
  [
    'internal_error',
    405,
    'none',
    () => {},
    (client) => client.device('/api/v1/preauthorize', main, { method: 'POST' }),
  ],
];

describe('Enhanced Errors, which V1 has on request only', () => {
  it.each(causes)('%s with %i', async (code, status, action, arrange, call) => {
    const world = await v1Pair();
    if (code === 'invalid_requestor') world.sandbox.control.rules(nothingTaken);
    await arrange(world);
    const basic = await call(world.client);
    expect(basic.json).not.toHaveProperty('code');
    world.sandbox.control.rules({ v1Errors: 'enhanced' });
    const answer = await call(world.client);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(enhanced(code, status, action));
  });

  it('carry the words of the provider, in XML as well', async () => {
    const { sandbox, client } = await v1Pair();
    sandbox.control.rules({ v1Errors: 'enhanced' });
    await client.signIn('casey');
    const resource = 'NORTHSTAR-SPORT';
    const { root, value } = xmlOf(await client.device('/api/v1/authorize.xml', { resource }));
    expect(root).toBe('error');
    expect(value).toMatchObject({
      ...enhanced('authorization_denied_by_mvpd', 403, 'none'),
      status: '403',
      details: expect.stringContaining('not part of your Valley Cable package'),
    });
  });

  it('an order that makes no sense is refused', async () => {
    const { sandbox } = await v1Pair();
    expect(() => sandbox.control.rules({ v1Errors: 'loud' as 'basic' })).toThrow(/v1Errors/);
    expect(() => sandbox.control.rules({ v1NotAuthenticated: 401 as 403 })).toThrow(/403/);
  });
});

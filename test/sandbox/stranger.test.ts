import { describe, expect, it } from 'vitest';
import {
  type ServiceProviderDeclaration,
  softwareStatement,
  startSandbox,
} from '../../apps/sandbox/index.ts';
import { ask, jsonBody, sandboxOf } from './rig.ts';
import { acme, playByV1, playByV2, type Stranger } from './stranger.ts';

const custom = { ...acme, redirectUrl: 'adbe.acme://signin' };
const declared: ServiceProviderDeclaration = {
  id: 'ACMETV',
  name: 'Acme TV',
  domains: ['acme.example'],
  redirects: ['adbe.acme://signin'],
  resources: ['ACME-MAIN'],
  softwareStatements: [acme.statement],
};

describe('a client of the real service, with ids that nobody here knows', () => {
  it.each([acme, custom])('signs in and plays by V2, back to $redirectUrl', async (ids) => {
    const { url, verifyMediaToken } = await sandboxOf();
    const { configuration, end, byCode, inAdvance, decision } = await playByV2({ url, ...ids });
    expect(configuration.requestor).toMatchObject({ id: 'ACMETV', name: 'ACMETV' });
    expect(end).toBe(ids.redirectUrl);
    expect(byCode.profiles.ValleyCable).toMatchObject({ issuer: 'ValleyCable', type: 'regular' });
    expect(inAdvance.decisions).toMatchObject([{ resource: 'ACME-MAIN', authorized: true }]);
    expect(decision).toMatchObject({ serviceProvider: 'ACMETV', authorized: true, source: 'mvpd' });
    const token = decision.token.serializedToken;
    expect(await verifyMediaToken(token, 'ACME-MAIN')).toBe('VALID_TOKEN');
  });

  it.each(['bearer', 'signed'] as const)('signs in and plays by V1, %s', async (how) => {
    const { url, verifyMediaToken } = await sandboxOf();
    const { end, authn, inAdvance, authz, media } = await playByV1({ url, ...acme }, how);
    expect(end).toBe(acme.redirectUrl);
    expect(authn).toMatchObject({ requestor: 'ACMETV', mvpd: 'ValleyCable' });
    expect(inAdvance.resources).toEqual([{ id: 'ACME-MAIN', authorized: true }]);
    expect(authz).toMatchObject({ requestor: 'ACMETV', resource: 'ACME-MAIN' });
    expect(await verifyMediaToken(media.serializedToken, 'ACME-MAIN')).toBe('VALID_TOKEN');
  });

  it('of other makes: ids with dots and dashes, opaque statements, MRSS', async () => {
    const { url } = await sandboxOf();
    for (const [serviceProvider, statement] of [
      ['nbcentertainment', 'opaque-statement'],
      ['fs2go', 'x'],
      ['TNT-intl.v2_x', acme.statement],
      ['constructor', 'toString'],
    ] as const) {
      const resource = `<rss version="2.0"><channel><title>${serviceProvider}</title></channel></rss>`;
      const ids: Stranger = { url, ...acme, serviceProvider, statement, resource };
      expect((await playByV2(ids)).decision.authorized, serviceProvider).toBe(true);
      expect((await playByV1(ids, 'bearer')).authz.requestor).toBe(serviceProvider);
    }
  });

  it('is told in the record and in the world, once', async () => {
    const { url, control } = await sandboxOf();
    await playByV2({ url, ...custom });
    await playByV2({ url, ...custom });
    const told = control
      .requests()
      .flatMap(({ path, taken = [] }) => taken.map((one) => [path, one]));
    const serviceProvider = 'ACMETV';
    expect(told).toEqual([
      ['/o/client/register', { kind: 'softwareStatement', id: '7c89-acme' }],
      ['/api/v2/ACMETV/configuration', { kind: 'serviceProvider', id: 'ACMETV' }],
      ['/api/v2/ACMETV/sessions', { kind: 'redirect', id: 'adbe.acme:', serviceProvider }],
      ['/api/v2/ACMETV/sessions', { kind: 'domain', id: 'acme.example', serviceProvider }],
      [
        '/api/v2/ACMETV/decisions/preauthorize/ValleyCable',
        { kind: 'resource', id: 'ACME-MAIN', serviceProvider },
      ],
    ]);
    const { json } = await ask(`${url}/_sandbox/world`);
    expect(json.serviceProviders.at(-1)).toMatchObject({
      id: 'ACMETV',
      origin: 'taken',
      taken: { domains: ['acme.example'], redirects: ['adbe.acme:'], resources: ['ACME-MAIN'] },
    });
    expect(json.applications.at(-1)).toMatchObject({ softwareId: '7c89-acme', isTaken: true });
  });

  it('is new again after a reset', async () => {
    const { url, control } = await sandboxOf();
    await playByV2({ url, ...acme });
    control.reset();
    expect(control.world().serviceProviders.map(({ id }) => id)).not.toContain('ACMETV');
    await playByV2({ url, ...acme });
  });
});

describe('strict mode', () => {
  it.each([
    ['software statement', {}, /register: 400 .*invalid_software_statement/],
    [
      'service provider',
      { id: 'ACMEKIDS' },
      /configuration: 400 .*invalid_parameter_service_provider/,
    ],
    ['domain', { ...declared, domains: [] }, /"missingParameters":\["domainName"\]/],
    ['redirect', { ...declared, redirects: [] }, /session: 400 .*invalid_parameter_redirect_url/],
  ])('refuses a %s that is not declared', async (_, provider, words) => {
    const serviceProviders = 'id' in provider ? [provider as ServiceProviderDeclaration] : [];
    const { url } = await sandboxOf({ mode: 'strict', world: { serviceProviders } });
    await expect(playByV2({ url, ...custom })).rejects.toThrow(words);
  });

  it('denies a resource that is not declared', async () => {
    const world = { serviceProviders: [{ ...declared, resources: [] }] };
    const { url } = await sandboxOf({ mode: 'strict', world });
    const { inAdvance, decision } = await playByV2({ url, ...custom });
    expect(inAdvance.decisions[0].authorized).toBe(false);
    expect(decision).toMatchObject({ authorized: false });
  });

  it('knows what `world` declares', async () => {
    const { url, control } = await sandboxOf({
      mode: 'strict',
      world: { serviceProviders: [declared] },
    });
    const { configuration, decision } = await playByV2({ url, ...custom });
    expect(configuration.requestor).toEqual({
      id: 'ACMETV',
      name: 'Acme TV',
      domains: [{ name: 'acme.example', mvpdInitiated: false }],
      mvpds: expect.any(Array),
    });
    expect(decision.authorized).toBe(true);
    expect(control.requests().flatMap(({ taken = [] }) => taken)).toEqual([]);
  });

  it('does not check what a declaration leaves out, and tells what came', async () => {
    const { url, control } = await sandboxOf({
      mode: 'strict',
      world: { serviceProviders: [{ id: 'ACMETV' }] },
    });
    expect((await playByV2({ url, ...custom })).decision.authorized).toBe(true);
    const kinds = control.requests().flatMap(({ taken = [] }) => taken.map(({ kind }) => kind));
    expect(kinds).toEqual(['softwareStatement', 'redirect', 'domain', 'resource']);
    // Only for declared providers: the demo's own brands accept only their own statements.
    await expect(playByV2({ url, ...acme, serviceProvider: 'NORTHSTAR' })).rejects.toThrow(
      /401 .*invalid_access_token_service_provider/,
    );
  });

  it('knows what an order declares from then on, and no longer after a reset', async () => {
    const { url, control } = await sandboxOf({ mode: 'strict' });
    await expect(playByV2({ url, ...custom })).rejects.toThrow(/invalid_software_statement/);
    const order = jsonBody({ serviceProviders: [declared] });
    const { status, json } = await ask(`${url}/_sandbox/world`, order);
    expect(status).toBe(200);
    expect(json.serviceProviders.at(-1)).toMatchObject({ id: 'ACMETV', origin: 'declared' });
    expect((await playByV2({ url, ...custom })).decision.authorized).toBe(true);
    control.reset();
    await expect(playByV2({ url, ...custom })).rejects.toThrow(/invalid_software_statement/);
  });

  it('knows the custom schemes of the registered applications of a brand, and no others', async () => {
    for (const mode of ['lenient', 'strict'] as const) {
      const { url, control } = await sandboxOf({ mode });
      if (mode === 'lenient') control.rules({ takes: { redirect: false } });
      const { applications } = control.world();
      expect(applications.map(({ softwareId }) => softwareId)).toContain('northstar-tv');
      const north = {
        url,
        ...acme,
        serviceProvider: 'NORTHSTAR',
        statement: softwareStatement('northstar-tv'),
        domain: 'northstar.example',
        redirectUrl: 'adbe.northstar://signin',
        resource: 'NORTHSTAR-MAIN',
      };
      expect((await playByV2(north)).end).toBe('adbe.northstar://signin');
      await expect(playByV2({ ...north, redirectUrl: 'adbe.lighthouse://signin' })).rejects.toThrow(
        /invalid_parameter_redirect_url/,
      );
    }
  });

  it('speaks V1 with a declared key pair, and with no other', async () => {
    const pair = { publicKey: 'acme-public', privateKey: 'acme-private' };
    const world = { serviceProviders: [{ ...declared, signingKeys: [pair] }] };
    const known = await sandboxOf({ mode: 'strict', world });
    // Without device information, strict mode refuses V1, as its pages describe.
    await expect(playByV1({ url: known.url, ...acme }, 'signed')).rejects.toThrow(/device_info/);
    const unknown = await sandboxOf({ mode: 'strict' });
    await expect(playByV1({ url: unknown.url, ...acme }, 'signed')).rejects.toThrow(/401/);
  });
});

describe('options of startSandbox', () => {
  it.each([
    [
      { serviceProviders: [{ id: 'ACMETV' }] },
      /no option "serviceProviders": .*world: \{ serviceProviders/,
    ],
    [{ colour: 'red' }, /no option "colour"; there are port, host, .*mode, world/],
    [{ constructor: 1 }, /no option "constructor"/],
    [{ mode: 'loose' }, /mode: "lenient" or "strict" is needed/],
    [{ port: '80' }, /port: a number/],
    [{ throttle: 'no' }, /throttle: true or false/],
    [{ now: 5 }, /now: a function/],
    [{ world: [] }, /world: a world, a JSON object, is needed/],
    [
      { world: { serviceProviders: [{ id: 'ACME TV', domain: 'x' }] } },
      /world\.serviceProviders\[0\]\.id: an id of at most 64[\s\S]*world\.serviceProviders\[0\]\.domain: there is no such key/,
    ],
    [7, /its options are an object/],
  ])('%j is refused in words', async (options, words) => {
    await expect(startSandbox(options as object)).rejects.toThrow(words);
  });

  it('may be undefined', async () => {
    const sandbox = await sandboxOf({ port: undefined, world: undefined } as object);
    expect(sandbox.url).toMatch(/^http/);
  });
});

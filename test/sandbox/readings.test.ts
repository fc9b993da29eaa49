import { describe, expect, it } from 'vitest';
import { type RuleOrders, type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { ask, closedPair, form, pair, session, type TestClient } from './rig.ts';
import { closedV1Pair, v1Pair } from './v1-rig.ts';

const MRSS = '<rss version="2.0"><channel><title>NORTHSTAR-MAIN</title></channel></rss>\n';

describe('a resource with white space around it', () => {
  it.each([
    ['trimmed', MRSS.trim(), 'NORTHSTAR-MAIN'],
    ['sent', MRSS, '\t NORTHSTAR-MAIN '],
    ['padded', `${MRSS.trim()} `, 'NORTHSTAR-MAIN '],
  ] as const)('is permitted, and repeated %s', async (resourceEcho, mrss, simple) => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ resourceEcho });
    await client.signIn();
    const { json } = await client.authorize(MRSS);
    expect(json.decisions).toMatchObject([{ resource: mrss, authorized: true }]);
    const { serializedToken } = json.decisions[0].token;
    expect(await sandbox.verifyMediaToken(serializedToken, 'NORTHSTAR-MAIN')).toBe('VALID_TOKEN');
    const asked = await client.preauthorize([MRSS, '\t NORTHSTAR-MAIN ']);
    expect(asked.json.decisions).toMatchObject([
      { resource: mrss, authorized: true },
      { resource: simple, authorized: true },
    ]);
  });

  it('is trimmed unless an order says otherwise, by V1, too', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    const told = async () => {
      const authz = await client.authorize(MRSS);
      const media = await client.device('/api/v1/tokens/media', { resource: MRSS });
      return [authz.json.resource, media.json.resource];
    };
    expect(await told()).toEqual([MRSS.trim(), MRSS.trim()]);
    sandbox.control.rules({ resourceEcho: 'sent' });
    expect(await told()).toEqual([MRSS, MRSS]);
  });

  it('is denied by whatever denies it without, and counted once by a TempPass', async () => {
    const { sandbox, client } = await pair();
    await client.signIn('casey');
    const denied = await client.authorize(' NORTHSTAR-SPORT\n');
    expect(denied.json.decisions[0].authorized).toBe(false);
    sandbox.control.addFault({
      path: '/**',
      shape: 'item',
      error: 'network_received_error',
      resources: ['NORTHSTAR-MAIN '],
    });
    const failed = await client.authorize('NORTHSTAR-MAIN\n');
    expect(failed.json.decisions[0].error.code).toBe('network_received_error');
    const identity = Buffer.from(JSON.stringify({ email: 'a'.repeat(64) })).toString('base64');
    const headers = { 'ap-temppass-identity': identity };
    const mvpd = 'TempPass_Premiere';
    for (const resource of ['A', 'A ', '\nA']) {
      const init = { ...bodyOf([resource]), headers: { ...headers, ...jsonType } };
      expect((await client.call(`decisions/authorize/${mvpd}`, init)).status).toBe(200);
    }
    const profile = (await client.call(`profiles/${mvpd}`, { headers })).json.profiles[mvpd];
    expect(profile.attributes.used_assets.value).toEqual(['A']);
  });
});

const jsonType = { 'content-type': 'application/json' };
const bodyOf = (resources: string[]) => ({
  method: 'POST',
  body: JSON.stringify({ resources }),
  headers: jsonType,
});

describe('a resource that nobody gates, in preauthorize', () => {
  it('is denied, or left out of the answer', async () => {
    const { sandbox, client } = await closedPair();
    await client.signIn('casey');
    const ids = ['NORTHSTAR-MAIN', 'FREE-FOR-ALL', 'NORTHSTAR-SPORT'];
    const asked = async () =>
      (await client.preauthorize(ids)).json.decisions.map(
        (one: { resource: string; authorized: boolean }) => [one.resource, one.authorized],
      );
    expect(await asked()).toEqual([
      ['NORTHSTAR-MAIN', true],
      ['FREE-FOR-ALL', false],
      ['NORTHSTAR-SPORT', false],
    ]);
    sandbox.control.rules({ ungatedResources: 'omitted' });
    expect(await asked()).toEqual([
      ['NORTHSTAR-MAIN', true],
      ['NORTHSTAR-SPORT', false],
    ]);
    ids.splice(0, 3, 'FREE-FOR-ALL');
    expect(await asked()).toEqual([]);
    expect((await client.authorize('FREE-FOR-ALL')).json.decisions[0].authorized).toBe(false);
  });

  it('may be named by an order where everything else is taken', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    sandbox.control.rules({
      ungatedResources: 'omitted',
      resource: { id: 'FREE-FOR-ALL', agreed: false },
    });
    const { json } = await client.preauthorize(['MINE', 'FREE-FOR-ALL']);
    expect(json.decisions).toMatchObject([{ resource: 'MINE', authorized: true }]);
  });

  it('by V1, too', async () => {
    const { sandbox, client } = await closedV1Pair();
    await client.signIn();
    const resource = 'NORTHSTAR-MAIN,FREE-FOR-ALL';
    const asked = async () =>
      (await client.device('/api/v1/preauthorize', { resource })).json.resources.length;
    expect(await asked()).toBe(2);
    sandbox.control.rules({ ungatedResources: 'omitted' });
    expect(await asked()).toBe(1);
  });
});

describe('too many resources', () => {
  const six = ['A', 'B', 'C', 'D', 'E', 'F'];

  it('are an error of each decision, or of the whole answer', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    for (const call of [
      client.preauthorize(six),
      client.call('decisions/authorize/ValleyCable', bodyOf(['A', 'B'])),
    ]) {
      const { status, json } = await call;
      expect(status).toBe(200);
      for (const decision of json.decisions) {
        expect(decision).toMatchObject({
          authorized: false,
          source: 'mvpd',
          error: { code: 'too_many_resources', action: 'configuration', status: 403 },
        });
        expect(decision).not.toHaveProperty('token');
      }
    }
    sandbox.control.rules({ tooManyResources: 'top' });
    const top = await client.preauthorize(six);
    expect([top.status, top.json.code]).toEqual([403, 'too_many_resources']);
  });

  it.each([
    ['lenient', 200],
    ['strict', 403],
  ] as const)('under a degradation rule are allowed or not: %s', async (mode, status) => {
    const { sandbox, client } = await pair({ mode });
    sandbox.control.rules({ tooManyResources: 'top' });
    sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
    const ask = () => client.call('decisions/authorize/ValleyCable', bodyOf(['A', 'B']));
    const answer = await ask();
    expect(answer.status).toBe(status);
    if (status === 200)
      expect(answer.json.decisions).toMatchObject([{ authorized: true }, { authorized: true }]);
    sandbox.control.rules({ degradedLimit: status === 200 ? 'enforced' : 'ignored' });
    expect((await ask()).status).toBe(status === 200 ? 403 : 200);
  });
});

describe('`authenticate` as a page that submits itself', () => {
  /** Submits the page's form as a browser does. */
  async function submit(sandbox: Sandbox, html: string) {
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
    const fields = [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as [string, string],
    );
    expect(fields.map(([name]) => name)).toEqual(['SAMLRequest', 'RelayState']);
    return ask(sandbox.url + action, form(Object.fromEntries(fields)));
  }

  it('leads to the login page, and that to the profile', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ authenticateAnswer: 'form' });
    const { code, url } = (await client.createSession()).json;
    const first = await ask(sandbox.url + url);
    expect([first.status, first.type]).toEqual([200, 'text/html']);
    expect(first.headers.get('content-security-policy')).toContain("script-src 'sha256-");
    const page = await submit(sandbox, first.text);
    expect(page.status).toBe(200);
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const done = await ask(
      sandbox.url + action.replaceAll('&amp;', '&'),
      form({ username: 'alex', password: 'sofa' }),
    );
    expect([done.status, done.headers.get('location')]).toEqual([303, session.redirectUrl]);
    expect((await client.callByCode(`profiles/code/${code}`)).json.profiles).toHaveProperty(
      'ValleyCable',
    );
  });

  it('of one provider alone, by V1, and never for a login that is over', async () => {
    const world = { mvpds: [{ id: 'RiverCable', authenticateAnswer: 'form' as const }] };
    const { sandbox, client } = await v1Pair({ world });
    const { code } = (await client.regcode()).json;
    const open = (mso_id: string) =>
      ask(
        `${sandbox.url}/api/v1/authenticate?${new URLSearchParams({
          reg_code: code,
          requestor_id: 'NORTHSTAR',
          mso_id,
          domain_name: 'northstar.example',
          redirect_url: session.redirectUrl,
        })}`,
      );
    expect((await open('ValleyCable')).status).toBe(302);
    const { status, text } = await open('RiverCable');
    expect(status).toBe(200);
    sandbox.control.rules({ expireCodes: true });
    expect((await submit(sandbox, text)).status).toBe(400);
  });
});

describe('a profile by its code', () => {
  it.each([
    [0, 400],
    [60, 200],
  ])('is there %i s after the code itself has ended: %i', async (codeProfileS, status) => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ codeProfileS });
    const code = await client.signIn();
    sandbox.clock.advance(1_800_000 + 59_000);
    await client.renew();
    const { status: got } = await client.callByCode(`profiles/code/${code}`);
    expect(got).toBe(status);
    // The code itself can no longer be used.
    expect((await client.callByCode(`sessions/${code}`)).status).toBe(400);
    sandbox.clock.advance(1_000);
    expect((await client.callByCode(`profiles/code/${code}`)).status).toBe(400);
  });

  it('is kept although other codes come, and an unfinished code is not', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ codeProfileS: 3_600 });
    const code = await client.signIn();
    const { code: unfinished } = (await client.createSession({ mvpd: 'HarborTV' })).json;
    sandbox.clock.advance(1_900_000);
    await client.createSession({ mvpd: 'SummitFiber' });
    expect((await client.callByCode(`profiles/code/${code}`)).status).toBe(200);
    expect((await client.callByCode(`profiles/code/${unfinished}`)).status).toBe(400);
  });

  it('by V1, too', async () => {
    const { sandbox, client } = await v1Pair();
    sandbox.control.rules({ codeProfileS: 60 });
    const code = await client.signIn();
    sandbox.clock.advance(1_801_000);
    const check = () => client.call(`/api/v1/checkauthn/${code}`, { requestor: 'NORTHSTAR' });
    expect((await check()).status).toBe(200);
    sandbox.clock.advance(60_000);
    expect((await check()).status).toBe(403);
  });
});

describe('user metadata that is told at authorization only', () => {
  const rule: RuleOrders = { metadataAt: 'authorization' };
  const keysOf = async (client: TestClient) => {
    const { profiles } = (await client.call('profiles/ValleyCable')).json;
    return Object.keys(profiles.ValleyCable.attributes).sort();
  };

  it('comes with the first permit, not with a denial or a question in advance', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules(rule);
    await client.signIn('kim');
    const before = await keysOf(client);
    expect(before).toEqual(['mvpd', 'upstreamUserID', 'userID']);
    await client.preauthorize(['NORTHSTAR-KIDS']);
    await client.authorize('NORTHSTAR-MAIN');
    expect(await keysOf(client)).toEqual(before);
    await client.authorize('NORTHSTAR-KIDS');
    expect(await keysOf(client)).toEqual([...before, 'householdID', 'maxRating'].sort());
  });

  it('is kept with the rest', async () => {
    const { sandbox, client } = await v1Pair();
    sandbox.control.rules(rule);
    await client.signIn('kim');
    const told = async () => (await client.device('/api/v1/tokens/usermetadata')).json;
    const before = await told();
    expect(before.data).not.toHaveProperty('maxRating');
    sandbox.clock.advance(5_000);
    await client.authorize('NORTHSTAR-KIDS');
    const after = await told();
    expect(after.data.maxRating).toEqual({ MPAA: 'G', VCHIP: 'TV-G' });
    expect(after.updated).toBeGreaterThanOrEqual(before.updated + 5);
  });
});

describe('partner status without an expirationDate', () => {
  const status = (expirationDate?: string) =>
    Buffer.from(
      JSON.stringify({
        frameworkPermissionInfo: { accessStatus: 'granted' },
        frameworkProviderInfo: { id: 'ValleyCable', ...(expirationDate ? { expirationDate } : {}) },
      }),
    ).toString('base64');
  const saml = Buffer.from('<samlp:Response/>').toString('base64');

  it.each([
    ['lenient', 201, 400],
    ['strict', 400, 201],
  ] as const)('is good or has expired: %s', async (mode, first, second) => {
    const { sandbox, client } = await pair({ mode });
    const create = (header: string) =>
      client.call('profiles/sso/Apple', {
        ...form({ SAMLResponse: saml }),
        headers: { 'ap-partner-framework-status': header },
      });
    const answer = await create(status());
    expect(answer.status).toBe(first);
    sandbox.control.rules({ partnerExpiration: mode === 'lenient' ? 'required' : 'optional' });
    const other = await create(status());
    expect(other.status).toBe(second);
    for (const { json } of [answer, other])
      if (json.code) expect(json.code).toBe('invalid_header_pfs_provider_info_expired');
    expect((await create(status('1000'))).json.code).toBe(
      'invalid_header_pfs_provider_info_expired',
    );
  });
});

describe('media tokens', () => {
  it('live 300 s where a rule says so', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ mediaTokenLifeS: 300 });
    await client.signIn();
    const { token } = (await client.authorize('NORTHSTAR-MAIN')).json.decisions[0];
    expect(token.notAfter - token.notBefore).toBe(300_000);
    sandbox.clock.advance(300_000);
    expect(await sandbox.verifyMediaToken(token.serializedToken, 'NORTHSTAR-MAIN')).toBe(
      'TOKEN_EXPIRED',
    );
  });
});

describe('orders for these', () => {
  it.each([
    [{ resourceEcho: 'loud' }, 'resourceEcho: "trimmed" or "sent" or "padded" is needed'],
    [{ ungatedResources: true }, 'ungatedResources: "denied" or "omitted" is needed'],
    [{ tooManyResources: 'x' }, 'tooManyResources: "item" or "top" is needed'],
    [{ authenticateAnswer: 200 }, 'authenticateAnswer: "redirect" or "form" is needed'],
    [{ codeProfileS: -1 }, 'codeProfileS: a whole number of at least 0 is needed'],
    [{ metadataAt: 'never' }, 'metadataAt: "authentication" or "authorization" is needed'],
    [{ degradedLimit: 2 }, 'degradedLimit: "enforced" or "ignored" is needed'],
    [{ partnerExpiration: 'x' }, 'partnerExpiration: "required" or "optional" is needed'],
    [{ takes: 'all' }, 'takes: kinds are needed'],
    [{ takes: { colour: true } }, 'takes: there is no "colour"; there are serviceProvider, domain'],
    [{ takes: { domain: 'yes' } }, 'takes: domain is true or false'],
  ])('%j is refused in words', async (orders, words) => {
    const sandbox = await startSandbox({ quiet: true });
    try {
      expect(() => sandbox.control.rules(orders as RuleOrders)).toThrow(words);
    } finally {
      await sandbox.close();
    }
  });
});

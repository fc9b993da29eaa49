import { describe, expect, it } from 'vitest';
import { ask, form, jsonBody, pair, sandboxOf } from './rig.ts';

describe('/_sandbox/clock', () => {
  it('tells the time and moves it, and everything with it', async () => {
    const { sandbox, client } = await pair();
    const url = `${sandbox.url}/_sandbox/clock`;
    const before = (await ask(url)).json.now;
    const after = (await ask(url, jsonBody({ advanceMs: 3_600_000 }))).json.now;
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
    expect(after - before).toBeLessThan(3_660_000);
    const created = (await client.createSession()).json;
    expect(Math.abs(Number(created.notBefore) - after)).toBeLessThan(60_000);
    const set = (await ask(url, jsonBody({ now: 1_790_000_000_000 }))).json.now;
    expect(Math.abs(set - 1_790_000_000_000)).toBeLessThan(1_000);
  });

  it.each([
    '{}',
    '{"advanceMs":"soon"}',
    'soon',
    '[]',
    '{"advanceMs":null}',
    '{"now":-1}',
    '{"now":1e300}',
  ])('says what is wrong with %s', async (body) => {
    const { url } = await sandboxOf();
    const { status, json } = await ask(`${url}/_sandbox/clock`, { ...jsonBody({}), body });
    expect(status).toBe(400);
    expect(json.error).toMatch(/\S/);
  });
});

describe('/_sandbox/signin', () => {
  it('completes a waiting code, whoever was to choose the provider', async () => {
    const { sandbox, client } = await pair();
    const { code } = (await client.call('sessions', form({}))).json;
    const { json } = await ask(
      `${sandbox.url}/_sandbox/signin`,
      jsonBody({ code, mvpd: 'Lakeshore', user: 'casey' }),
    );
    expect(json).toEqual({ code, mvpd: 'Lakeshore', user: 'casey' });
    const { profiles } = (await client.callByCode(`profiles/code/${code}`)).json;
    expect(Object.keys(profiles)).toEqual(['Lakeshore']);
    expect(sandbox.control.profiles()).toEqual([
      {
        clientId: client.credentials.client_id,
        mvpd: 'Lakeshore',
        user: 'casey',
        type: 'regular',
        valid: true,
      },
    ]);
  });

  it('says in words why it cannot', async () => {
    const { sandbox, client } = await pair();
    const { code } = (await client.createSession()).json;
    const url = `${sandbox.url}/_sandbox/signin`;
    for (const [order, word] of [
      [{ code: 'ZZZZZZZ' }, 'code'],
      [{ code, user: 'nobody' }, 'alex'],
      [{ code, mvpd: 'NoSuchTV' }, 'NoSuchTV'],
      [{ code, mvpd: 'TempPass_Northstar' }, 'mvpd'],
    ] as const) {
      const { status, json } = await ask(url, jsonBody(order));
      expect(status).toBe(400);
      expect(json.error).toContain(word);
    }
  });
});

describe('/_sandbox/sessions', () => {
  it('lists the codes on screens, the youngest first, with what the device said of itself', async () => {
    const { sandbox, client } = await pair();
    await client.signIn('alex', 'HarborTV');
    const { code, notAfter } = (await client.createSession()).json;
    const { json } = await ask(`${sandbox.url}/_sandbox/sessions`);
    expect(json).toHaveLength(2);
    expect(json[0]).toEqual({
      code,
      serviceProvider: 'NORTHSTAR',
      mvpd: 'ValleyCable',
      completed: false,
      notAfter: Number(notAfter),
      device: { model: 'OLED55C2', vendor: 'LG' },
    });
    sandbox.control.rules({ expireCodes: true });
    expect(sandbox.control.sessions()).toEqual([]);
  });
});

describe('/_sandbox/rules', () => {
  it('shows the rules and bends several at once', async () => {
    const { url } = await sandboxOf();
    const { json } = await ask(
      `${url}/_sandbox/rules`,
      jsonBody({
        tokenLifeS: 60,
        codeLifeS: 90,
        integration: { mvpd: 'HarborTV', active: false, serviceProvider: 'NORTHSTAR' },
      }),
    );
    expect(json).toMatchObject({
      tokenLifeS: 60,
      codeLifeS: 90,
      inactiveIntegrations: ['NORTHSTAR/HarborTV'],
      throttle: false,
    });
    expect((await ask(`${url}/_sandbox/rules`)).json).toEqual(json);
  });

  it.each([
    [{ tokenLifeS: 0 }, 'tokenLifeS'],
    [{ tokenLifeS: '60' }, 'tokenLifeS'],
    [{ integration: { mvpd: 'NoSuchTV', active: true } }, 'NoSuchTV'],
    [{ integration: { mvpd: 'HarborTV' } }, 'active'],
    [{ gravity: 0 }, 'gravity'],
    [{ profileErrors: 'middle' }, 'profileErrors'],
    [{ revokeStatement: '' }, 'revokeStatement'],
  ])('says what is wrong with %j', async (order, word) => {
    const { url } = await sandboxOf();
    const { status, json } = await ask(`${url}/_sandbox/rules`, jsonBody(order));
    expect(status).toBe(400);
    expect(json.error).toContain(word);
  });

  it('can be about one client or one code only', async () => {
    const { sandbox, client } = await pair();
    const code = await client.signIn('alex', 'HarborTV');
    await client.signIn('alex', 'Lakeshore');
    sandbox.control.rules({ deleteProfiles: { clientId: 'somebody else' } });
    sandbox.control.rules({ deleteProfiles: { code, mvpd: 'HarborTV' } });
    expect(Object.keys((await client.call('profiles')).json.profiles)).toEqual(['Lakeshore']);
  });
});

describe('/_sandbox/reset', () => {
  it('makes everything new', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    sandbox.clock.advance(86_400_000);
    sandbox.control.addFault({ path: '/x', status: 500 });
    sandbox.control.rules({ tokenLifeS: 5, integration: { mvpd: 'Orchard', active: false } });
    const before = (await sandboxOf()).control.rules();
    await ask(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
    expect(sandbox.control.rules()).toEqual(before);
    expect(sandbox.control.faults()).toEqual([]);
    expect(sandbox.control.requests()).toEqual([]);
    expect(sandbox.control.profiles()).toEqual([]);
    expect(Math.abs(sandbox.clock.now() - Date.now())).toBeLessThan(60_000);
    expect((await client.call('profiles')).status).toBe(401);
  });
});

describe('/_sandbox/', () => {
  it('is a page with its script and style, from this sandbox only', async () => {
    const { url } = await sandboxOf();
    const home = await ask(url);
    expect([home.status, home.headers.get('location')]).toEqual([302, '/_sandbox/']);
    const console = await ask(`${url}/_sandbox/`);
    expect(console.type).toBe('text/html');
    expect(console.text).toContain('Not the real service');
    expect(console.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const [, path = ''] of console.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const asset = await ask(url + path);
      expect(asset.status).toBe(200);
      expect(asset.text.length).toBeGreaterThan(100);
    }
  });

  it('has nothing at paths it does not know', async () => {
    const { url } = await sandboxOf();
    expect((await ask(`${url}/_sandbox/nothing`)).status).toBe(404);
  });
});

import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../apps/sandbox/index.ts';
import { ask, form, nothingTaken } from './rig.ts';
import { closedV1Pair, type Params, v1Pair } from './v1-rig.ts';

const done = 'https://northstar.example/done?a=b';

async function waiting(options?: SandboxOptions) {
  const { sandbox, client } = await v1Pair(options);
  const { code } = (await client.regcode()).json;
  const parameters: Params = {
    reg_code: code,
    requestor_id: 'NORTHSTAR',
    mso_id: 'ValleyCable',
    domain_name: 'northstar.example',
    noflash: 'true',
    no_iframe: 'true',
    redirect_url: done,
  };
  /** A browser's request: no authorization, no format. */
  const open = (changes: Record<string, string | undefined> = {}) => {
    const all = Object.entries({ ...parameters, ...changes });
    const given = all.filter((pair): pair is [string, string] => pair[1] !== undefined);
    return ask(`${sandbox.url}/api/v1/authenticate?${new URLSearchParams(given)}`);
  };
  const isSignedIn = async () =>
    (await ask(`${sandbox.url}/api/v1/checkauthn/${code}?requestor=NORTHSTAR`)).status;
  return { sandbox, client, code, open, isSignedIn };
}

describe('GET /api/v1/authenticate', () => {
  it("leads to the provider's login page, and from there to redirect_url", async () => {
    const { sandbox, client, open, isSignedIn } = await waiting();
    expect(await isSignedIn()).toBe(403);
    const { status, headers } = await open();
    expect(status).toBe(302);
    const login = sandbox.url + headers.get('location');
    expect((await ask(login)).text).toContain('Valley Cable');
    expect(await isSignedIn()).toBe(403);
    const back = await ask(login, form({ username: 'alex', password: 'sofa' }));
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe(done);
    expect(await isSignedIn()).toBe(200);
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('ValleyCable');
  });

  it('the provider may be another than the one the TV named', async () => {
    const { sandbox, client } = await v1Pair();
    const { code } = (await client.regcode({ mvpd: 'HarborTV' })).json;
    sandbox.control.signIn({ code, mvpd: 'SummitFiber' });
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('SummitFiber');
  });

  it('goes back without a login when the viewer cancels', async () => {
    const { sandbox, open, isSignedIn } = await waiting();
    const { headers } = await open();
    const cancel = `${sandbox.url}${headers.get('location')}`.replace('/login', '/cancel');
    const back = await ask(cancel);
    expect(back.headers.get('location')).toBe(done);
    expect(await isSignedIn()).toBe(403);
    expect((await open()).status).toBe(302);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['no code', { reg_code: undefined }],
    ['an unknown code', { reg_code: 'AAAAAAA' }],
    ['a code of another requestor', { requestor_id: 'LIGHTHOUSE' }],
    ['no requestor', { requestor_id: undefined }],
    ['no MVPD', { mso_id: undefined }],
    ['an unknown MVPD', { mso_id: 'NoSuchTV' }],
    ['a TempPass, which nobody signs in to', { mso_id: 'TempPass_Northstar' }],
    ['no address to come back to', { redirect_url: undefined }],
    ['a foreign address to come back to', { redirect_url: 'https://evil.example/' }],
    ['a script to come back to', { redirect_url: 'javascript:alert(1)' }],
    ['a code lost to `&reg`', { reg_code: undefined, '®_code': 'QH7T2LM' }],
  ])('%s: 400 and a page for people', async (_, changes) => {
    const { sandbox, open } = await waiting();
    sandbox.control.rules(nothingTaken);
    const { status, type, text } = await open(changes);
    expect(status).toBe(400);
    expect(type).toBe('text/html');
    expect(text).not.toContain('evil.example');
    expect(text).not.toContain('javascript:');
  });

  it.each([
    { domain_name: undefined },
    { domain_name: 'evil.example' },
    { noflash: undefined },
    { no_iframe: undefined },
  ])('strict mode wants every parameter; without %o: 400', async (changes) => {
    expect((await (await waiting({ mode: 'strict' })).open(changes)).status).toBe(400);
    expect((await (await waiting()).open(changes)).status).toBe(302);
  });

  it('a code is used once', async () => {
    const { sandbox, code, open } = await waiting();
    sandbox.control.signIn({ code });
    expect((await open()).status).toBe(400);
  });

  it('an integration that is switched off: 400', async () => {
    const { sandbox, open } = await waiting();
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    const { status, text } = await open();
    expect(status).toBe(400);
    expect(text).toContain('Valley Cable is not available');
  });
});

describe('GET /api/v1/checkauthn/{code}', () => {
  it('answers 403 with the documented body, and 200 without one', async () => {
    const { sandbox, client, code } = await waiting();
    const path = `/api/v1/checkauthn/${code}`;
    const params = { requestor: 'NORTHSTAR' };
    const no = await client.call(path, params);
    expect([no.status, no.json]).toEqual([403, { status: 403, message: 'Forbidden' }]);
    sandbox.control.signIn({ code });
    const yes = await client.call(path, params);
    expect([yes.status, yes.text, yes.headers.get('content-length')]).toEqual([200, '', '0']);
    expect((await client.call(`${path}.json`, { ...params, deviceId: 'other' })).status).toBe(200);
  });

  it('asks whether this code led to a login, not whether there is one', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    const { code } = (await client.regcode()).json;
    const answer = await client.call(`/api/v1/checkauthn/${code}`, { requestor: 'NORTHSTAR' });
    expect(answer.status).toBe(403);
  });

  it('wants the requestor of the code', async () => {
    const { sandbox, client, code } = await waiting();
    sandbox.control.signIn({ code });
    const path = `/api/v1/checkauthn/${code}`;
    expect((await client.call(path, { requestor: 'LIGHTHOUSE' })).status).toBe(403);
    expect((await client.call(path, { requestor: 'NOBODY' })).status).toBe(400);
    expect((await client.call(path)).status).toBe(200);
  });

  it('in strict mode wants a requestor', async () => {
    const { client, code } = await waiting({ mode: 'strict' });
    const { status, json } = await client.call(`/api/v1/checkauthn/${code}`);
    expect(status).toBe(400);
    expect(json.message).toBe("Required 'requestor' is not present");
  });
});

describe('GET /api/v1/authenticate/{code}, which deployed clients poll', () => {
  it('404 until the login is done, then the authentication token', async () => {
    const { sandbox, client, code } = await waiting();
    const path = `/api/v1/authenticate/${code}`;
    expect((await client.call(path, { requestor: 'NORTHSTAR' })).status).toBe(404);
    sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    const { status, json } = await client.call(path, { requestor: 'NORTHSTAR' });
    expect(status).toBe(200);
    expect(json).toEqual((await client.device('/api/v1/tokens/authn')).json);
  });

  it('is on no page: strict mode has nothing there', async () => {
    const { sandbox, client, code } = await waiting({ mode: 'strict' });
    sandbox.control.signIn({ code });
    const answer = await client.call(`/api/v1/authenticate/${code}`, { requestor: 'NORTHSTAR' });
    expect(answer.status).toBe(404);
  });
});

describe('the second screen', () => {
  it('preauthorizes by code', async () => {
    const { sandbox, client, code } = await waiting();
    const path = `/api/v1/preauthorize/${code}`;
    const params = { requestor: 'NORTHSTAR', resource: 'NORTHSTAR-MAIN,NORTHSTAR-SPORT' };
    const before = await client.call(path, params);
    expect([before.status, before.json]).toEqual([
      412,
      { status: 412, message: 'User not authenticated', details: null },
    ]);
    sandbox.control.signIn({ code, user: 'casey' });
    const { json } = await client.call(path, params);
    expect(json.resources.map(({ authorized }: { authorized: boolean }) => authorized)).toEqual([
      true,
      false,
    ]);
    const none = await client.call(path, { requestor: 'NORTHSTAR' });
    expect(none.json.message).toBe("Required 'resource' is not present");
  });

  it('gets the list of providers without authorization', async () => {
    const { sandbox } = await closedV1Pair();
    sandbox.control.rules({ integration: { mvpd: 'HarborTV', active: false } });
    const { status, json } = await ask(`${sandbox.url}/api/v1/config/NORTHSTAR.json`);
    expect(status).toBe(200);
    const ids = json.requestor.mvpds.map(({ id }: { id: string }) => id);
    expect(ids).toContain('ValleyCable');
    expect(ids).not.toContain('HarborTV');
    expect(json.requestor.mvpds).toContainEqual(expect.objectContaining({ isTempPass: true }));
    expect((await ask(`${sandbox.url}/api/v1/config/NOBODY.json`)).json).toEqual({
      status: 404,
      message: 'Not Found',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { ask, form, jsonBody, pair, session } from './rig.ts';

const BYE = '?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye';
const main = jsonBody({ resources: ['NORTHSTAR-MAIN'] });

/** Paths under /api/v2 as samples and text have them; a part of the correct answer. */
const paths: ReadonlyArray<readonly [string, RequestInit, string]> = [
  ['sessions/NORTHSTAR/{code}', {}, 'existingParameters'],
  ['sessions/NORTHSTAR/{code}', form(session), 'actionName'],
  [`logout/NORTHSTAR/ValleyCable${BYE}`, {}, 'logouts'],
  [`NORTHSTAR/logout${BYE}`, {}, 'logouts'],
  ['NORTHSTAR/decision/authorize/ValleyCable', main, 'decisions'],
  ['NORTHSTAR/decision/preauthorize/ValleyCable', main, 'decisions'],
  ['NORTHSTAR/configuration/', {}, 'requestor'],
];

describe.each(['lenient', 'strict'] as const)('the documentation’s slips when %s', (mode) => {
  it.each(paths)('%s', async (path, init, holds) => {
    const { sandbox, client } = await pair({ mode });
    await client.signIn();
    const { code } = (await client.createSession({ mvpd: 'HarborTV' })).json;
    const { status, json } = await ask(`${sandbox.url}/api/v2/${path.replace('{code}', code)}`, {
      ...init,
      headers: {
        authorization: `Bearer ${client.token}`,
        ...client.deviceHeaders,
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    expect(status).toBe(mode === 'lenient' ? 200 : 404);
    if (mode === 'lenient') expect(json).toHaveProperty(holds);
  });
});

describe('logout without an MVPD', () => {
  it('signs out at each', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'HarborTV');
    await client.signIn('alex', 'Orchard');
    const { logouts } = (await client.call(`logout${BYE}`)).json;
    expect(logouts).toMatchObject({
      HarborTV: { actionName: 'logout' },
      Orchard: { actionName: 'complete' },
    });
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
  });
});

describe('the name of a missing domain', () => {
  it('is domainName, or domain as one of the samples has it', async () => {
    const { sandbox, client } = await pair();
    const missing = async () => (await client.call('sessions', form({}))).json.missingParameters;
    expect(await missing()).toEqual(['mvpd', 'domainName', 'redirectUrl']);
    sandbox.control.rules({ missingDomain: 'domain' });
    expect(await missing()).toEqual(['mvpd', 'domain', 'redirectUrl']);
    const { code } = (await client.createSession()).json;
    const { json } = await client.callByCode(`sessions/${code}`);
    expect(json.existingParameters).toMatchObject({ domain: session.domainName });
  });

  it('may be sent back so when lenient', async () => {
    const { mvpd, redirectUrl, domainName } = session;
    for (const [mode, actionName] of [
      ['lenient', 'authenticate'],
      ['strict', 'resume'],
    ] as const) {
      const { client } = await pair({ mode });
      const fields = form({ mvpd, redirectUrl, domain: domainName });
      expect((await client.call('sessions', fields)).json.actionName).toBe(actionName);
    }
  });
});

describe('a decision’s body', () => {
  it('may be the bare list of older descriptions when lenient', async () => {
    for (const [mode, status] of [
      ['lenient', 200],
      ['strict', 400],
    ] as const) {
      const { client } = await pair({ mode });
      await client.signIn();
      const path = 'decisions/authorize/ValleyCable';
      expect((await client.call(path, jsonBody(['NORTHSTAR-MAIN']))).status).toBe(status);
      expect((await client.call(path, main)).status).toBe(200);
    }
  });
});

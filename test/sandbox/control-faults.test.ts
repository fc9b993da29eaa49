import { describe, expect, it, vi } from 'vitest';
import { CLIENT_HEADER, type FaultOrder } from '../../apps/sandbox/index.ts';
import { ask, clientOf, enhanced, jsonBody, pair } from './rig.ts';

const PROFILES = '/api/v2/*/profiles';
const DECISIONS = '/api/v2/**/decisions/*/*';

describe('/_sandbox/faults', () => {
  it('answers as ordered, as often as ordered, where it was ordered', async () => {
    const { sandbox, client } = await pair();
    const order: FaultOrder = {
      method: 'GET',
      path: PROFILES,
      times: 2,
      status: 503,
      headers: { 'x-why': 'ordered' },
      body: '<p>no</p>',
    };
    const added = await ask(`${sandbox.url}/_sandbox/faults`, jsonBody(order));
    expect(added.status).toBe(201);
    expect(added.json).toMatchObject({ id: 1, times: 2, hits: 0 });
    expect((await client.call('profiles/ValleyCable')).status).toBe(200);
    for (let i = 0; i < 2; i++) {
      const { status, headers, text } = await client.call('profiles');
      expect([status, headers.get('x-why'), text]).toEqual([503, 'ordered', '<p>no</p>']);
    }
    expect((await client.call('profiles')).status).toBe(200);
    expect(sandbox.control.faults()).toEqual([]);
  });

  it('goes on with times 0 until it is taken away', async () => {
    const { sandbox, client } = await pair();
    const { id } = sandbox.control.addFault({ path: PROFILES, times: 0, status: 500, body: {} });
    sandbox.control.addFault({ path: '/elsewhere', status: 500 });
    for (let i = 0; i < 5; i++) expect((await client.call('profiles')).status).toBe(500);
    await ask(`${sandbox.url}/_sandbox/faults/${id}`, { method: 'DELETE' });
    expect((await client.call('profiles')).status).toBe(200);
    expect(sandbox.control.faults()).toHaveLength(1);
    await ask(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(sandbox.control.faults()).toEqual([]);
  });

  it('makes the documented 429', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.addFault({ path: PROFILES, status: 429 });
    const { status, type, headers } = await client.call('profiles');
    expect([status, type, headers.get('retry-after')]).toEqual([429, 'text/html', null]);
    expect(headers.get('server')).toBe('openresty');
    expect(headers.get('access-control-expose-headers')).toContain('pass_sfp');
  });

  it('makes any Enhanced Error, as the answer or inside decisions', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const error = 'network_connection_timeout';
    sandbox.control.addFault({ path: DECISIONS, error });
    const top = await client.authorize('NORTHSTAR-MAIN');
    expect(top.status).toBe(403);
    expect(top.json).toEqual(enhanced(error, 403, 'retry'));
    sandbox.control.addFault({
      path: DECISIONS,
      error,
      shape: 'item',
      resources: ['NORTHSTAR-KIDS'],
      details: 'in their words',
    });
    const { status, json } = await client.preauthorize(['NORTHSTAR-NEWS', 'NORTHSTAR-KIDS']);
    expect(status).toBe(200);
    expect(json.decisions[0]).toMatchObject({ resource: 'NORTHSTAR-NEWS', authorized: true });
    expect(json.decisions[1].error).toEqual({
      ...enhanced(error, 403, 'retry'),
      details: 'in their words',
    });
  });

  it('makes OAuth errors on DCR paths, and a body under another status', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.addFault({ path: '/o/client/token', error: 'invalid_client' });
    const token = await client.renew();
    expect([token.status, token.json]).toEqual([400, { error: 'invalid_client' }]);
    sandbox.control.addFault({ path: PROFILES, error: 'internal_server_error', status: 403 });
    const profiles = await client.call('profiles');
    expect([profiles.status, profiles.json.status]).toEqual([403, 500]);
  });

  it('breaks the connection, before the answer or in the middle of it', async () => {
    const said = vi.spyOn(console, 'error');
    const { sandbox, client } = await pair();
    sandbox.control.addFault({ path: PROFILES, reset: true });
    await expect(client.call('profiles')).rejects.toThrow();
    sandbox.control.addFault({ path: '/api/v2/*/configuration', cut: true });
    await expect(client.call('configuration')).rejects.toThrow();
    sandbox.control.addFault({ path: PROFILES, status: 200, body: { profiles: {} }, cut: true });
    await expect(client.call('profiles')).rejects.toThrow();
    expect((await client.call('configuration')).status).toBe(200);
    expect(sandbox.control.requests(2).map(({ status }) => status)).toEqual([0, 0, 0, 200]);
    // No code tried to answer a second time.
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  it('delays the real answer', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.addFault({ path: PROFILES, delayMs: 60 });
    const startedAt = performance.now();
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
    expect(performance.now() - startedAt).toBeGreaterThan(55);
  });

  it('leaves preflights alone unless they are meant', async () => {
    const { sandbox } = await pair();
    sandbox.control.addFault({ path: PROFILES, status: 500 });
    const url = `${sandbox.url}/api/v2/NORTHSTAR/profiles`;
    const headers = { origin: 'http://tv.example', 'access-control-request-method': 'GET' };
    expect((await ask(url, { method: 'OPTIONS', headers })).status).toBe(204);
    const hit = await ask(url, { headers });
    expect(hit.status).toBe(500);
    expect(hit.headers.get('access-control-allow-origin')).toBe('http://tv.example');
  });

  it('hits one client alone: by its name, or by its client id', async () => {
    const { sandbox, client } = await pair();
    const other = await clientOf(sandbox, 'tv-2');
    await client.call('profiles', { headers: { [CLIENT_HEADER]: 'living room' } });
    for (const name of ['living room', client.credentials.client_id]) {
      const order = { path: '/**', client: name, status: 503 };
      const { json } = await ask(`${sandbox.url}/_sandbox/faults`, jsonBody(order));
      expect(json.client).toBe(name);
      expect((await other.call('profiles')).status).toBe(200);
      expect((await other.renew()).status).toBe(201);
      expect((await client.call('profiles')).status).toBe(503);
      expect((await client.call('profiles')).status).toBe(200);
    }
    // The requests for registration and token belong to the client, too.
    sandbox.control.addFault({ path: '/o/client/token', client: 'living room', status: 503 });
    expect((await other.renew()).status).toBe(201);
    expect((await client.renew()).status).toBe(503);
    sandbox.control.addFault({ path: '/**', client: 'kitchen', status: 503 });
    expect((await client.call('profiles')).status).toBe(200);
  });

  it('hits requests with a text in their body alone', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const error = 'network_connection_timeout';
    sandbox.control.addFault({ path: DECISIONS, bodyContains: 'NORTHSTAR-KIDS', error, times: 0 });
    expect((await client.authorize('NORTHSTAR-MAIN')).status).toBe(200);
    expect((await client.authorize('NORTHSTAR-KIDS')).json.code).toBe(error);
    // Matches although a form encodes these characters.
    const path = '/api/v2/*/sessions';
    const bodyContains = 'redirectUrl=https://northstar.example/done';
    sandbox.control.addFault({ path, bodyContains, status: 503 });
    const other = { mvpd: 'HarborTV', redirectUrl: 'https://northstar.example/' };
    expect((await client.createSession(other)).status).toBe(200);
    expect((await client.createSession({ mvpd: 'HarborTV' })).status).toBe(503);
    expect((await client.call('profiles')).status).toBe(200);
  });

  it.each([
    [{ path: 'api' }, 'path'],
    [{}, 'path'],
    [{ path: '/x', times: -1 }, 'times'],
    [{ path: '/x', status: 42 }, 'status'],
    [{ path: '/x', error: 'no_such_code' }, 'no_such_code'],
    [{ path: '/o/client/token', error: 'nonsense' }, 'there are invalid_request, invalid_redirect'],
    [{ path: '/o/**', error: 'invalid_integration' }, 'is no error of registration'],
    [{ path: '/**', error: 'nonsense' }, 'there are invalid_parameter_service_provider, '],
    [{ path: '/api/v1/**', error: 'nonsense' }, 'nonsense'],
    [{ path: '/reggie/**', error: '' }, 'is not an Enhanced Error code'],
    [{ path: '/programmer/play', error: 'nonsense' }, 'nonsense'],
    [{ path: '/o/client/token', error: 'invalid_client', shape: 'item' }, 'shape'],
    [{ path: '/x', method: 'FETCH' }, 'method: one of GET, POST'],
    [{ path: '/x', client: '' }, 'client'],
    [{ path: '/x', client: 7 }, 'client'],
    [{ path: '/x', bodyContains: '' }, 'bodyContains'],
    [{ path: '/x', shape: 'item' }, 'shape'],
    [{ path: '/x', colour: 'red' }, 'colour'],
  ])('says what is wrong with %j', async (order, word) => {
    const { sandbox } = await pair();
    const { status, json } = await ask(`${sandbox.url}/_sandbox/faults`, jsonBody(order));
    expect(status).toBe(400);
    expect(json.error).toContain(word);
    expect(sandbox.control.faults()).toEqual([]);
  });
});

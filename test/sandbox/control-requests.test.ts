import { describe, expect, it } from 'vitest';
import { ask, form, jsonBody, pair } from './rig.ts';

describe('/_sandbox/requests', () => {
  it('lists what was asked, in order, with everything a judge needs', async () => {
    const { sandbox, client } = await pair();
    await client.call('profiles?x=1&x=2');
    await client.createSession();
    const { status, json } = await ask(`${sandbox.url}/_sandbox/requests`);
    expect(status).toBe(200);
    expect(json.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3, 4]);
    expect(json[2]).toMatchObject({
      method: 'GET',
      path: '/api/v2/NORTHSTAR/profiles',
      query: { x: ['1', '2'] },
      status: 200,
      time: expect.any(Number),
      durationMs: expect.any(Number),
      address: '127.0.0.1',
      clientId: client.credentials.client_id,
    });
    expect(json[3]).toMatchObject({ method: 'POST', body: { mvpd: 'ValleyCable' } });
    expect(json).toEqual(sandbox.control.requests());
    expect(sandbox.control.requests(3)).toHaveLength(1);
  });

  it('keeps paths as they were sent', async () => {
    const { sandbox, client } = await pair();
    await client.callByCode('sessions/A%42C%20D');
    expect(sandbox.control.requests(2)[0]?.path).toBe('/api/v2/NORTHSTAR/sessions/A%42C%20D');
  });

  it('forgets on DELETE and counts on', async () => {
    const { sandbox, client } = await pair();
    await ask(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
    expect(sandbox.control.requests()).toEqual([]);
    await client.call('profiles');
    expect(sandbox.control.requests().map(({ seq }) => seq)).toEqual([3]);
  });

  it('does not list itself', async () => {
    const { sandbox } = await pair();
    await ask(`${sandbox.url}/_sandbox/clock`);
    const paths = sandbox.control.requests().map(({ path }) => path);
    expect(paths).toEqual(['/o/client/register', '/o/client/token']);
  });

  it('never shows a secret, wherever it stood', async () => {
    const { sandbox, client } = await pair();
    const { url } = (await client.createSession()).json;
    const location = (await ask(sandbox.url + url)).headers.get('location');
    await ask(sandbox.url + location, form({ username: 'alex', password: 'hunter2-secret' }));
    await ask(sandbox.url + location, form({ username: 'alex', password: 'sofa' }));
    const { token } = (await client.authorize('NORTHSTAR-MAIN')).json.decisions[0];
    await ask(
      `${sandbox.url}/programmer/play`,
      jsonBody({
        item: 'x',
        mediaToken: token.serializedToken,
        deep: [{ access_token: client.token }],
      }),
    );
    await ask(`${sandbox.url}/programmer/play?access_token=${client.token}`);
    await ask(`${sandbox.url}/nowhere/${client.token}`);
    await ask(`${sandbox.url}/o/client/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"broken": "${client.credentials.client_secret}`,
    });
    await client.call('profiles', {
      headers: {
        cookie: 'c=cookie-secret',
        'ad-service-token': 'service-secret',
        'adobe-subject-token': 'subject-secret',
        'x-roku-reserved-roku-connect-token': 'roku-secret',
        'ap-temppass-identity': 'identity-secret',
        'ap-partner-framework-status': 'partner-secret',
      },
    });
    const shown = (await ask(`${sandbox.url}/_sandbox/requests`)).text;
    const secrets = [
      client.token,
      client.credentials.client_secret,
      client.deviceHeaders['ap-device-identifier']?.split(' ')[1],
      token.serializedToken,
      'hunter2-secret',
      '"sofa"',
      'eyJhbGciOi',
      'cookie-secret',
      'service-secret',
      'subject-secret',
      'roku-secret',
      'identity-secret',
      'partner-secret',
    ];
    for (const secret of secrets) {
      expect(secret).toBeTruthy();
      expect(shown).not.toContain(secret);
    }
  });

  it('shows equal secrets as equal hashes, which another sandbox does not repeat', async () => {
    const one = await pair();
    const two = await pair();
    for (const { client } of [one, one, two]) await client.call('profiles');
    const idsOf = ({ sandbox }: typeof one) =>
      sandbox.control.requests(2).map(({ headers }) => headers['ap-device-identifier']);
    const [first, second] = idsOf(one);
    expect(first).toMatch(/^fingerprint #[0-9a-f]{10}$/);
    expect(second).toBe(first);
    expect(idsOf(two)).not.toContain(first);
  });

  it('is told live, as server-sent events', async () => {
    const { sandbox, client } = await pair();
    const stop = new AbortController();
    const response = await fetch(`${sandbox.url}/_sandbox/events`, { signal: stop.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const read = async (until: string) => {
      while (!text.includes(until))
        text += Buffer.from((await reader.read()).value ?? []).toString();
    };
    await read('event: hello');
    await client.call('profiles');
    await read('"path":"/api/v2/NORTHSTAR/profiles"');
    expect(text).toContain('event: request');
    expect(text).not.toContain(client.token);
    stop.abort();
  });
});

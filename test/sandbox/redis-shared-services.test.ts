import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import { until } from '../support/condition.ts';
import { running } from './process.ts';
import { type RedisServer, startStandIn } from './redisServers.ts';
import { ask, clientOf, form, jsonBody, sandboxOf, TestClient } from './rig.ts';

const servers: RedisServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.remove()));
});

async function redis(): Promise<RedisServer> {
  const server = await startStandIn();
  servers.push(server);
  return server;
}

async function two(options = {}): Promise<[Sandbox, Sandbox]> {
  const { url } = await redis();
  return [await sandboxOf({ data: url, ...options }), await sandboxOf({ data: url, ...options })];
}

const order = ({ url }: { url: string }, path: string, body: object) =>
  ask(`${url}/_sandbox/${path}`, jsonBody(body));
const feed = ({ url }: { url: string }) => ask(`${url}/programmer/feed.json`);

describe('an order to make requests fail', () => {
  it('holds on every sandbox, as often as it says, and is removed on all', async () => {
    const [one, other] = await two();
    await order(one, 'faults', { path: '/programmer/feed.json', status: 503, times: 3 });
    const answers = [];
    for (const sandbox of [other, one, other, one, other])
      answers.push((await feed(sandbox)).status);
    expect(answers).toEqual([503, 503, 503, 200, 200]);
    await order(other, 'faults', { path: '/programmer/**', status: 500, times: 0 });
    expect((await feed(one)).status).toBe(500);
    await ask(`${one.url}/_sandbox/faults`, { method: 'DELETE' });
    expect((await feed(other)).status).toBe(200);
  });

  it('counts requests that come to two sandboxes at the same moment', async () => {
    const [one, other] = await two();
    await order(one, 'faults', { path: '/programmer/feed.json', status: 503, times: 40 });
    await Promise.all(Array.from({ length: 20 }, () => [feed(one), feed(other)]).flat());
    expect([(await feed(one)).status, (await feed(other)).status]).toEqual([200, 200]);
    expect((await ask(`${other.url}/_sandbox/faults`)).json).toEqual([]);
  });

  it('is counted before a delayed answer is sent', async () => {
    const [one, other] = await two();
    await order(one, 'faults', { path: '/programmer/feed.json', delayMs: 60_000 });
    const leave = new AbortController();
    const late = fetch(`${one.url}/programmer/feed.json`, { signal: leave.signal }).catch(() => 0);
    const orders = async () => (await ask(`${other.url}/_sandbox/faults`)).json;
    await until(async () => (await orders()).length === 0);
    expect((await feed(other)).status).toBe(200);
    leave.abort();
    await late;
  });
});

describe('the services', () => {
  it('count the requests of a device together', async () => {
    // Time stands still: nothing but the burst of ten is left after the first request, for a token.
    const now = Date.now();
    const [one, other] = await two({ throttle: true, now: () => now });
    const client = await clientOf(one);
    const there = Object.assign(new TestClient(other, client.deviceId), {
      credentials: client.credentials,
      token: client.token,
    });
    const statuses: number[] = [];
    for (let i = 0; i < 14; i++)
      statuses.push((await (i % 2 === 0 ? client : there).call('configuration')).status);
    expect(statuses).toEqual([...Array(10).fill(200), ...Array(4).fill(429)]);
  });

  it('count the streams of an account together', async () => {
    const [one, other] = await two();
    const basic = { authorization: `Basic ${Buffer.from('demo-app:').toString('base64')}` };
    const start = ({ url }: Sandbox) =>
      ask(`${url}/v2/sessions/sampleIdp/12345`, { ...form({}), headers: basic });
    const begun = await start(one);
    expect(begun.status).toBe(202);
    const list = async ({ url }: Sandbox) =>
      (await ask(`${url}/v2/runningStreams/sampleIdp/12345`, { headers: basic })).json
        .runningStreams;
    expect(await list(other)).toHaveLength(1);
    const path = `v2/sessions/sampleIdp/12345/${begun.headers.get('location')?.split('/').at(-1)}`;
    const stop = await ask(`${other.url}/${path}`, { method: 'DELETE', headers: basic });
    expect(stop.status).toBe(202);
    expect(await list(one)).toEqual([]);
  });

  it('release a stream on one sandbox and send it from another, for one use of the media token', async () => {
    const [one, other] = await two();
    const client = await clientOf(one);
    await client.signIn();
    const { json } = await client.authorize('NORTHSTAR-MAIN');
    const mediaToken = json.decisions[0].token.serializedToken;
    const play = ({ url }: Sandbox) =>
      ask(`${url}/programmer/play`, jsonBody({ item: 'the-long-meridian', mediaToken }));
    const released = await play(other);
    expect(released.status).toBe(200);
    expect((await play(one)).json.verdict).toBe('TOKEN_EXPIRED');
    const { pathname } = new URL(released.json.url);
    expect((await ask(`${one.url}${pathname}`)).status).toBe(200);
  });
});

describe('two processes', () => {
  it('verify the media tokens of each other', async () => {
    const { url: data } = await redis();
    const [one, other] = await Promise.all([running('--data', data), running('--data', data)]);
    try {
      const keys = [];
      for (const { url } of [one, other])
        keys.push((await ask(`${url}/_sandbox/media-token-key.pem`)).text);
      expect(keys[0]).toMatch(/^-----BEGIN PUBLIC KEY-----/);
      expect(keys[1]).toBe(keys[0]);
    } finally {
      await Promise.all([one.stop(), other.stop()]);
    }
  });
});

import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import { until } from '../support/condition.ts';
import { findRedis, type RedisServer, type StartRedis, startStandIn } from './redisServers.ts';
import { ask, clientOf, jsonBody, sandboxOf, TestClient } from './rig.ts';

const startReal = findRedis();
const kinds: Array<[string, StartRedis]> = [['the stand-in of these tests', startStandIn]];
if (startReal) kinds.push(['a real redis-server', startReal]);

const running: RedisServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.remove()));
});

function at(sandbox: TestClient['sandbox'], client: TestClient): TestClient {
  const same = new TestClient(sandbox, client.deviceId);
  return Object.assign(same, { credentials: client.credentials, token: client.token });
}

const order = (sandbox: Sandbox, path: string, body: object) =>
  ask(`${sandbox.url}/_sandbox/${path}`, jsonBody(body));

describe.each(kinds)('several sandboxes on %s', (_, start) => {
  async function sandboxes(count: number): Promise<Sandbox[]> {
    const server = await start();
    running.push(server);
    return Promise.all(Array.from({ length: count }, () => sandboxOf({ data: server.url })));
  }

  it('lose no rule of two that are changed at the same moment', async () => {
    const [one, two] = (await sandboxes(2)) as [Sandbox, Sandbox];
    for (let round = 1; round <= 20; round++) {
      await Promise.all([
        order(one, 'rules', { tokenLifeS: 1_000 + round }),
        order(two, 'rules', { codeLifeS: 2_000 + round }),
        order(one, 'rules', { revokeStatement: `one-${round}` }),
        order(two, 'rules', { revokeStatement: `two-${round}` }),
      ]);
      const seen = await Promise.all([one, two].map(({ url }) => ask(`${url}/_sandbox/rules`)));
      for (const { json } of await Promise.all(seen)) {
        expect(json).toMatchObject({ tokenLifeS: 1_000 + round, codeLifeS: 2_000 + round });
        expect(json.revokedStatements).toHaveLength(2 * round);
      }
    }
  });

  it('add moves of the clock that come at the same moment', async () => {
    const all = await sandboxes(3);
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        order(all[i % 3] as Sandbox, 'clock', { advanceMs: 60_000 }),
      ),
    );
    for (const { url } of all) {
      const { json } = await ask(`${url}/_sandbox/clock`);
      expect(Math.round((json.now - Date.now()) / 60_000)).toBe(30);
    }
  });

  it('keep a sign-out and a sign-in of one device at the same moment', async () => {
    const [one, two] = (await sandboxes(2)) as [Sandbox, Sandbox];
    const here = await clientOf(one);
    const there = at(two, here);
    const redirect = 'redirectUrl=https%3A%2F%2Fnorthstar.example%2F';
    const shown = async () =>
      (await Promise.all([here, there].map((client) => client.call('profiles')))).map(({ json }) =>
        Object.keys(json.profiles),
      );
    for (let round = 0; round < 10; round++) {
      const first = (await here.createSession()).json.code;
      await order(one, 'signin', { code: first, mvpd: 'HarborTV', user: 'casey' });
      const second = (await there.createSession()).json.code;
      await Promise.all([
        here.call(`logout/HarborTV?${redirect}`),
        order(two, 'signin', { code: second, mvpd: 'ValleyCable', user: 'alex' }),
      ]);
      expect(await shown()).toEqual([['ValleyCable'], ['ValleyCable']]);
      await there.call(`logout/ValleyCable?${redirect}`);
      expect(await shown()).toEqual([[], []]);
    }
  });

  it('agree after a body that came slowly', async () => {
    const [one, two] = (await sandboxes(2)) as [Sandbox, Sandbox];
    const body = JSON.stringify({ tokenLifeS: 77 });
    const socket = connect(one.port, '127.0.0.1');
    socket.write(
      `POST /_sandbox/rules HTTP/1.1\r\nHost: 127.0.0.1:${one.port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await order(two, 'rules', { tokenLifeS: 55 });
    await order(two, 'rules', { codeLifeS: 66 });
    socket.end(body.slice(5));
    await until(async () => (await ask(`${two.url}/_sandbox/rules`)).json.tokenLifeS === 77);
    for (const { url } of [one, two])
      expect((await ask(`${url}/_sandbox/rules`)).json).toMatchObject({
        tokenLifeS: 77,
        codeLifeS: 66,
      });
    socket.destroy();
  });

  it('share the option that switches throttling off', async () => {
    const [one, two] = (await sandboxes(2)) as [Sandbox, Sandbox];
    await order(one, 'rules', { throttle: false });
    expect((await ask(`${two.url}/_sandbox/rules`)).json.throttle).toBe(false);
  });
});

describe('random schedules of three sandboxes on one Redis', () => {
  it('lose no update, and end with one state', { timeout: 120_000 }, async () => {
    const server = await startStandIn();
    running.push(server);
    const all = await Promise.all([1, 2, 3].map(() => sandboxOf({ data: server.url })));
    let seed = 20_261_201;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    const revoked = new Set<string>();
    let minutes = 0;
    for (let schedule = 0; schedule < 100; schedule++) {
      const work: Promise<unknown>[] = [];
      for (let writer = 0; writer < 2; writer++)
        for (let i = 0; i <= random(4); i++) {
          const on = all[random(3)] as Sandbox;
          if (random(2) === 0) {
            revoked.add(`${schedule}-${writer}-${i}`);
            work.push(order(on, 'rules', { revokeStatement: `${schedule}-${writer}-${i}` }));
          } else {
            minutes++;
            work.push(order(on, 'clock', { advanceMs: 60_000 }));
          }
        }
      for (const answer of await Promise.all(work))
        expect((answer as { status: number }).status).toBe(200);
      const rules = await Promise.all(all.map(({ url }) => ask(`${url}/_sandbox/rules`)));
      for (const { json } of rules) expect(new Set(json.revokedStatements)).toEqual(revoked);
      const clocks = await Promise.all(all.map(({ url }) => ask(`${url}/_sandbox/clock`)));
      for (const { json } of clocks)
        expect(Math.round((json.now - Date.now()) / 60_000)).toBe(minutes);
    }
  });
});

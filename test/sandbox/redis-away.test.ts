import { afterEach, describe, expect, it } from 'vitest';
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

/** ms that `work` takes. */
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

describe.each(kinds)('while %s does not answer', { timeout: 60_000 }, (_, start) => {
  async function redis(): Promise<RedisServer> {
    const server = await start();
    running.push(server);
    return server;
  }

  it.each<['stop' | 'hang', 'start' | 'resume']>([
    ['stop', 'start'],
    ['hang', 'resume'],
  ])(
    '(%s) reads go on, changes are refused after 3 s, and are stored when it is back',
    async (away, back) => {
      const server = await redis();
      const sandbox = await sandboxOf({ data: server.url, quiet: true });
      const client = await clientOf(sandbox);
      await server[away]();
      // The first request may have to find out.
      expect((await client.call('profiles')).status).toBe(200);
      const [read, readMs] = await timed(() => client.call('profiles'));
      expect(read.status).toBe(200);
      expect(readMs).toBeLessThan(2_500);

      const rules = jsonBody({ tokenLifeS: 77 });
      const [change, changeMs] = await timed(() => ask(`${sandbox.url}/_sandbox/rules`, rules));
      expect(change.status).toBe(503);
      expect(change.json.error).toMatch(/cannot store its state at the moment/);
      expect(changeMs).toBeGreaterThan(2_500);
      expect(changeMs).toBeLessThan(10_000);
      const session = await client.createSession();
      expect(session.status).toBe(503);
      expect(session.json).toMatchObject({ code: 'state_not_stored', status: 503 });
      expect((await client.call('profiles')).status).toBe(200);

      await server[back]();
      // Nobody asks this sandbox for anything: what was due is stored nevertheless.
      const other = await sandboxOf({ data: server.url });
      await until(async () => (await ask(`${other.url}/_sandbox/rules`)).json.tokenLifeS === 77);
      const same = Object.assign(new TestClient(other, client.deviceId), {
        credentials: client.credentials,
        token: client.token,
      });
      expect((await same.call('profiles')).status).toBe(200);
      await until(async () => (await client.createSession()).json.code?.length === 7);
    },
  );

  it('the sandbox ends within 5 s', async () => {
    const server = await redis();
    const sandbox = await sandboxOf({ data: server.url, quiet: true });
    const client = await clientOf(sandbox);
    server.hang();
    const [, ms] = await timed(async () => {
      void client.createSession().catch(() => undefined);
      await sandbox.close(1_000);
    });
    expect(ms).toBeLessThan(5_000);
    server.resume();
  });
});

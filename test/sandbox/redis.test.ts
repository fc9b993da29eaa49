import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DataError, type SandboxOptions } from '../../apps/sandbox/index.ts';
import { main } from '../../apps/sandbox/main.ts';
import { readRedisAddress } from '../../apps/sandbox/state/persistence/index.ts';
import { until } from '../support/condition.ts';
import { findRedis, type RedisServer, type StartRedis, startStandIn } from './redisServers.ts';
import { ask, clientOf, jsonBody, sandboxOf, TestClient } from './rig.ts';
import { acme, playByV2 } from './stranger.ts';
import { v1ClientOf } from './v1-rig.ts';

const PASSWORD = 's3cret/of the@team';

const startReal = findRedis();
const kinds: Array<[string, StartRedis]> = [['the stand-in of these tests', startStandIn]];
if (startReal) kinds.push(['a real redis-server', startReal]);
else console.warn('No redis-server here: the sandbox is tried on the stand-in only.');

const running: RedisServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.remove()));
});

/** The same client, connected to another sandbox. */
function at(sandbox: TestClient['sandbox'], client: TestClient): TestClient {
  const same = new TestClient(sandbox, client.deviceId);
  return Object.assign(same, { credentials: client.credentials, token: client.token });
}

describe.each(kinds)('state kept in %s', (_, start) => {
  async function redis(options?: Parameters<StartRedis>[0]): Promise<RedisServer> {
    const server = await start(options);
    running.push(server);
    return server;
  }
  const kept = (server: RedisServer, options: SandboxOptions = {}) =>
    sandboxOf({ data: server.url, ...options });

  it('survives a restart: clients, tokens, codes, viewers, rules and the clock', async () => {
    const server = await redis({ password: PASSWORD });
    const first = await kept(server);
    const client = await clientOf(first);
    await client.signIn('alex', 'HarborTV');
    const older = await v1ClientOf(first, 'tv-2');
    await older.signIn();
    const { code } = (await client.createSession()).json;
    first.control.rules({ tokenLifeS: 60 });
    first.clock.advance(600_000);
    await first.close();

    const second = await kept(server);
    const same = at(second, client);
    expect((await same.call('profiles')).json.profiles).toHaveProperty('HarborTV');
    expect((await same.renew()).json).toMatchObject({ expires_in: 60 });
    expect(second.control.sessions().map((session) => session.code)).toContain(code);
    expect(second.clock.now() - Date.now()).toBeGreaterThan(590_000);
    const again = Object.assign(Object.create(older), { sandbox: second });
    expect((await again.device('/api/v1/checkauthn')).status).toBe(200);
  });

  it('holds what was taken as it came, for a restart and for another sandbox', async () => {
    const server = await redis();
    const [first, other] = [await kept(server), await kept(server)];
    await playByV2({ ...acme, url: first.url });
    const known = first.control.world();
    expect(JSON.stringify(known)).toContain('ACME-MAIN');
    const fresh = (requests: readonly { readonly taken?: readonly unknown[] }[]) =>
      requests.flatMap(({ taken }) => taken ?? []);
    await playByV2({ ...acme, url: other.url });
    expect(fresh(other.control.requests())).toEqual([]);
    await first.close();

    const second = await kept(server);
    expect(second.control.world()).toEqual(known);
    await playByV2({ ...acme, url: second.url });
    expect(fresh(second.control.requests())).toEqual([]);
  });

  it('is one world to two sandboxes at once, from one request to the next', async () => {
    const server = await redis();
    const [one, two] = [await kept(server), await kept(server)];
    const here = await clientOf(one);
    const there = at(two, here);
    // Registered at this sandbox, a code from the other, signed in by the controls of this one.
    const { code } = (await there.createSession({ mvpd: 'HarborTV' })).json;
    const waiting = await here.call(`profiles/code/${code}`, {}, false);
    expect(waiting.json).toEqual({ profiles: {} });
    await ask(`${one.url}/_sandbox/signin`, jsonBody({ code, user: 'casey' }));
    const polled = await there.call(`profiles/code/${code}`, {}, false);
    expect(polled.json.profiles).toHaveProperty('HarborTV');
    expect((await there.authorize('NORTHSTAR-MAIN', 'HarborTV')).status).toBe(200);
    await there.call('logout/HarborTV?redirectUrl=https%3A%2F%2Fnorthstar.example%2F');
    expect((await here.call('profiles')).json).toEqual({ profiles: {} });
    // Rules, the clock and a reset are shared, too.
    await ask(
      `${two.url}/_sandbox/rules`,
      jsonBody({ integration: { mvpd: 'HarborTV', active: false } }),
    );
    expect((await here.authorize('NORTHSTAR-MAIN', 'HarborTV')).json.code).toBe(
      'invalid_integration',
    );
    await ask(`${one.url}/_sandbox/clock`, jsonBody({ advanceMs: 7 * 3_600_000 }));
    expect((await there.call('profiles')).status).toBe(401);
    await ask(`${two.url}/_sandbox/reset`, { method: 'POST' });
    expect((await here.renew()).json).toEqual({ error: 'invalid_client' });
    expect(Math.abs(one.clock.now() - Date.now())).toBeLessThan(60_000);
  });

  it('two worlds on one Redis are kept apart by a key', async () => {
    const server = await redis();
    const one = await kept(server);
    const other = await kept(server, { data: `${server.url}?key=another-team` });
    const client = await clientOf(one);
    expect((await client.call('profiles')).status).toBe(200);
    expect((await at(other, client).call('profiles')).status).toBe(401);
  });

  it('answers while Redis is away, and writes what happened when it is back', async () => {
    const server = await redis();
    const first = await kept(server);
    const client = await clientOf(first);
    await server.stop();
    await client.signIn();
    expect((await client.call('profiles')).json.profiles).toHaveProperty('ValleyCable');
    await server.start();
    const second = await kept(server);
    await until(async () => {
      await client.call('profiles');
      return 'ValleyCable' in ((await at(second, client).call('profiles')).json.profiles ?? {});
    });
  });

  it('forgets what was emptied behind its back', async () => {
    const server = await redis();
    const sandbox = await kept(server);
    const client = await clientOf(sandbox);
    expect((await client.call('profiles')).status).toBe(200);
    await server.command('FLUSHALL');
    expect((await client.call('profiles')).status).toBe(401);
    expect((await (await clientOf(sandbox)).call('profiles')).status).toBe(200);
  });

  it.each([
    ['a wrong password', 'wrong/p@ss'],
    ['no password', ''],
  ])('says that it may not in, without the password: %s', async (_, password) => {
    const { url } = await redis({ password: PASSWORD });
    const secret = password === '' ? '' : `:${encodeURIComponent(password)}@`;
    const data = url.replace(/\/\/.*@/, `//${secret}`);
    const error = await sandboxOf({ data }).catch((why) => why);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(/127\.0\.0\.1:\d+: the user or the password is not right\.$/);
    for (const word of [PASSWORD, 'wrong', 's3cret']) expect(error.message).not.toContain(word);
  });

  it('leaves what is not its own alone', async () => {
    const server = await redis();
    await server.command('SET', 'couchpass-sandbox', 'something');
    await expect(kept(server)).rejects.toThrow('"couchpass-sandbox" is something else there.');
    await server.command('HSET', 'other', 'clients', 'nonsense');
    await expect(kept(server, { data: `${server.url}?key=other` })).rejects.toThrow(
      /what is kept there is not a sandbox's state\.$/,
    );
  });
});

describe('a Redis that cannot be had', () => {
  const servers: Array<{ close(): void }> = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Listens, and calls `greet` for each connection. Returns the port. */
  async function listener(greet: (socket: Socket) => void): Promise<number> {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      greet(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push({
      close() {
        server.close();
        for (const socket of sockets) socket.destroy();
      },
    });
    return (server.address() as AddressInfo).port;
  }

  /** The output and the exit code of `npm run sandbox -- --data …`. */
  async function started(data: string): Promise<{ exit: number; said: string }> {
    const write = process.stderr.write.bind(process.stderr);
    let said = '';
    process.stderr.write = ((text: string) => {
      said += text;
      return true;
    }) as typeof write;
    try {
      return { exit: await main(['--port', '0', '--data', data]), said };
    } finally {
      process.stderr.write = write;
    }
  }

  const http = (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  const gossip = (socket: Socket) =>
    socket.on('data', () =>
      socket.write("-ERR unknown command 'AUTH', with args: 'topsecret'\r\n"),
    );

  it.each<[string, () => Promise<string>, RegExp]>([
    ['nobody listens', async () => '127.0.0.1:1', /:1\/2: nobody listens there\. Start Redis/],
    [
      'an unknown computer',
      async () => 'nowhere.invalid',
      /no computer is called nowhere\.invalid/,
    ],
    ['another service', async () => `127.0.0.1:${await listener(http)}`, /no Redis/],
    [
      'one that tells secrets',
      async () => `127.0.0.1:${await listener(gossip)}`,
      /unknown command/,
    ],
    ['silence', async () => `127.0.0.1:${await listener(() => {})}`, /not answer within 3 s/],
  ])('exit 2 and words, never the password: %s', async (_, address, words) => {
    const { exit, said } = await started(`redis://team:topsecret@${await address()}/2`);
    expect(exit).toBe(2);
    expect(said).toMatch(words);
    expect(said).not.toContain('topsecret');
    expect(said).not.toMatch(/\n +at /);
  });

  it.each([
    ['redis:localhost', /such as redis:/],
    ['redis://team:topsecret@host:notaport', /such as redis:/],
    ['redis://team:topsecret@host/first', /"first" is not the number of a database/],
    ['redis://team:topsecret@host?password=topsecret', /there is no "password"; there is key/],
    ['amqp://team:topsecret@host', /a folder or the address of a Redis is needed/],
  ])('exit 2 for %s', async (data, words) => {
    const { exit, said } = await started(data);
    expect(exit).toBe(2);
    expect(said).toMatch(words);
    expect(said).not.toContain('topsecret');
  });
});

describe('the address of a Redis', () => {
  it.each([
    ['redis://localhost', { host: 'localhost', port: 6379, isEncrypted: false }],
    ['rediss://r.example:1234', { host: 'r.example', port: 1234, isEncrypted: true }],
    ['redis://[::1]:7/3', { host: '::1', port: 7, database: 3 }],
    ['redis://me:p%40ss@h', { username: 'me', password: 'p@ss', shown: 'redis://h' }],
    ['redis://:100%@h', { password: '100%' }],
    ['redis://h?key=blue', { key: 'blue' }],
  ])('%s', (text, parts) => {
    expect(readRedisAddress(text)).toMatchObject(parts);
  });
});

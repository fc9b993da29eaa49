import { spawn } from 'node:child_process';
import { cp, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../apps/sandbox/main.ts';
import { until } from '../support/condition.ts';
import { makeFolder } from '../support/folder.ts';
import { sources } from '../support/sources.ts';
import { ask, clientOf, sandboxOf, TestClient } from './rig.ts';
import { acme, playByV2 } from './stranger.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => folder.remove());

/** A sandbox on this test's folder; `again` is the same client with a later sandbox. */
const kept = () => sandboxOf({ data: join(folder.path, 'data') });
function again(client: TestClient, sandbox: TestClient['sandbox']): TestClient {
  const later = new TestClient(sandbox, client.deviceId);
  return Object.assign(later, { credentials: client.credentials, token: client.token });
}

describe('with a folder for its data', () => {
  it('knows clients, tokens, codes and viewers again after a restart', async () => {
    const first = await kept();
    const client = await clientOf(first);
    await client.signIn('alex', 'HarborTV');
    const waiting = await clientOf(first, 'tv-2');
    const { code } = (await waiting.createSession()).json;
    await first.close();

    const second = await kept();
    const same = again(client, second);
    expect((await same.call('profiles')).json.profiles).toHaveProperty('HarborTV');
    expect((await same.authorize('NORTHSTAR-MAIN', 'HarborTV')).json.decisions[0].authorized).toBe(
      true,
    );
    expect((await same.renew()).status).toBe(201);
    expect(second.control.sessions()).toMatchObject([
      { code, completed: false },
      { completed: true },
    ]);
    second.control.signIn({ code });
    expect(
      (await again(waiting, second).call(`profiles/code/${code}`)).json.profiles,
    ).toHaveProperty('ValleyCable');
  });

  it('knows what was taken as it came, and takes it for no news', async () => {
    const first = await kept();
    await playByV2({ ...acme, url: first.url });
    const known = first.control.world();
    expect(JSON.stringify(known)).toContain('ACMETV');
    expect(JSON.stringify(known)).toContain('ACME-MAIN');
    await first.close();

    const second = await kept();
    expect(second.control.world()).toEqual(known);
    const { decision } = await playByV2({ ...acme, url: second.url });
    expect(decision.authorized).toBe(true);
    expect(second.control.requests().flatMap(({ taken }) => taken ?? [])).toEqual([]);
  });

  it('keeps what was changed or taken away, not only what was added', async () => {
    const first = await kept();
    const client = await clientOf(first);
    await client.signIn();
    const other = await clientOf(first, 'tv-2');
    await other.signIn('alex', 'HarborTV');
    first.control.rules({ revokeCredentials: { clientId: other.credentials.client_id } });
    await client.call('logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2F');
    await first.close();

    const second = await kept();
    expect((await again(client, second).call('profiles')).json).toEqual({ profiles: {} });
    expect((await again(other, second).call('profiles')).json.code).toBe(
      'invalid_access_token_client_application',
    );
  });

  it('keeps the rules and the clock; requests and faults end with the process', async () => {
    const first = await kept();
    await clientOf(first);
    first.clock.advance(86_400_000);
    first.control.rules({ tokenLifeS: 60, integration: { mvpd: 'HarborTV', active: false } });
    first.control.addFault({ path: '/**', status: 500 });
    await first.close();

    const second = await kept();
    expect(second.control.rules()).toMatchObject({
      tokenLifeS: 60,
      inactiveIntegrations: expect.arrayContaining(['NORTHSTAR/HarborTV']),
    });
    expect(second.clock.now() - Date.now()).toBeGreaterThan(86_000_000);
    expect(second.control.requests()).toEqual([]);
    expect(second.control.faults()).toEqual([]);
  });

  it('is as new after a reset, and after a restart too', async () => {
    const first = await kept();
    const client = await clientOf(first);
    await ask(`${first.url}/_sandbox/reset`, { method: 'POST' });
    await first.close();
    const second = await kept();
    expect((await again(client, second).call('profiles')).status).toBe(401);
  });

  it('loses no answered request when it is killed', async () => {
    const answered: TestClient[] = [];
    for (let life = 0; life < 2; life++) {
      const { child, url } = await program();
      const sandbox = { url } as TestClient['sandbox'];
      let going = true;
      const busy = Array.from({ length: 8 }, async (_, worker) => {
        for (let i = 0; going; i++) {
          const client = new TestClient(sandbox, `tv-${life}-${worker}-${i}`);
          await client.register();
          await client.renew();
          answered.push(client);
        }
      });
      await until(() => answered.length >= 40 * (life + 1));
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      going = false;
      await Promise.allSettled(busy);
      await ended;
    }
    const last = await kept();
    for (const client of answered)
      expect((await again(client, last).call('profiles')).status).toBe(200);
  }, 60_000);

  it('loses only the last write when that was torn in the middle', async () => {
    const first = await kept();
    const clients: TestClient[] = [];
    for (const device of ['tv-1', 'tv-2', 'tv-3']) clients.push(await clientOf(first, device));
    // The state after a crash: nothing was closed, and the end of the log is missing.
    const copy = await copyOf(join(folder.path, 'data'));
    const log = (await readdir(copy)).filter((name) => name.endsWith('.log')).at(-1) ?? '';
    await truncate(join(copy, log), (await stat(join(copy, log))).size - 3);
    const second = await sandboxOf({ data: copy });
    const statuses = [];
    for (const client of clients)
      statuses.push((await again(client, second).call('profiles')).status);
    expect(statuses).toEqual([200, 200, 401]);
    // The token was the last write; its client had been written before.
    const [, , third] = clients;
    if (third) expect((await again(third, second).renew()).status).toBe(201);
  });

  it('tells in words of a folder that it cannot have, exit 2', async () => {
    const { child, url, seen } = await program();
    const taken = await program(false);
    expect(await taken.ended).toBe(2);
    expect(taken.seen.err).toContain('another sandbox keeps its state there');
    expect(taken.seen.err).not.toMatch(/\n +at /);
    expect((await ask(`${url}/_sandbox/clock`)).status).toBe(200);
    child.kill('SIGTERM');
    await until(() => child.exitCode !== null);
    expect(seen.err).toBe('');
    await writeFile(join(folder.path, 'file'), '');
    await expect(sandboxOf({ data: join(folder.path, 'file') })).rejects.toThrow(
      /^--data .*file: /,
    );
  });

  it.each([[['--data', '']], [['--data', 'mongodb://localhost']]])(
    'refuses %j, exit 2',
    async (args) => {
      const write = process.stderr.write.bind(process.stderr);
      let said = '';
      process.stderr.write = ((text: string) => {
        said += text;
        return true;
      }) as typeof write;
      try {
        expect(await main(args)).toBe(2);
      } finally {
        process.stderr.write = write;
      }
      expect(said).toContain('a folder or the address of a Redis is needed');
    },
  );

  async function copyOf(path: string): Promise<string> {
    await cp(path, `${path}-copy`, { recursive: true, filter: (name) => !name.endsWith('LOCK') });
    return `${path}-copy`;
  }

  /** Runs `apps/sandbox/main.ts` on this test's folder in a separate process. */
  async function program(starts = true) {
    const file = fileURLToPath(new URL('../../apps/sandbox/main.ts', import.meta.url));
    const data = join(folder.path, 'data');
    const args = ['--import', sources, file, '--port', '0', '--no-throttle', '--data', data];
    const child = spawn(process.execPath, args);
    const seen = { out: '', err: '' };
    child.stdout.on('data', (text) => {
      seen.out += text;
    });
    child.stderr.on('data', (text) => {
      seen.err += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const url = starts ? await until(() => /Sandbox: +(http:\S+)/.exec(seen.out)?.[1]) : '';
    return { child, seen, ended, url };
  }
});

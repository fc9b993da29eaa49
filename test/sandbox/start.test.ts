import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { startSandbox } from '../../apps/sandbox/index.ts';
import { main } from '../../apps/sandbox/main.ts';
import { until } from '../support/condition.ts';
import { sources } from '../support/sources.ts';
import { ask, clientOf, sandboxOf } from './rig.ts';

const program = fileURLToPath(new URL('../../apps/sandbox/main.ts', import.meta.url));

/** Runs `apps/sandbox/main.ts` in a separate process. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', sources, program, ...args], {
    env: { ...process.env, ...env },
  });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    seen.out += data;
  });
  child.stderr.on('data', (data) => {
    seen.err += data;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, seen, ended };
}

/** The same in this process, for runs that end at once. */
async function inProcess(...args: string[]) {
  const seen = { out: '', err: '' };
  const catchIn = (name: 'out' | 'err') => (text: string | Uint8Array) => {
    seen[name] += text;
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catchIn('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catchIn('err')),
  ];
  try {
    return { code: await main(args), ...seen };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('startSandbox', () => {
  it('starts within 300 ms, on a free port of this machine', async () => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const startedAt = performance.now();
      const sandbox = await sandboxOf();
      times.push(performance.now() - startedAt);
      expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
    }
    expect(Math.min(...times)).toBeLessThan(300);
  });

  it('runs many at once, each a world of its own', async () => {
    const sandboxes = await Promise.all(Array.from({ length: 20 }, () => sandboxOf()));
    expect(new Set(sandboxes.map(({ port }) => port)).size).toBe(20);
    const [one, two] = sandboxes;
    if (!one || !two) throw new Error('no sandboxes');
    const client = await clientOf(one);
    await client.signIn();
    two.clock.advance(1e9);
    two.control.rules({ tokenLifeS: 1 });
    expect((await client.call('profiles/ValleyCable')).status).toBe(200);
    expect(two.control.requests()).toEqual([]);
    const foreign = await ask(`${two.url}/api/v2/NORTHSTAR/profiles`, {
      headers: { authorization: `Bearer ${client.token}` },
    });
    expect(foreign.status).toBe(401);
  });

  it('closes although somebody listens, and gives the port back', async () => {
    const sandbox = await startSandbox({ quiet: true });
    const response = await fetch(`${sandbox.url}/_sandbox/events`);
    const ended = response.text().catch(() => 'broken off');
    await sandbox.close();
    expect(await ended).toMatch(/hello|broken off/);
    await expect(fetch(sandbox.url)).rejects.toThrow();
    const again = await startSandbox({ port: sandbox.port, quiet: true });
    await again.close();
  });

  it('rejects when the port is taken', async () => {
    const { port } = await sandboxOf();
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the command', () => {
  it('prints the address and what it is not, serves, and ends on SIGTERM', async () => {
    const { child, seen, ended } = run(['--port', '0']);
    const url = await until(() => /Sandbox: +(http:\S+)/.exec(seen.out)?.[1]);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(seen.out).toMatch(/not the real\s+service/);
    expect((await ask(`${url}/_sandbox/clock`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(seen.err).toBe('');
  });

  it('prints the token that its controls ask for, when others can reach it', async () => {
    const { child, seen, ended } = run(['--port', '0', '--host', '0.0.0.0']);
    const token = await until(() => /Token: +([\w-]{24})\n/.exec(seen.out)?.[1]);
    const url = /Sandbox: +(http:\S+)/.exec(seen.out)?.[1];
    expect(seen.out).toMatch(/everything under \/_sandbox ask for the token/);
    expect((await ask(`${url}/_sandbox/clock`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(`${url}/_sandbox/clock`, { headers })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('takes a token from the environment, and does not print it', async () => {
    const token = 'a-token-of-the-test';
    const { child, seen, ended } = run(['--port', '0'], { SANDBOX_TOKEN: token });
    const url = await until(() => /Sandbox: +(http:\S+)/.exec(seen.out)?.[1]);
    expect((await ask(`${url}/_sandbox/clock`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(`${url}/_sandbox/clock`, { headers })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(seen.out + seen.err).not.toContain(token);
    expect(seen.out).toContain('SANDBOX_TOKEN');
  });

  it('tells a taken port in words, exit 2', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    const { seen, ended } = run(['--port', String(port)]);
    expect(await ended).toBe(2);
    expect(seen.err).toContain(`port ${port} of 127.0.0.1 is taken`);
    expect(seen.err).not.toMatch(/\n +at /);
    await new Promise((resolve) => blocker.close(resolve));
  });

  it.each([
    [['--port', 'ninety'], '--port ninety'],
    [['--port', '70000'], '--port 70000'],
    [['--mode', 'loose'], '--mode loose'],
    [['--service-token-key', 'package.json'], 'a file with a public RSA key'],
    [['--colour'], '--colour'],
    [['--public-url', 'tv.local'], '--public-url tv.local: an address such as'],
    [['--activate-origin', 'javascript:x'], '--activate-origin javascript:x: an address such as'],
    [['--report', 'no-such-folder/a.html'], 'there is no such file or folder'],
    [['--allow-host', 'http://tv.local'], '--allow-host http://tv.local: a host name'],
    [['--host', ''], '--host: an address'],
  ])('tells %j in words, exit 2', async (args, words) => {
    const { code, err } = await inProcess(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toMatch(/\n +at /);
  });

  it('takes what --data takes from the environment, and names that in a fault', async () => {
    vi.stubEnv('SANDBOX_DATA', 'redis://user:pass-word@127.0.0.1:1/not-a-number');
    const { code, err } = await inProcess('--port', '0');
    vi.unstubAllEnvs();
    expect(code).toBe(2);
    expect(err).toMatch(/Redis|database/);
    expect(err).not.toContain('pass-word');
  });

  it('tells a token that is none, exit 2, without repeating it', async () => {
    vi.stubEnv('SANDBOX_TOKEN', 'short one');
    const { code, err } = await inProcess('--port', '0');
    vi.unstubAllEnvs();
    expect(code).toBe(2);
    expect(err).toContain('SANDBOX_TOKEN of the environment: a token has 16 to 200');
    expect(err).not.toContain('short one');
  });

  it('tells an address that this machine does not have, exit 2', async () => {
    const { code, err } = await inProcess('--host', '203.0.113.77', '--port', '0');
    expect(code).toBe(2);
    expect(err).toContain('203.0.113.77 is not an address of this machine');
  });

  it('explains itself with --help', async () => {
    const { code, out } = await inProcess('--help');
    expect(code).toBe(0);
    for (const option of ['--port', '--host', '--mode']) expect(out).toContain(option);
  });
});

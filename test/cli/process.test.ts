import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { root } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { readReports } from './cliRig.ts';

let sandbox: Sandbox;
let store: string;

beforeAll(async () => {
  sandbox = await startSandbox({ quiet: true });
  store = await mkdtemp(join(tmpdir(), 'couchpass-process-'));
});

afterAll(async () => {
  await sandbox.close();
  await rm(store, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  output(): string;
  complaints(): string;
  /** Exit code. */
  readonly ended: Promise<number | null>;
}

function start(program: string, args: readonly string[]): Running {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PASS_BASE_URL: sandbox.url },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  return {
    child,
    output: () => output,
    complaints: () => complaints,
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

function pass(...args: string[]): Running {
  return start(process.execPath, ['tools/pass.mjs', '--store', store, ...args]);
}

describe('the program itself', () => {
  it('signs in with Enter on its standard input, and ends', async () => {
    const login = pass('login', '--json');
    await until(() => login.output().includes('"code"'), { what: 'a code' });
    const [report] = readReports(login.output());
    if (report?.event !== 'code') throw new Error('no code');
    sandbox.control.signIn({ code: report.code });
    login.child.stdin?.write('\n');
    expect(await login.ended).toBe(0);
    expect(readReports(login.output()).at(-1)).toMatchObject({ event: 'signedIn' });
    expect(login.complaints()).toBe('');
  });

  it('is started by npm, which keeps its exit code', async () => {
    const status = start('npm', ['run', '-s', 'pass', '--', 'status', '--json', '--store', store]);
    const code = await status.ended;
    const [report] = readReports(status.output());
    expect(report).toMatchObject({ event: 'status', signedIn: true });
    expect(code).toBe(0);
  });

  it('cancels politely when interrupted', async () => {
    const other = await mkdtemp(join(tmpdir(), 'couchpass-process-'));
    try {
      const login = pass('login', '--store', other);
      await until(() => login.output().includes('type this code'), { what: 'a code' });
      login.child.kill('SIGINT');
      expect(await login.ended).toBe(4);
      expect(login.complaints()).toBe('Cancelled.\n');
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it('tells a mistake in words, without a stack', async () => {
    const mistaken = pass('status', '--quietly');
    expect(await mistaken.ended).toBe(2);
    expect(mistaken.complaints()).toContain("Unknown option '--quietly'.");
    expect(mistaken.complaints()).not.toMatch(/\n\s+at /);
  });

  it('is one device and one client, however many start on an empty store at once', async () => {
    const other = await mkdtemp(join(tmpdir(), 'couchpass-process-'));
    const mark = sandbox.control.requests().at(-1)?.seq ?? 0;
    try {
      const all = Array.from({ length: 4 }, () => pass('profiles', '--json', '--store', other));
      const codes = await Promise.all(all.map(({ ended }) => ended));
      expect(new Set(codes).size).toBe(1);
      const asked = sandbox.control.requests(mark);
      const of = (path: string) => asked.filter((request) => request.path === path);
      expect(of('/o/client/register')).toHaveLength(1);
      const profiles = asked.filter(({ path }) => path.endsWith('/profiles'));
      expect(profiles).toHaveLength(4);
      const devices = profiles.map(({ headers }) => headers['ap-device-identifier']);
      expect(new Set(devices).size).toBe(1);
      expect((await readdir(other)).filter((name) => name.startsWith('.'))).toEqual([]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });
});

import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { type Outside, startOutside } from './outside/index.ts';
import { type Program, runLine } from './program.ts';

let outside: Outside;
let folder: string;
let store: string;

beforeEach(async () => {
  outside = await startOutside();
  folder = await mkdtemp(join(tmpdir(), 'couchpass-writing-'));
  store = join(folder, 'store');
});

afterEach(async () => {
  await outside.close();
  await rm(folder, { recursive: true, force: true });
});

const node = process.execPath;
/** A shell command line in which PASS is the terminal client with this store. */
const line = (text: string, env: Record<string, string> = {}): Program =>
  runLine(text.replace('PASS', `${node} tools/pass.mjs --store '${store}'`), {
    PASS_BASE_URL: outside.url,
    ...env,
  });

describe('output that cannot be written', () => {
  it.each([
    ['PASS providers > /dev/full', 74],
    ['PASS providers --json > /dev/full', 74],
    ['PASS --help > /dev/full', 74],
    ['PASS status > /dev/full', 74],
    [`${node} tools/judge.mjs --help > /dev/full`, 74],
    [`${node} tools/package.mjs --help > /dev/full`, 74],
    [`${node} tools/sandbox.mjs --help > /dev/full`, 74],
  ])('%s exits with %i, and says so on the error stream', async (text, code) => {
    const program = line(text);
    expect(await program.ended).toBe(code);
    expect(program.err()).toMatch(/^The output cannot be written: ENOSPC/m);
    expect(program.err()).not.toMatch(/\n\s+at /);
  });

  it('on the error stream turns success into 74, and leaves any other exit code', async () => {
    outside.kept.approved = true;
    expect(await line('PASS status --trace 2> /dev/full').ended).toBe(74);
    expect(await line('PASS dance 2> /dev/full').ended).toBe(2);
  });

  it('to a reader that went away is no error', async () => {
    const program = line('PASS providers --trace --json | head -c 1');
    expect(await program.ended).toBe(0);
    expect(program.err()).toBe('');
  });
});

describe('a store that cannot be read', () => {
  const client = () => join(store, 'couchpass_2f_client.json');
  const commands = ['status', 'login', 'logout'];

  it.each<[string, string, () => Promise<unknown>]>([
    ['a folder in the place of a file', 'cannot be read (EISDIR)', () => mkdir(client())],
    ['broken JSON', 'is not JSON: it was edited', () => writeFile(client(), '{"version":1,')],
    ['an empty file', 'is not JSON: it was edited', () => writeFile(client(), '')],
    [
      'broken JSON of the device',
      'is not JSON: it was edited',
      () => writeFile(join(store, 'platform_2f_device.json'), '"3f1'),
    ],
    [
      'a file in the place of the store',
      'cannot be read (ENOTDIR)',
      async () => {
        await rm(store, { recursive: true });
        await writeFile(store, '');
      },
    ],
  ])(
    '(%s) is told: %s; nobody is asked, nobody registers',
    async (_, wrong, spoil) => {
      await mkdir(store);
      await spoil();
      for (const command of commands) {
        const program = line(`PASS ${command}`);
        expect(await program.ended).toBe(2);
        expect(program.err()).toContain(store);
        expect(program.err()).toContain(`${wrong}`);
        expect(program.err()).toContain('Nothing was asked.');
        expect(program.err()).toContain('--store');
        expect(program.out()).toBe('');
      }
      expect(outside.seen).toEqual([]);
    },
    60_000,
  );

  it('(no permission) is told, and nobody registers', async () => {
    const nobody = 65_534;
    await mkdir(store);
    await writeFile(client(), '{}');
    const isRoot = process.getuid?.() === 0;
    // Root may read everything: another user has to try.
    if (isRoot) await chown(client(), 0, 0);
    await chmod(client(), isRoot ? 0o600 : 0o000);
    if (isRoot) await chmod(folder, 0o777);
    const reachable = !isRoot || (await othersReach(root));
    if (!reachable) return console.warn(`Others do not reach ${root}: EACCES is not tried.`);
    const as = isRoot ? `setpriv --reuid ${nobody} --regid ${nobody} --clear-groups ` : '';
    const program = line(`${as}PASS status`, { HOME: folder, TMPDIR: folder });
    expect(await program.ended, program.err()).toBe(2);
    expect(program.err()).toContain(`${client()} cannot be read (EACCES). Nothing was asked.`);
    expect(outside.seen).toEqual([]);
  });

  it('leaves the files of others alone', async () => {
    await mkdir(store);
    await writeFile(join(store, 'notes.json'), 'no JSON');
    const program = line('PASS providers');
    expect(await program.ended, program.err()).toBe(0);
  });

  it('is a finding of doctor', async () => {
    await mkdir(store);
    await writeFile(client(), '{');
    const program = line('PASS doctor');
    expect(await program.ended).toBe(1);
    expect(program.out()).toContain(`✗ storage: ${client()} is not JSON`);
  });
});

describe('a store that cannot be written', () => {
  /** Files of this process cannot grow: simulates a full disk. */
  const full = 'ulimit -f 0; trap "" XFSZ; exec';

  it('is told at the end of a sign-in, which then does not end in success', async () => {
    const login = line(`${full} PASS login`);
    await until(() => login.out().includes('type this code'), { what: 'a code' });
    outside.kept.approved = true;
    login.type('\n');
    expect(await login.ended, login.err()).toBe(74);
    expect(login.out()).toContain('Signed in with Valley Cable');
    expect(login.err()).toContain('The store cannot be written: what was learnt is forgotten');
    expect(await readdir(store).catch(() => [])).toEqual([]);
  });

  it('is told beside any other answer, which holds', async () => {
    outside.kept.approved = true;
    const status = line(`${full} PASS status`);
    expect(await status.ended).toBe(0);
    expect(status.out()).toContain('Signed in with Valley');
    expect(status.err()).toContain('The store cannot be written');
  });
});

/** Whether every user may enter every folder on the path. */
async function othersReach(path: string): Promise<boolean> {
  for (let at = path; at !== '/'; at = join(at, '..')) {
    if (((await stat(at)).mode & 0o005) !== 0o005) return false;
  }
  return ((await stat(process.execPath)).mode & 0o001) !== 0;
}

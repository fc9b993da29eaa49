import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../apps/sandbox/index.ts';
import { bundleWeights, sayWeights } from '../../tools/bundleWeight.ts';
import { published } from '../../tools/library.ts';
import { root, settingsFile } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { exampleOf } from './judge/docsExample.ts';
import { installed, installPacked, manifestOf } from './packed.ts';

const run = promisify(execFile);

/** Another project's test, written as our README describes. */
const PROGRAM = `
import assert from 'node:assert/strict';
import { createPassService, readSettings } from '@couchpass/core';
import { softwareStatement, startSandbox } from '@couchpass/sandbox';

const times = [];
const sandboxes = [];
for (let i = 0; i < 5; i++) {
  const startedAt = performance.now();
  sandboxes.push(await startSandbox({ quiet: true }));
  times.push(performance.now() - startedAt);
}
sandboxes.push(...(await Promise.all(Array.from({ length: 10 }, () => startSandbox()))));
assert.equal(new Set(sandboxes.map(({ url }) => url)).size, 15);

const [{ url, control }] = sandboxes;
const registered = await fetch(url + '/o/client/register', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ software_statement: softwareStatement('northstar-tv') }),
});
assert.equal(registered.status, 201);
assert.equal(control.requests().length, 1);
assert.deepEqual(sandboxes[1].control.requests(), []);
// What is read from files as it runs came along in the package.
for (const path of ['/_sandbox/', '/_sandbox/console.js', '/programmer/feed.json'])
  assert.equal((await fetch(url + path)).status, 200, path);

assert.equal(typeof createPassService, 'function');
assert.equal(typeof readSettings, 'function');
await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
console.log(JSON.stringify({ fastest: Math.min(...times) }));
`;

const TYPED_PROGRAM = `
import { type Couchpass, readSettings } from '@couchpass/core';
import { createBrowserPlatform } from '@couchpass/platforms/browser';
import { type Sandbox, startSandbox } from '@couchpass/sandbox';

const sandbox: Sandbox = await startSandbox({ port: 0, mode: 'strict' });
const code: string | undefined = sandbox.control.sessions()[0]?.code;
export const kept: [typeof readSettings, Couchpass | undefined, string | undefined] = [
  readSettings,
  undefined,
  code,
];
// @ts-expect-error: there is no such mode, and whoever types it is told so
await startSandbox({ mode: 'loose' });
// @ts-expect-error: a database has a name
createBrowserPlatform({});
await sandbox.close();
`;

describe('the packed packages', { timeout: 180_000 }, () => {
  let folder: Awaited<ReturnType<typeof installPacked>>;

  beforeAll(async () => {
    const files = {
      'program.mjs': PROGRAM,
      'program.mts': TYPED_PROGRAM,
      'example.mts': await readFile(join(root, 'examples', 'node', 'signIn.ts'), 'utf8'),
      'settings.json': await readFile(settingsFile, 'utf8'),
      'client.ts': exampleOf('client.ts'),
      'acme.test.ts': exampleOf('acme.test.ts'),
    };
    const names = published.map(({ name }) => name);
    folder = await installPacked(files, names, ['@types/node', 'vitest']);
  }, 600_000);
  afterAll(() => folder.remove());

  /** The compiler's messages about a user's program; '' when there are none. */
  async function compile(files: readonly string[], options: object): Promise<string> {
    const config = {
      compilerOptions: {
        target: 'ES2022',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        types: ['node'],
        strict: true,
        skipLibCheck: true,
        ...options,
      },
      files,
    };
    await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(config));
    const tsc = [installed('typescript', 'bin', 'tsc'), '--project', '.'];
    const { stdout } = await run(process.execPath, tsc, { cwd: folder.path }).catch(
      (error: { stdout: string }) => error,
    );
    return stdout;
  }

  it.each(['world.schema.json', 'world.example.json'])('has %s for editors', async (name) => {
    const inside = join(
      folder.path,
      'node_modules',
      '@couchpass',
      'sandbox',
      'dist',
      'world',
      name,
    );
    const source = join(root, 'apps', 'sandbox', 'world', name);
    expect(await readFile(inside, 'utf8')).toBe(await readFile(source, 'utf8'));
  });

  it('starts sandboxes in plain Node, each within 300 ms, many at once', async () => {
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder.path });
    expect(JSON.parse(stdout).fastest).toBeLessThan(300);
  });

  it.each([
    ['@couchpass/sandbox', 'couchpass-sandbox', 'Usage: npm run sandbox'],
    ['@couchpass/sandbox', 'couchpass-judge', 'Usage: npm run judge'],
    ['couchpass', 'couchpass', 'npm run pass'],
  ])('has a program: %s, %s', async (name, program, says) => {
    const packed = join(folder.path, 'node_modules', name);
    const { bin = {} } = await manifestOf(packed);
    const { stdout } = await run(process.execPath, [join(packed, bin[program] ?? ''), '--help']);
    expect(stdout).toContain(says);
  });

  it.each([
    ['state', 'classic-level', 'npm install classic-level@3'],
    ['redis://localhost:1', '@redis/client', 'npm install @redis/client@6'],
  ])('says what --data %s needs where %s is not installed', async (place, name, command) => {
    const program = join(folder.path, 'node_modules', '@couchpass', 'sandbox', 'dist', 'bin.js');
    const args = [program, '--port', '0', '--data', place];
    const ended = await run(process.execPath, args, { cwd: folder.path }).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toContain(`${name}, which is not installed: ${command}`);
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('brings its types (module %s, moduleResolution %s)', async (module, moduleResolution) => {
    const options = { module, moduleResolution, skipLibCheck: false, outDir: moduleResolution };
    expect(await compile(['program.mts', 'example.mts'], options)).toBe('');
  });

  it('signs a viewer in with the example of docs/, as it was just compiled', async () => {
    const sandbox = await startSandbox({ quiet: true });
    const example = spawn(process.execPath, [join('nodenext', 'example.mjs')], {
      cwd: folder.path,
      env: { ...process.env, PASS_BASE_URL: sandbox.url },
    });
    let said = '';
    for (const stream of [example.stdout, example.stderr]) {
      stream.on('data', (text) => {
        said += text;
      });
    }
    const ended = once(example, 'exit');
    try {
      const code = await until(() => / and enter (\w+)/.exec(said)?.[1], { what: 'a code' });
      sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
      expect(await ended).toEqual([0, null]);
      expect(said).toContain('Signed in with Valley Cable.');
    } finally {
      example.kill();
      await sandbox.close();
    }
  });

  it('brings matchers and a fixture for vitest with their types', async () => {
    const options = { module: 'esnext', moduleResolution: 'bundler', noEmit: true };
    const more = { allowImportingTsExtensions: true };
    expect(await compile(['acme.test.ts'], { ...options, ...more })).toBe('');
    const vitest = [installed('vitest', 'vitest.mjs'), 'run', '--reporter=json', 'acme.test.ts'];
    const { stdout } = await run(process.execPath, vitest, { cwd: folder.path }).catch(
      (error: { stdout: string }) => error,
    );
    expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  });

  it('adds to a bundle what is used of it, and no more', async () => {
    const weights = await bundleWeights(folder.path);
    const rawOf = (name: string) => weights.find(({ what }) => what.trim() === name)?.raw ?? 0;
    const whole = rawOf('@couchpass/core, all of it');
    expect(whole).toBeGreaterThan(50_000);
    expect(rawOf('readSettings')).toBeGreaterThan(1_000);
    expect(rawOf('readSettings')).toBeLessThan(whole / 5);
    expect(rawOf('createPassService')).toBeLessThan(whole / 2);
    expect(rawOf('PassError')).toBeLessThan(1_000);
    expect(sayWeights(weights)).toMatch(/createCouchpass +\d+\.\d KB +\d+\.\d KB/);
  });

  it.each(published)('holds no sources, tests or tools: $name', async ({ name }) => {
    const packed = join(folder.path, 'node_modules', name);
    const files = await readdir(packed, { recursive: true, withFileTypes: true });
    const others = files
      .filter((file) => file.isFile())
      .map((file) => relative(packed, join(file.parentPath, file.name)))
      .filter((path) => !path.startsWith('dist/') || /(?<!\.d)\.ts$/.test(path));
    expect(others.sort()).toEqual(['README.md', 'package.json']);
  });
});

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { dist, root } from '../../tools/paths.ts';
import { classic } from '../../tools/rollup/classic.mjs';
import { sourceCondition } from '../../tools/sourceCondition.mjs';
import { type Running, startTestEnv } from '../support/testEnv.ts';
import { oldNodes } from './catalogue.ts';
import { fetchOldNode } from './fetchEngine.ts';

const run = promisify(execFile);
const here = process.platform === 'linux' && process.arch === 'x64';
const harness = join(root, 'test', 'engines', 'oldNodeHarness.txt');
const targets = ['webos-es5'];

describe.runIf(here)('the ES5 build on V8 of 2014 to 2017', () => {
  let folder: string;
  let core: string;
  let world: Running;
  const nodes = new Map<string, string>();

  beforeAll(async () => {
    if ((await builtMode(targets)) !== 'production') await build({ targets, quiet: true });
    world = await startTestEnv();
    folder = await mkdtemp(join(tmpdir(), 'couchpass-old-'));
    core = join(folder, 'core.js');
    await writeFile(core, await coreScript());
    for (const node of oldNodes) nodes.set(node.version, await fetchOldNode(node));
    // With this extension an old Node runs it as a script, and the linter does not demand modern syntax.
    await copyFile(harness, join(folder, 'harness.js'));
  });

  afterAll(async () => {
    await world?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const node = (version: string, ...args: string[]) =>
    run(nodes.get(version) ?? '', [join(folder, 'harness.js'), ...args], { timeout: 40_000 });

  it.each(oldNodes.map(({ near, version }) => [near, version]))(
    'as in Chromium %i: every script is understood',
    async (_near, version) => {
      for (const script of ['settings.js', 'main.js', 'player-library.js']) {
        const { stdout } = await node(String(version), join(dist, 'webos-es5', script), 'parse');
        expect(stdout).toBe('parsed');
      }
    },
  );

  it.each(oldNodes.map(({ near, version }) => [near, version]))(
    'as in Chromium %i: the core goes from the launch to a code',
    async (_near, version) => {
      const settings = JSON.stringify(world.settings);
      const { stdout } = await node(String(version), core, 'run', settings);
      const seen = JSON.parse(stdout) as {
        screens: string[];
        code: string;
        id: string;
        link: unknown;
        asked: string[];
      };
      expect(seen.screens.at(0)).toMatch(/launch|home/);
      expect(seen.screens.at(-1)).toBe('signIn');
      expect(world.sandbox.control.sessions().map(({ code }) => code)).toContain(seen.code);
      expect(seen.id).toBe(createHash('sha256').update('DUID-1').digest('hex'));
      expect(seen.link).toEqual({ kind: 'title', id: 'quiet-orbit' });
      expect(seen.asked).toContain('POST /o/client/register');
    },
  );
});

/** The core as in the ES5 build, without the parts that need a page. */
async function coreScript(): Promise<string> {
  const made = await rollup({
    input: join(root, 'test', 'engines', 'oldCore.ts'),
    plugins: [
      nodeResolve({
        browser: true,
        extensions: ['.ts', '.mjs', '.js'],
        exportConditions: [sourceCondition],
      }),
      esbuild({
        include: /\.[cm]?[jt]s$/,
        exclude: [],
        target: 'chrome63',
        tsconfig: join(root, 'tsconfig.json'),
        define: { 'process.env.NODE_ENV': '"production"' },
      }),
      classic({
        engine: 'chrome63',
        es5: true,
        polyfills: join(root, 'platforms/television/polyfills/es5.ts'),
        minify: true,
      }),
    ],
  });
  const { output } = await made.generate({ format: 'iife', inlineDynamicImports: true });
  await made.close();
  return output[0].code;
}

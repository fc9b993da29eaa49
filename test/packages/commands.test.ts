import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main as deviceMain } from '../../tools/commands/device.ts';
import { main as packageMain } from '../../tools/commands/package.ts';
import { main as packageRokuMain } from '../../tools/commands/package-roku.ts';
import { run } from '../../tools/devices/run.ts';
import { verbs } from '../../tools/devices/work.ts';
import { readIpk } from '../../tools/package/webos/ipk.ts';
import { root } from '../../tools/paths.ts';
import { makeFolder } from '../support/folder.ts';
import { startTizenStandIn } from './support/tizenStandIn.ts';
import { verifyWidget } from './support/verifyWidget.ts';

/** A built app without settings of its own. */
const built = { 'index.html': '<!doctype html>', 'main.js': '1;\n', '.env': 'SECRET' };

let folder: string;
let from: string;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('TIZEN_')) vi.stubEnv(name, undefined);
  }
  folder = await mkdtemp(join(tmpdir(), 'couchpass-pack-'));
  const made = await makeFolder(built);
  from = made.path;
  closing.push(made.remove, () => rm(folder, { recursive: true, force: true }));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const close of closing) await close();
});

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Does what `npm run` does, without starting Node, which takes longer than all the rest. */
function npmRun(script: 'package' | 'device', ...args: string[]): Promise<Said> {
  return said(() => (script === 'package' ? packageMain(args) : deviceMain(args)));
}

async function said(main: () => Promise<number>): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text) => void out.push(`${text}\n`)),
    vi.spyOn(console, 'warn').mockImplementation((text) => void err.push(`${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => void err.push(`${text}\n`)),
  ];
  try {
    const code = await main();
    return { code, out: out.join(''), err: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

interface Changed {
  brand: object;
  catalogue: object;
  platforms?: { tizen?: object };
}

async function settingsWith(change: (app: Changed) => void): Promise<string> {
  const settings = JSON.parse(await readFile(join(root, 'settings.json'), 'utf8'));
  change(settings.appSettings);
  const file = join(folder, `settings-${Math.random()}.json`);
  await writeFile(file, JSON.stringify(settings));
  return file;
}

describe('npm run package:webos and package:tizen', () => {
  it('write a package and print its SHA-256', async () => {
    const { code, out, err } = await npmRun(
      'package',
      ...['webos', '--localhost', '--no-compare', '--unpacked', '--from', from, '--out', folder],
    );
    expect(code, err).toBe(0);
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.ipk'));
    const bytes = await readFile(join(folder, name));
    expect(out).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect(err).toMatch(/baseUrl leads to http:\/\/localhost:8700,.*nothing will answer there/);
    expect(out).toMatch(
      /^Version \d+\.\d+\.\d+: LG's store takes an update only with a higher one/m,
    );
    expect([...readIpk(bytes).data.keys()].some((path) => path.includes('.env'))).toBe(false);
    const unpacked = await readdir(join(folder, name.replace('.ipk', '')));
    expect(unpacked).toEqual([
      'appinfo.json',
      'icon130.png',
      'icon80.png',
      'index.html',
      'main.js',
      'resources',
      'splash.png',
    ]);
  });

  it('warn plainly of throw-away certificates, and sign all the same', async () => {
    const { code, out, err } = await npmRun(
      'package',
      'tizen',
      '--localhost',
      '--from',
      from,
      '--out',
      folder,
    );
    expect(code, err).toBe(0);
    expect(err).toMatch(/No retail television, no store.*installs it/);
    expect(out).toMatch(
      /^Version .*: Samsung's store takes an update only with a higher one.* 255/m,
    );
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.wgt'));
    const files = unzipSync(await readFile(join(folder, name)));
    expect(verifyWidget(new Map(Object.entries(files))).problems).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['no platform', [], 'One of "webos" and "tizen" is needed'],
    ['another one', ['roku'], 'One of "webos" and "tizen" is needed, not "roku"'],
    ['an unknown option', ['webos', '--sign'], "Unknown option '--sign'"],
    ['another digest', ['tizen', '--digest', 'md5'], '--digest takes sha256 or sha512'],
    [
      'a folder that is not there',
      ['webos', '--localhost', '--from', '/no/such'],
      '/no/such: is not there',
    ],
    ['no settings', ['webos', '--settings', '/no/such'], '/no/such: cannot be read'],
  ])('refuse %s with exit code 2', async (_, args, said) => {
    const { code, err } = await npmRun('package', ...args);
    expect(err).toContain(said);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });

  it.each(['webos', 'tizen', 'roku'] as const)(
    'refuse every address of this computer in a package for %s',
    async (shell) => {
      const settings = await settingsWith((app) => {
        Object.assign(app.brand, {
          logo: 'https://localhost/l.png',
          artwork: 'https://a.localhost./',
        });
        Object.assign(app.catalogue, { playbackUrl: 'https://127.0.0.2:9/play' });
        Object.assign(app.platforms?.tizen ?? {}, { previewUrl: 'https://[::1]/tiles.json' });
      });
      const { code, err } = await (shell === 'roku'
        ? said(() => packageRokuMain(['--development', '--settings', settings]))
        : npmRun('package', shell, '--from', from, '--out', folder, '--settings', settings));
      expect(err).toMatch(/^The (app|channel) cannot be packed:\n/);
      for (const [key, address] of [
        ['pass.baseUrl', 'http://localhost:8700'],
        ['pass.activateUrl', 'http://localhost:8701/activate/'],
        ['catalogue.feedUrl', 'http://localhost:8700/programmer/feed.json'],
        ['catalogue.playbackUrl', 'https://127.0.0.2:9/play'],
        ['brand.logo', 'https://localhost/l.png'],
        ['brand.artwork', 'https://a.localhost./'],
        ['platforms.tizen.previewUrl', 'https://[::1]/tiles.json'],
      ]) {
        expect(err).toContain(
          `appSettings.${key}: leads to ${address}, which on a television or a phone is that device itself; allowed: `,
        );
      }
      expect(err).toContain('--localhost');
      expect(code).toBe(2);
    },
  );

  it.each(['webos', 'tizen', 'roku'] as const)(
    'refuse a name that would be a line of its own in a manifest of %s',
    async (shell) => {
      const settings = await settingsWith((app) =>
        Object.assign(app.brand, { name: 'Northstar\nrun_as_process=0' }),
      );
      const { code, err } = await (shell === 'roku'
        ? said(() => packageRokuMain(['--development', '--settings', settings]))
        : npmRun('package', shell, '--localhost', '--from', from, '--settings', settings));
      expect(err).toContain(
        'appSettings.brand.name: holds "Northstar\\nrun_as_process=0", which has a line break in it; allowed: a name of 1 to 40 letters on one line',
      );
      expect(code).toBe(2);
    },
  );

  it('are what the scripts of package.json start', async () => {
    const { code, err } = await run([process.execPath, join(root, 'tools', 'package.mjs'), 'roku']);
    expect(err).toContain('One of "webos" and "tizen" is needed, not "roku".');
    expect(code).toBe(2);
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    for (const platform of ['webos', 'tizen']) {
      expect(scripts[`package:${platform}`]).toBe(`node tools/package.mjs ${platform}`);
      for (const verb of verbs) {
        expect(scripts[`${verb}:${platform}`]).toBe(`node tools/device.mjs ${platform} ${verb}`);
      }
    }
  });

  it('name the key when the app has no id, or none that can be', async () => {
    const none = await settingsWith((app) => {
      delete app.platforms;
    });
    const missing = await npmRun('package', 'tizen', '--from', from, '--settings', none);
    expect(missing.err).toContain('appSettings.platforms.tizen.id: is missing');
    expect(missing.code).toBe(2);
    const icon = await settingsWith((app) =>
      Object.assign(app.platforms ?? {}, { icon: 'none.png' }),
    );
    const iconless = await npmRun(
      'package',
      'webos',
      '--localhost',
      '--from',
      from,
      '--settings',
      icon,
    );
    expect(iconless.err).toMatch(
      /appSettings\.platforms\.icon: names .*none\.png, which cannot be read/,
    );
    expect(iconless.code).toBe(2);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no page', { 'main.js': '' }, /has no index\.html/],
    ['its own manifest', { ...built, 'config.xml': '' }, /config\.xml: is there already/],
    ['names that a television refuses', { ...built, 'ü.txt': '' }, /ü\.txt: has a name/],
    [
      'other settings',
      { ...built, 'settings.js': 'window.couchpassSettings = {};\n' },
      /holds other settings than settings\.json/,
    ],
  ])('refuse an app with %s', async (_, files, said) => {
    const app = await makeFolder(files);
    closing.push(app.remove);
    const { code, err } = await npmRun('package', 'webos', '--localhost', '--from', app.path);
    expect(err).toMatch(said);
    expect(code).toBe(2);
  });
});

describe('npm run install, launch, inspect and remove', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], 'is nothing that can be done'],
    ['another verb', ['tizen', 'update'], '"tizen update" is nothing that can be done'],
    ['a host name for LG', ['webos', 'install', '--host', 'tv.local'], '--host takes an address'],
    ['a port that is none', ['tizen', 'launch', '--port', 'x'], '--port takes a port number'],
    ['an id that is a command', ['tizen', 'remove', '--id', 'x; reboot'], '--id takes the id of'],
    [
      'a link that is no JSON',
      ['webos', 'launch', '--params', 'a=b'],
      '--params takes a JSON object',
    ],
    ['a link for Tizen', ['tizen', 'launch', '--params', '{}'], '--params is for webOS only'],
  ])('refuse %s with exit code 2', async (_, args, said) => {
    const { code, err } = await npmRun('device', ...args);
    expect(err).toContain(said);
    expect(code).toBe(2);
  });

  it('say what to make first', async () => {
    const { code, err } = await npmRun('device', 'tizen', 'install', '--package', '/no/such.wgt');
    expect(err).toContain('There is no');
    expect(err).toContain('npm run package:tizen');
    expect(code).toBe(1);
  });

  it('install, launch and remove on a Tizen device, saying what they do', async () => {
    const standIn = await startTizenStandIn();
    closing.push(standIn.close);
    const out = join(folder, 'device');
    await npmRun('package', 'tizen', '--localhost', '--from', from, '--out', out);
    const [name = ''] = await readdir(out);
    const place = ['--host', '127.0.0.1', '--port', String(standIn.port)];
    const id = 'NorthstTV1.Northstar';

    const installed = await npmRun(
      'device',
      'tizen',
      'install',
      '--package',
      join(out, name),
      ...place,
    );
    expect(installed.err).toBe('');
    expect(installed.out).toContain(`Installing ${id}`);
    expect(standIn.set.apps.has(id)).toBe(true);

    expect((await npmRun('device', 'tizen', 'launch', ...place)).code).toBe(0);
    expect(standIn.set.running.has(id)).toBe(true);
    expect((await npmRun('device', 'tizen', 'remove', ...place)).code).toBe(0);

    const again = await npmRun('device', 'tizen', 'remove', ...place);
    expect(again.err).toBe(
      `  | app_id[${id}] not found\nThe app is not on it.\nInstall it first with "npm run install:tizen".\n`,
    );
    expect(again.code).toBe(1);
  });
});

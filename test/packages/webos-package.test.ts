import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFetchedCli, type WebosCli } from '../../tools/devices/webos/cli.ts';
import type { Files } from '../../tools/package/content.ts';
import { pngSize } from '../../tools/package/icons.ts';
import { packWebos } from '../../tools/package/pack.ts';
import { checkAppInfo } from '../../tools/package/webos/appinfo.ts';
import { readTar, writeTar } from '../../tools/package/webos/archive.ts';
import { compareWithLg } from '../../tools/package/webos/compare.ts';
import { readIpk, writeIpk } from '../../tools/package/webos/ipk.ts';
import { content, webosApp } from './support/fixture.ts';
import { has } from './support/programs.ts';

const cli = findFetchedCli();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-ipk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an .ipk', () => {
  it('holds the app where a set looks for it, and its manifest', async () => {
    const { name, bytes } = await packWebos(webosApp, content);
    expect(name).toBe('com.example.northstar_1.20.3_all.ipk');
    const { control, data } = readIpk(bytes);
    expect(control).toMatchObject({
      Package: 'com.example.northstar',
      Version: '1.20.3',
      Architecture: 'all',
      'webOS-Package-Format-Version': '2',
    });
    const home = 'usr/palm/applications/com.example.northstar';
    for (const [path, file] of content) {
      expect(Buffer.from(data.get(`${home}/${path}`)?.bytes ?? []), path).toEqual(
        Buffer.from(file),
      );
    }
    const info = JSON.parse(Buffer.from(data.get(`${home}/appinfo.json`)?.bytes ?? []).toString());
    expect(info).toEqual({
      id: 'com.example.northstar',
      version: '1.20.3',
      vendor: 'Northstar & Söhne',
      type: 'web',
      main: 'index.html',
      title: 'Northstar',
      appDescription: 'Northstar: television with your TV provider',
      icon: 'icon80.png',
      largeIcon: 'icon130.png',
      iconColor: webosApp.background,
      bgColor: webosApp.background,
      splashBackground: 'splash.png',
      resolution: '1920x1080',
      disableBackHistoryAPI: true,
      handlesRelaunch: false,
      accessibility: { supportsAudioGuidance: true },
    });
    expect(pngSize(data.get(`${home}/icon80.png`)?.bytes)).toEqual({ width: 80, height: 80 });
  });

  it('is the same bytes for the same app, and others for another', async () => {
    const sha256 = async (app = webosApp) =>
      createHash('sha256')
        .update((await packWebos(app, content)).bytes)
        .digest('hex');
    const first = await sha256();
    expect(await sha256()).toBe(first);
    expect(await sha256({ ...webosApp, version: '1.20.4' })).not.toBe(first);
  });

  it('is drawn on the colour of the app itself, so that nothing flashes when it starts', async () => {
    expect(await readFile('apps/tv/app.css', 'utf8')).toContain(
      `background: ${webosApp.background};`,
    );
  });

  it.skipIf(!has('ar'))('is opened by the ar and tar of this system', async () => {
    const { name, bytes } = await packWebos(webosApp, content);
    await writeFile(join(folder, name), bytes);
    const sh = (command: string) =>
      execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(sh(`ar t ${name}`)).toBe('debian-binary\ncontrol.tar.gz\ndata.tar.gz\n');
    const listed = sh(`ar p ${name} data.tar.gz | tar tvz`).trim().split('\n');
    expect(listed.every((line) => line.includes('root/root'))).toBe(true);
    expect(listed.filter((line) => line.startsWith('-'))).toHaveLength(content.size + 8);
  });

  it('takes paths as long as the format does, and says when one is longer', () => {
    const long = `${'folder/'.repeat(20)}${'x'.repeat(90)}.js`;
    const entry = { name: long, bytes: Buffer.from('1'), mode: 0o644 };
    expect(readTar(writeTar([entry])).map(({ name }) => name)).toEqual([long]);
    expect(() => writeTar([{ ...entry, name: 'y'.repeat(200) }])).toThrow('too long');
  });

  it.skipIf(cli === null)(
    "is what LG's own packager makes, but for the time of packing",
    async () => {
      const packed = await packWebos(webosApp, content);
      expect(await compareWithLg(cli as WebosCli, packed)).toEqual([]);
      const other = { ...packed, bytes: writeIpk(webosApp, new Map([...packed.files].slice(1))) };
      expect((await compareWithLg(cli as WebosCli, other)).join()).toMatch(/is only in LG's/);
    },
  );
});

describe('a manifest is looked at before anything is packed', () => {
  async function faults(
    change: (info: Record<string, unknown>, files: Map<string, Uint8Array>) => void,
  ) {
    const { files } = await packWebos(webosApp, content);
    const changed = new Map(files);
    const info = JSON.parse(Buffer.from(files.get('appinfo.json') ?? []).toString());
    change(info, changed);
    if (changed.has('appinfo.json')) changed.set('appinfo.json', Buffer.from(JSON.stringify(info)));
    return checkAppInfo(changed as Files).map(({ key, wrong }) => `${key} ${wrong}`);
  }

  it.each<[string, Record<string, unknown>, string]>([
    [
      'capitals in the id',
      { id: 'com.Example.tv' },
      'id (from appSettings.platforms.webos.id) holds "com.Example.tv"',
    ],
    [
      "LG's own id",
      { id: 'com.lge.tv' },
      'id (from appSettings.platforms.webos.id) holds "com.lge.tv"',
    ],
    ['two numbers', { version: '1.0' }, 'version (from package.json: version) holds "1.0"'],
    [
      'a leading zero',
      { version: '01.0.0' },
      'version (from package.json: version) holds "01.0.0"',
    ],
    ['no title', { title: '' }, 'title (from appSettings.brand.name) is missing'],
    ['another type', { type: 'native' }, 'type holds "native"'],
    [
      'a missing main',
      { main: 'start.html' },
      'main names start.html, which is not in the package',
    ],
    ['a missing icon', { icon: 'no.png' }, 'icon names no.png, which is not in the package'],
    [
      'an icon of another size',
      { icon: 'icon130.png' },
      'icon names icon130.png, which is 130 x 130',
    ],
    ['an icon that is none', { icon: 'main.js' }, 'icon names main.js, which is not PNG'],
    ['another resolution', { resolution: '19x20' }, 'resolution holds "19x20"'],
    ['text for a flag', { disableBackHistoryAPI: 'true' }, 'disableBackHistoryAPI holds "true"'],
    ['an unknown key', { titel: 'x' }, 'titel is not a known key'],
    [
      'a long description',
      { appDescription: 'x'.repeat(61) },
      `appDescription (from appSettings.brand.name) holds "${'x'.repeat(56)}…`,
    ],
  ])('%s', async (_, change, said) => {
    expect(await faults((info) => Object.assign(info, change))).toEqual([`appinfo.json: ${said}`]);
  });

  it('broken JSON, and none at all', async () => {
    const { files } = await packWebos(webosApp, content);
    const broken = new Map(files).set('appinfo.json', Buffer.from('{"id":'));
    expect(checkAppInfo(broken).map(({ wrong }) => wrong)).toEqual(['is not JSON']);
    expect(checkAppInfo(content)).toHaveLength(1);
  });
});

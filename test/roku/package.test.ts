import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../tools/commands/package-roku.ts';
import { settingsFile } from '../../tools/paths.ts';
import { packageRoku } from '../../tools/roku/package.ts';
import { readRokuSettings } from '../../tools/roku/settings.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const stream of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((...words) => void said.push(words.join(' ')));
  }
});
afterEach(() => void vi.restoreAllMocks());

interface Changes {
  readonly concurrency?: object;
  readonly pass?: object;
  readonly brand?: object;
  readonly catalogue?: object;
}

const https = {
  baseUrl: 'https://sp.auth.adobe.com',
  activateUrl: 'https://northstar.example/activate/',
};

/** settings.json with some changed keys. */
async function changed({ pass, brand, catalogue, concurrency }: Changes): Promise<unknown> {
  const settings = JSON.parse(await readFile(settingsFile, 'utf8'));
  Object.assign(settings.appSettings.pass, pass);
  Object.assign(settings.appSettings.brand, brand);
  Object.assign(settings.appSettings.catalogue, catalogue);
  Object.assign(settings.appSettings, concurrency && { concurrency });
  return settings;
}

/** Packs with these settings; returns the exit code. */
async function pack(changes: Changes, ...options: string[]): Promise<number> {
  const file = join(folder.path, 'settings.json');
  await writeFile(file, JSON.stringify(await changed(changes)));
  return main(['--settings', file, ...options]);
}

describe('a package for a store', () => {
  it.each([
    ['pass.baseUrl', { pass: { ...https, baseUrl: 'http://localhost:8700' } }],
    ['pass.activateUrl', { pass: { ...https, activateUrl: 'http://localhost:8701/' } }],
    ['catalogue.feedUrl', { pass: https, catalogue: { feedUrl: 'http://127.0.0.1/feed.json' } }],
    ['catalogue.playbackUrl', { pass: https, catalogue: { playbackUrl: 'http://localhost/' } }],
    ['brand.logo', { pass: https, brand: { logo: 'http://localhost/logo.png' } }],
  ])('is refused when %s is not https', async (key, changes) => {
    expect(await pack(changes)).toBe(2);
    expect(said.join('\n')).toContain(`appSettings.${key}: holds "http://`);
    expect(said.join('\n')).toContain('a package for a store speaks HTTPS only');
    expect(said.join('\n')).toContain('--development');
  });

  it('is refused with an address in a private network, and for what a Roku cannot have', async () => {
    expect(await pack({ pass: { baseUrl: 'http://192.168.1.5:8700' } })).toBe(2);
    said.length = 0;
    expect(await pack({ pass: { ...https, api: 'v1' } })).toBe(2);
    expect(said.join('\n')).toContain(
      'appSettings.pass.api: holds "v1", which the Roku channel does not speak; allowed: "v2"',
    );
    said.length = 0;
    expect(await pack({ pass: https, brand: { logo: 'https://a.example/logo.svg?x=1' } })).toBe(2);
    expect(said.join('\n')).toContain('a Roku draws no SVG');
    said.length = 0;
    const concurrency = { baseUrl: 'https://streams.example/v2/', applicationId: 'app' };
    expect(await pack({ pass: https, concurrency })).toBe(2);
    expect(said.join('\n')).toContain(
      'appSettings.concurrency.applicationId: is for a Roku too, and the channel says nothing to Concurrency Monitoring',
    );
  });

  it.each([
    ['static/nowhere.png', 'is not there'],
    ['index.html', 'is no picture'],
  ])('is refused with the logo %s, which %s', async (logo, why) => {
    expect(await pack({ pass: https, brand: { logo } })).toBe(2);
    expect(said.join('\n')).toContain(`appSettings.brand.logo: names ${logo}, which ${why}`);
  });

  it('is refused in words when there are no such settings', async () => {
    expect(await main(['--settings', join(folder.path, 'nowhere.json')])).toBe(2);
    expect(said.join('\n')).toContain('nowhere.json: cannot be read (ENOENT)');
  });
});

describe('a development package', () => {
  it.each([
    'http://192.168.1.5:8700',
    'http://10.0.0.2',
    'http://172.20.1.1:81',
    'http://169.254.1.1:1',
    'http://my-computer.local:8700',
    'http://localhost:8700',
  ])('may speak to %s, and completes addresses with it', async (baseUrl) => {
    const settings = readRokuSettings(await changed({ pass: { baseUrl } }), { development: true });
    expect(settings.appSettings.pass.baseUrl).toBe(baseUrl);
    expect(settings.appSettings.catalogue.feedUrl).toBe(
      new URL('/programmer/feed.json', baseUrl).href,
    );
  });

  it.each([
    'http://example.com',
    'http://172.32.0.1',
    'http://10.example.com',
    'http://192.168.1.5@example.com',
  ])('is refused with %s', async (baseUrl) => {
    expect(await pack({ pass: { baseUrl } }, '--development')).toBe(2);
    expect(said.join('\n')).toContain('appSettings.pass.baseUrl: holds "');
    expect(said.join('\n')).not.toContain('invalid');
    expect(said.join('\n')).toContain('192.168.x.x');
  });
});

describe('the zip', { timeout: 120_000 }, () => {
  async function filesOf(development: boolean): Promise<Record<string, string>> {
    const pass = development ? { baseUrl: 'http://192.168.1.5:8700' } : https;
    const settings = readRokuSettings(await changed({ pass }), { development });
    const made = { settings, version: '1.2.3', folder: folder.path, development };
    const { zip } = await packageRoku(made);
    const entries = Object.entries(unzipSync(await readFile(zip)));
    const texts = entries.filter(([path]) => /(\.(brs|xml|json)|manifest)$/.test(path));
    return Object.fromEntries(texts.map(([path, bytes]) => [path, strFromU8(bytes)]));
  }

  it('for a store holds nothing that speaks http, and says which Roku OS it is for', async () => {
    const files = await filesOf(false);
    const lines = files.manifest?.split('\n') ?? [];
    expect(lines).toEqual(
      expect.arrayContaining([
        'title=Northstar',
        'rsg_version=1.3',
        'sdk_instant_resume=1',
        'run_as_process=1',
        'supports_input_launch=1',
      ]),
    );
    expect(lines).not.toContain('bs_const=development=true');
    const code = Object.entries(files).filter(([path]) => path.endsWith('.brs'));
    expect(code.filter(([, text]) => /http:/i.test(text)).map(([path]) => path)).toEqual([]);
  });

  it('holds the pictures of the brand that lie beside the app, as a Roku draws them', async () => {
    const brand = { logo: '../activate/icon.svg', artwork: 'https://a.example/art.jpg' };
    const settings = readRokuSettings(await changed({ pass: https, brand }), {
      development: false,
    });
    const { zip } = await packageRoku({ settings, version: '1.2.3', folder: folder.path });
    const files = unzipSync(await readFile(zip));
    const { format, height } = await sharp(files['images/brand_logo.png']).metadata();
    expect({ format, height }).toEqual({ format: 'png', height: 104 });
    const source = strFromU8(files['source/generated/settings.brs'] as Uint8Array);
    expect(source).toContain('"pkg:/images/brand_logo.png"');
    expect(source).toContain('"https://a.example/art.jpg"');
  });

  it('for development says so in its title, and speaks to the address of the settings', async () => {
    const files = await filesOf(true);
    expect(files.manifest).toContain('title=Northstar (development)\n');
    expect(files.manifest).toContain('bs_const=development=true\n');
    expect(files['source/generated/settings.brs']).toContain('"http://192.168.1.5:8700"');
    expect(files['source/platform/httpRequest.brs']).toContain('^http://');
  });
});

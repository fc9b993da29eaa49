import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { makeFolder } from '../support/folder.ts';
import { type Running, startTestEnv } from '../support/testEnv.ts';
import { engines } from './catalogue.ts';
import { oldChromium, todaysChromium } from './chromium.ts';
import { debian, missingPackages } from './debian.ts';
import { elsewhere, lng, lngServing, serveLightning } from './lightningApp.ts';
import type { Engine } from './page.ts';
import { SimulatedTv } from './SimulatedTv.ts';
import { faces } from './scripts.ts';
import { pathTable } from './table.ts';
import { type PathResult, shortSteps, walkPath } from './tvPath.ts';
import { wpe } from './webkits.ts';

let folder: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  folder = await makeFolder();
});
afterAll(() => folder?.remove());

const built = (...parts: string[]) => join(folder.path, ...parts);

/** ms; Babel reads a megabyte for each bundle, and the repository is built before the first. */
const timeout = 600_000;

describe('Lightning’s own command line, in apps/lightning', { timeout }, () => {
  it('lng build: what startApp starts, for current engines and for older ones', async () => {
    // One command for both, because each `lng build` deletes the folder first.
    const { code, err } = await lng(['build', '--es6', '--es5'], folder.path);
    expect(code, err).toBe(0);
    expect(await readdir(built('build'))).toEqual(
      expect.arrayContaining(['appBundle.js', 'appBundle.es5.js', 'index.html', 'startApp.js']),
    );
    const statics = await readdir(built('build', 'static'), { recursive: true });
    expect(statics).toEqual(expect.arrayContaining(['icon.png', 'player-library.js']));
    expect(statics.filter((name) => name.endsWith('.woff2'))).toHaveLength(4);
  });

  it.each(['es6', 'es5'])('lng dist --%s: a folder that runs by itself', async (variant) => {
    const { code, err } = await lng(['dist', `--${variant}`], folder.path);
    expect(code, err).toBe(0);
    const files = await readdir(built('dist', variant), { recursive: true });
    expect(files).toEqual(
      expect.arrayContaining(['index.html', 'static/player-library.js', 'static/icon.png']),
    );
  });

  it('puts nothing of its own packages into what is shipped', async () => {
    const map = JSON.parse(await readFile(built('build', 'appBundle.js.map'), 'utf8')) as {
      sources: string[];
    };
    const libraries = map.sources.filter((source) => source.includes('node_modules'));
    expect(libraries.some((source) => source.includes('@lightningjs/sdk/'))).toBe(true);
    expect(libraries.filter((source) => source.includes('/cli/node_modules/'))).toEqual([]);
  });

  it.each(['serve', 'dev'] as const)('lng %s: the app by HTTP', async (command) => {
    // `dev` replaces the files in its folder.
    const place = command === 'dev' ? built('dev') : folder.path;
    const { address, end } = await lngServing(command, place);
    try {
      const page = await fetch(address);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('startApp')]);
      for (const file of ['startApp.js', 'appBundle.js', 'settings.json', 'static/icon.png']) {
        expect([file, (await fetch(`${address}${file}`)).status]).toEqual([file, 200]);
      }
    } finally {
      await end();
    }
  });
});

const results: PathResult[] = [];
afterAll(() => console.log(pathTable(results)));

/** The operator's settings of the service. */
function serviceOf({ settings }: Running): object {
  const { pass } = (settings as { appSettings: { pass: object } }).appSettings;
  return { pass };
}

/** Tests the built app with keys. @param path inside the folder */
async function walk(engine: Engine, path: string, esEnv: 'es6' | 'es5'): Promise<void> {
  const result = await walkPath(engine, `lightning ${path}`, {
    steps: shortSteps,
    app: (world) =>
      serveLightning(built(path), {
        appSettings: serviceOf(world),
        platformSettings: { esEnv },
      }),
  });
  results.push(result);
  const { failed, walked, complaints } = result;
  expect(failed).toBeNull();
  expect(Object.keys(walked)).toEqual([...shortSteps]);
  expect(complaints).toEqual([]);
}

describe('the whole path by keys, from what lng built', () => {
  const chromium = todaysChromium();
  it('Chromium, lng build, startApp', () => walk(chromium, 'build', 'es6'));
  it('Chromium, lng build --es5, startApp', () => walk(chromium, 'build', 'es5'));
  const oldest = engines.find(({ version }) => version === 64);
  const here = process.platform === 'linux' && process.arch === 'x64';
  it.runIf(here && oldest)('Chromium 64, lng dist --es5', () =>
    walk(oldest ? oldChromium(oldest) : chromium, 'dist/es5', 'es5'),
  );

  const missing = missingPackages(wpe.name, debian.wpe);
  const onBox = it.skipIf(missing.length > 0);
  onBox('WPE WebKit, lng build, startApp', () => walk(wpe, 'build', 'es6'));
  onBox('WPE WebKit, lng dist --es6', () => walk(wpe, 'dist/es6', 'es6'));
});

/** A key that is only in an operator's key map. */
const press = (code: number) => `(function () {
  var event = new Event('keydown', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'keyCode', { value: ${code} });
  return !document.body.dispatchEvent(event);
})()`;

describe('an operator', () => {
  it('has its own paths, picture server and keys, and the whole page back when the app is closed', async () => {
    const world = await startTestEnv();
    const app = await serveLightning(built('build'), {
      appSettings: {
        ...serviceOf(world),
        keys: { 112: 'Back', 113: 'Menu' },
        version: '2.0.0-abc',
      },
      platformSettings: { path: elsewhere.statics, imageServerUrl: elsewhere.pictures },
    });
    const page = await todaysChromium().start({
      ...{ profile: join(folder.path, 'profile'), shell: 'browser', before: '' },
      ...{ width: 1280, height: 720 },
    });
    try {
      await page.open(app.page);
      const simulatedTv = new SimulatedTv(page);
      await simulatedTv.on('home');
      expect(await page.evaluate(faces)).toContain('NextRegular loaded');
      const pictures = () => app.asked.filter((path) => path.startsWith(elsewhere.pictures));
      await until(() => pictures().length > 0, { what: 'a picture by the server' });
      expect(pictures()[0]).toMatch(/^\/pictures\?operator=metrological&url=http/);
      expect(app.asked.filter((path) => path.startsWith('/static/fonts/'))).toEqual([]);

      expect(await page.evaluate(press(113))).toBe(false);
      expect(await page.evaluate(press(112))).toBe(true);
      await simulatedTv.on('exit');
      await simulatedTv.choose('button-leave');
      const left =
        '["#video", "#stage", "#mirror", "canvas"].filter((it) => document.querySelector(it))';
      await until(async () => (await page.evaluate<string[]>(left)).length === 0, {
        what: 'an empty page',
      });
      // After the app is closed, it no longer handles the operator's keys.
      expect(await page.evaluate(press(112))).toBe(false);
      expect(page.complaints).toEqual([]);
    } finally {
      await page.close();
      await app.remove();
      await world.close();
    }
  });

  it('reads what is wrong with what it hands over, and gets the page back there too', async () => {
    const app = await serveLightning(built('build'), {
      appSettings: { pass: { baseUrl: 'ftp://pass.example' }, keys: { 112: 'Back' } },
      platformSettings: {},
    });
    const page = await todaysChromium().start({
      ...{ profile: join(folder.path, 'faulty'), shell: 'browser', before: '' },
      ...{ width: 1280, height: 720 },
    });
    try {
      await page.open(app.page);
      const said =
        'document.querySelector(".fault") && document.querySelector(".fault").textContent';
      const text = await until(() => page.evaluate<string | null>(said), { limit: 40_000 });
      expect(text).toContain('appSettings.pass.baseUrl');
      await until(() => page.evaluate<boolean>('document.querySelector("canvas") !== null'));
      expect(await page.evaluate(press(112))).toBe(true);
      await until(() => page.evaluate<boolean>('document.querySelector(".fault") === null'));
      expect(await page.evaluate(press(112))).toBe(false);
      expect(page.complaints).toEqual([]);
    } finally {
      await page.close();
      await app.remove();
    }
  });
});

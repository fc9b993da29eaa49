import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rollup } from 'rollup';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { root, settingsFile } from '../../tools/paths.ts';
import { classic, wrapClassic } from '../../tools/rollup/classic.mjs';
import { partOf, whatGrew } from '../../tools/rollup/parts.mjs';
import { prebuilt } from '../../tools/rollup/prebuilt.mjs';
import { televisionPage, televisionSettings } from '../../tools/rollup/televisionPage.mjs';
import { makeFolder } from '../support/folder.ts';

const folders: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

const page = () => readFile(join(root, 'apps', 'tv', 'index.html'), 'utf8');
const settings = () => readFile(settingsFile, 'utf8');
const policyOf = (html: string) =>
  /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

describe('the page on a television', () => {
  it('has classic scripts only, none inline, and its policy before them', async () => {
    for (const entry of ['tizen', 'webos']) {
      const html = televisionPage(await page(), { entry, settings: await settings() });
      const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
      expect(scripts.map(([, , inside]) => inside).join('')).toBe('');
      expect(html).not.toMatch(/type="module"|crossorigin|main\.ts/);
      expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
      const sources = scripts.map(([, attributes]) => /src="([^"]*)"/.exec(attributes ?? '')?.[1]);
      const vendor = entry === 'tizen' ? ['$WEBAPIS/webapis/webapis.js'] : [];
      expect(sources).toEqual([...vendor, 'settings.js', 'main.js']);
    }
  });

  it('lets nothing be asked without TLS, but for a sandbox on this computer', async () => {
    const raw = JSON.parse(await settings()) as { appSettings: { pass: Record<string, unknown> } };
    const local = policyOf(
      televisionPage(await page(), { entry: 'webos', settings: JSON.stringify(raw) }),
    );
    expect(local).toContain('http://localhost:*');
    Object.assign(raw.appSettings.pass, {
      baseUrl: 'https://api.example.com',
      activateUrl: 'https://tv.example.com/activate/',
    });
    const real = policyOf(
      televisionPage(await page(), { entry: 'webos', settings: JSON.stringify(raw) }),
    );
    expect(real).not.toContain('http:');
    expect(real).toMatch(/script-src 'self' file: 'unsafe-eval';/);
    expect(real).toMatch(/object-src 'none'/);
  });

  it('gets settings.json as a script, whatever it holds', () => {
    const held = { a: '</script>\u2028"', b: [1] };
    const window: { couchpassSettings?: unknown } = {};
    runInContext(televisionSettings(JSON.stringify(held)), createContext({ window }));
    expect(JSON.parse(JSON.stringify(window.couchpassSettings))).toEqual(held);
  });
});

describe('one classic script', () => {
  async function built(es5: boolean) {
    const folder = await makeFolder({
      'main.js': `
        class Base { greet() { return 'hi'; } }
        class Own extends Base { name = 'own'; greet() { return super.greet() + this.name; } }
        class Fault extends Error {}
        window.result = async () => {
          const { default: library } = await import('library');
          const { a, ...rest } = { a: 1, b: { c: 2 } };
          return [new Own().greet(), library.answer, rest.b?.c ?? 0, [...new Set([1, 1])].length,
            new Fault('x') instanceof Fault, Object.fromEntries([['k', 'v']]).k];
        };`,
      'library.cjs': 'exports.answer = 42;',
      'polyfills.js': `import 'core-js/es/object/from-entries';`,
    });
    folders.push(folder);
    const bundle = await rollup({
      input: { main: join(folder.path, 'main.js') },
      plugins: [
        prebuilt({
          name: 'library',
          file: join(folder.path, 'library.cjs'),
          as: 'later.js',
          classic: true,
        }),
        classic({
          engine: 'chrome63',
          es5,
          polyfills: join(root, 'platforms/television/polyfills/chrome63.ts'),
          minify: true,
        }),
      ],
    });
    const { output } = await bundle.generate({ format: 'iife', inlineDynamicImports: true });
    await bundle.close();
    const text = (name: string) => {
      const file = output.find(({ fileName }) => fileName === name);
      return String(file?.type === 'chunk' ? file.code : file?.source);
    };
    return { main: text('main.js'), later: text('later.js') };
  }

  /** A page that runs the given scripts, as a page from `file://` does. */
  function run({ main, later }: { main: string; later: string }, missing = false) {
    const window: { result?: () => Promise<unknown> } = {};
    const document = {
      createElement: () => ({ parentNode: { removeChild: vi.fn() } }),
      head: {
        appendChild(script: { src: string; onload(): void; onerror(): void }) {
          expect(script.src).toBe('./later.js');
          if (missing) return script.onerror();
          runInContext(later, context);
          script.onload();
        },
      },
    };
    const context = createContext({ window, document, Promise, setTimeout });
    const before = Object.keys(context);
    runInContext(main, context);
    const added = Object.keys(context).filter((name) => !before.includes(name));
    expect(added.filter((name) => name !== 'queueMicrotask')).toEqual([]);
    return window.result?.();
  }

  it.each([true, false])('runs the same whichever engine it is for (ES5: %s)', async (es5) => {
    const scripts = await built(es5);
    expect(JSON.parse(JSON.stringify(await run(scripts)))).toEqual(['hiown', 42, 2, 1, true, 'v']);
    if (es5) expect(scripts.main).not.toContain('=>');
    expect(scripts.main).not.toMatch(/\bimport\(|\?\./);
    await expect(run(scripts, true)).rejects.toThrow('later.js could not be loaded.');
  });

  it('hands a library over without a trace in the globals of others', () => {
    const window: Record<string, unknown> = {};
    runInContext(
      wrapClassic('module.exports = { a: typeof exports };', 'x.js'),
      createContext({ window }),
    );
    expect(JSON.parse(JSON.stringify(window))).toEqual({
      couchpassScripts: { 'x.js': { a: 'object' } },
    });
  });
});

describe('what a part weighs', () => {
  it.each([
    ['/home/me/node_modules/@lightningjs/core/dist/lightning.js', '@lightningjs/core'],
    ['/home/me/node_modules/a/node_modules/xstate/x.js', 'xstate'],
    ['/home/me/apps/tv/screens/Home.ts', 'apps/tv'],
    ['C:\\me\\platforms\\tizen\\keys.ts', 'platforms'],
    ['virtual:x', 'other'],
  ])('%s belongs to %s', (id, part) => {
    expect(partOf(id)).toBe(part);
  });

  it('may grow a little, and no more', () => {
    const agreed = { parts: { core: 100_000 }, scripts: { 'main.js': 200_000 } };
    const now = (core: number) => ({ parts: { core }, scripts: { 'main.js': 200_000 } });
    expect(whatGrew(now(110_000), agreed)).toEqual([]);
    expect(whatGrew(now(120_000), agreed)).toEqual(['  core: 117.2 KB, 97.7 KB agreed']);
    expect(whatGrew(now(3_000), {})).toHaveLength(1);
  });
});

import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newestChange } from '../../tools/newest.ts';
import { commonjs } from '../../tools/rollup/commonjs.mjs';
import { files } from '../../tools/rollup/files.mjs';
import { json } from '../../tools/rollup/json.mjs';
import { prebuilt } from '../../tools/rollup/prebuilt.mjs';
import { type Sizes, sizes, startFiles } from '../../tools/rollup/sizes.mjs';
import { makeFolder } from '../support/folder.ts';

const folders: { remove(): Promise<void> }[] = [];

async function folderWith(content: Record<string, string>): Promise<string> {
  const folder = await makeFolder(content);
  folders.push(folder);
  return folder.path;
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) await folder.remove();
});

describe('what loads before the first frame', () => {
  it('is the entry and all that it imports statically, and not what comes with import()', () => {
    const chunk = (imports: string[], isEntry = false) => ({ type: 'chunk', isEntry, imports });
    const bundle = {
      'main.js': { ...chunk(['shared.js'], true), dynamicImports: ['player.js'] },
      'shared.js': chunk(['deep.js', './beside.js']),
      'deep.js': chunk(['shared.js']),
      'player.js': chunk(['deep.js', 'codec.js']),
      'codec.js': chunk([]),
      'beside.js': { type: 'asset' },
      'index.html': { type: 'asset' },
    };
    expect([...startFiles(bundle)].sort()).toEqual([
      'beside.js',
      'deep.js',
      'main.js',
      'shared.js',
    ]);
  });

  it('fails the build in words when it is over the budget, and only then', async () => {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
    const path = await folderWith({ 'main.js': `console.log(${JSON.stringify(noise(4_000))});` });
    await expect(buildWith(path, { title: 'tv', startBudget: 1_024 })).rejects.toThrow(
      /tv: \d\.\d KB of script \(gzip\) load before the first frame, 1\.0 KB are allowed/,
    );
    await buildWith(path, { title: 'tv', startBudget: 8_192 });
    expect(printed.mock.lastCall?.[0]).toMatch(/\* main\.js +\d\.\d KB +\d\.\d KB\n/);
  });

  async function buildWith(path: string, options: Sizes): Promise<void> {
    const bundle = await rollup({
      input: { main: join(path, 'main.js') },
      plugins: [sizes(options)],
    });
    await bundle.write({ dir: join(path, 'out') }).finally(() => bundle.close());
  }

  /** Text that gzip cannot shorten much; the same each time. */
  function noise(length: number): string {
    let seed = 1;
    const next = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return String.fromCharCode(33 + (seed % 90));
    };
    return Array.from({ length }, next).join('');
  }
});

describe('plugins', () => {
  it('let a CommonJS file be the default export, in the bundle or beside it', async () => {
    const path = await folderWith({
      'main.js': `import small from './small.cjs'; export { small }; export const big = () => import('big');`,
      'small.cjs': 'module.exports = { name: "small" };',
      'big.cjs': 'exports.name = "big";\n//# sourceMappingURL=big.map',
    });
    const output = await generate(path, [
      prebuilt({ name: 'big', file: join(path, 'big.cjs'), as: 'big.js' }),
      commonjs({ include: ['small.cjs'] }),
    ]);
    await write(path, output);
    const built = (await import(join(path, 'out', 'main.mjs'))) as {
      small: { name: string };
      big(): Promise<{ default: { name: string } }>;
    };
    expect(built.small.name).toBe('small');
    expect(output.get('main.js')).toContain("import('./big.js')");
    expect(output.get('big.js')).not.toContain('sourceMappingURL');
    const big = (await import(join(path, 'out', 'big.mjs'))) as { default: { name: string } };
    expect(big.default.name).toBe('big');
  });

  it('leave the library out that nobody imports', async () => {
    const path = await folderWith({ 'main.js': 'export const nothing = 0;', 'big.cjs': '' });
    const big = { name: 'big', file: join(path, 'big.cjs'), as: 'big.js' };
    expect([...(await generate(path, [prebuilt(big)])).keys()]).toEqual(['main.js']);
  });

  it('keep only name and version of a package.json', async () => {
    const path = await folderWith({
      'main.js': `import about from './package.json'; import data from './data.json'; export default [about, data];`,
      'package.json': '{"name":"n","version":"1.2.3","scripts":{"secret":"x"}}',
      'data.json': '{"kept":[1,2]}',
    });
    const code = (await generate(path, [json()])).get('main.js');
    expect(code).toContain('1.2.3');
    expect(code).toContain('kept');
    expect(code).not.toContain('secret');
  });

  it('put files beside the bundle, chosen and changed', async () => {
    const path = await folderWith({
      'main.js': 'export const nothing = 0;',
      'page/index.html': '<script src="main.ts">',
      'page/deep/a.txt': 'A',
      'page/notes.md': 'not for a browser',
    });
    const output = await generate(path, [
      files([
        {
          from: join(path, 'page'),
          to: '',
          keep: (file) => !file.endsWith('.md'),
          change: (text) => text.replace('.ts', '.js'),
        },
        { from: join(path, 'page', 'deep', 'a.txt'), to: 'static/b.txt' },
      ]),
    ]);
    expect([...output.keys()].sort()).toEqual([
      'deep/a.txt',
      'index.html',
      'main.js',
      'static/b.txt',
    ]);
    expect(output.get('index.html')).toBe('<script src="main.js">');
  });

  async function generate(path: string, plugins: unknown[]): Promise<Map<string, string>> {
    const bundle = await rollup({ input: { main: join(path, 'main.js') }, plugins: plugins as [] });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    return new Map(
      output.map((file) => [
        file.fileName,
        file.type === 'chunk' ? file.code : Buffer.from(file.source).toString(),
      ]),
    );
  }

  /** As `.mjs`, so that Node treats it as a module in any folder. */
  async function write(path: string, output: Map<string, string>): Promise<void> {
    await mkdir(join(path, 'out'));
    for (const [name, code] of output) {
      await writeFile(join(path, 'out', name.replace(/\.js$/, '.mjs')), code);
    }
  }
});

describe('whether something changed', () => {
  it('is told by the newest file, however deep, and by what was deleted', async () => {
    const path = await folderWith({ 'a/b/c.ts': '1', 'a/d.ts': '1' });
    const file = join(path, 'a', 'b', 'c.ts');
    await utimes(file, 4_000_000_000, 4_000_000_000);
    expect(await newestChange([join(path, 'a')])).toBe(4_000_000_000_000);
    expect(await newestChange([join(path, 'absent')])).toBe(0);
    await rm(file);
    await utimes(join(path, 'a', 'b'), 3_000_000_000, 3_000_000_000);
    expect(await newestChange([join(path, 'a')])).toBe(3_000_000_000_000);
  });
});

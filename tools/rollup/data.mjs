import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';

/**
 * Writes JSON files beside the bundle, for data that a page loads only when it is needed. Each is joined from modules
 * of its folder that export one object of plain values (`export const es: Texts = {…}`): a later one replaces values
 * of an earlier one. The modules are watched, so that `npm run dev` notices changes.
 * @param {Readonly<Record<string, readonly string[]>>} sources names of modules by the file's path without `.json`
 * @param {string} app the app's folder
 */
export function joinedData(sources, app) {
  const files = Object.entries(sources).map(([path, names]) => ({
    fileName: `${path}.json`,
    modules: names.map((name) => join(app, dirname(path), `${name}.ts`)),
  }));
  return {
    name: 'joined-data',
    buildStart() {
      for (const file of files.flatMap(({ modules }) => modules)) this.addWatchFile(file);
    },
    generateBundle() {
      for (const { fileName, modules } of files) {
        const all = Object.assign({}, ...modules.map((file) => dataOf(readFileSync(file, 'utf8'))));
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(all)}\n` });
      }
    },
  };
}

function dataOf(source) {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  new Function('module', 'exports', code)(module, module.exports);
  const [value, ...others] = Object.values(module.exports);
  if (value === undefined || others.length > 0) throw new Error('data is one exported object');
  return value;
}

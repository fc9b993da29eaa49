import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { bundlePolyfills, minified, refuseTooNew, scriptForImport } from './classic.mjs';

/** LightningJS and what it is made of; `shelljs` is for its own set-up. */
function carried(libraries) {
  const sdk = join(libraries, '@lightningjs', 'sdk', 'package.json');
  const { dependencies } = JSON.parse(readFileSync(sdk, 'utf8'));
  return ['@lightningjs/sdk', ...Object.keys(dependencies).filter((name) => name !== 'shelljs')];
}

/**
 * Makes a chunk what Lightning's own command line takes as an app's source: one module that imports LightningJS
 * and nothing else, with nothing in it that its Babel refuses. The missing built-ins go beside it.
 * @param {{ engine: string, polyfills: Record<string, string>, libraries: string, minify: boolean }} options as of
 *   `classic`; of `polyfills`, the file that imports them by the name of the script that they become; `libraries` is
 *   node_modules
 */
export function setTopBoxApp({ engine, polyfills, libraries, minify }) {
  return {
    name: 'box-app',
    buildStart() {
      // They are in what the command line makes, and their licences go with it.
      for (const name of carried(libraries))
        this.addWatchFile(join(libraries, name, 'package.json'));
    },
    load(id) {
      // There is no page of ours to link it from.
      if (!id.endsWith('.css')) return null;
      const css = readFileSync(id, 'utf8');
      const { code } = transformSync(css, { loader: 'css', minifyWhitespace: minify });
      return { code: `export default ${JSON.stringify(code)};`, map: { mappings: '' } };
    },
    renderDynamicImport: scriptForImport,
    async renderChunk(code) {
      refuseTooNew.call(this, code, engine);
      // Before it is made old: Babel is slow, and has half as much to read then.
      return { code: minify ? await minified(code, engine) : code, map: null };
    },
    async generateBundle() {
      for (const [fileName, file] of Object.entries(polyfills)) {
        const { code } = await bundlePolyfills(file);
        const source = minify ? await minified(code, 'es5') : code;
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { bundlePolyfills, minified, refuseTooNew, scriptForImport } from './classic.mjs';

/** LightningJS and its dependencies; `shelljs` is only for its installation. */
function carried(libraries) {
  const sdk = join(libraries, '@lightningjs', 'sdk', 'package.json');
  const { dependencies } = JSON.parse(readFileSync(sdk, 'utf8'));
  return ['@lightningjs/sdk', ...Object.keys(dependencies).filter((name) => name !== 'shelljs')];
}

/**
 * Makes a chunk an app source for Lightning's own command line: one module that imports only LightningJS, without
 * syntax that its Babel refuses. The missing built-ins are written beside it.
 * @param {{ engine: string, polyfills: Record<string, string>, libraries: string, minify: boolean }} options as for
 *   `classic`; `polyfills`: by the name of the script, the file that imports them; `libraries`: the folder
 *   node_modules
 */
export function setTopBoxApp({ engine, polyfills, libraries, minify }) {
  return {
    name: 'box-app',
    buildStart() {
      // The command line's output contains them, so their licences are included.
      for (const name of carried(libraries))
        this.addWatchFile(join(libraries, name, 'package.json'));
    },
    load(id) {
      // There is no page of ours that could link the style sheet.
      if (!id.endsWith('.css')) return null;
      const css = readFileSync(id, 'utf8');
      const { code } = transformSync(css, { loader: 'css', minifyWhitespace: minify });
      return { code: `export default ${JSON.stringify(code)};`, map: { mappings: '' } };
    },
    renderDynamicImport: scriptForImport,
    async renderChunk(code) {
      refuseTooNew.call(this, code, engine);
      // Minified before the translation: Babel is slow, and then has half as much to read.
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

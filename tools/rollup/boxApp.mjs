import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { bundlePolyfills, minified, refuseTooNew, scriptForImport } from './classic.mjs';

/**
 * Makes a chunk what Lightning's own command line takes as an app's source: one module that imports LightningJS
 * and nothing else, with nothing in it that its Babel refuses. The missing built-ins go beside it.
 * @param {{ engine: string, polyfills: Record<string, string>, minify: boolean }} options as of `classic`; of
 *   `polyfills`, the file that imports them by the name of the script that they become
 */
export function boxApp({ engine, polyfills, minify }) {
  return {
    name: 'box-app',
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

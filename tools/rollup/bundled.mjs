import { build } from 'esbuild';

/**
 * A library for developers, bundled by esbuild with its CommonJS dependencies before Rollup reads it: Rollup
 * neither shakes nor splits it. A production build leaves it out: code that imports it there must be
 * unreachable.
 * @param {{ name: string, shipped: boolean }} options the package
 */
export function bundled({ name, shipped }) {
  const id = `\0bundled:${name}`;
  return {
    name: 'bundled',
    resolveId: (source) => (source !== name ? null : shipped ? { id: name, external: true } : id),
    async load(wanted) {
      if (wanted !== id) return null;
      const { outputFiles } = await build({
        stdin: { contents: `export * from '${name}';`, resolveDir: process.cwd() },
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
      });
      return { code: outputFiles[0].text, map: { mappings: '' } };
    },
  };
}

import { build } from 'esbuild';

/**
 * A library of developers' tools, with all that it needs of CommonJS, bundled by esbuild before Rollup
 * sees it: nothing of it is shaken or split. A build that is shipped leaves it out: what imports it there
 * must be unreachable.
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

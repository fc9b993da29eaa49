import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** How much a team's bundle grows by this import; bytes, minified. */
export interface Weight {
  readonly what: string;
  readonly raw: number;
  readonly gzip: number;
}

/** Usual imports of the library; unused code must not be in the bundle. */
const uses = [
  { what: '@couchpass/core, all of it', source: "export * from '@couchpass/core';" },
  { what: '  createCouchpass', source: "export { createCouchpass } from '@couchpass/core';" },
  { what: '  createPassService', source: "export { createPassService } from '@couchpass/core';" },
  { what: '  readSettings', source: "export { readSettings } from '@couchpass/core';" },
  { what: '  PassError', source: "export { PassError } from '@couchpass/core';" },
  { what: '@couchpass/platforms/browser', source: "export * from '@couchpass/platforms/browser';" },
] as const;

/**
 * Bundles each use for a browser, with the libraries that it needs; the streaming library, which is loaded
 * at the first playback, is not counted.
 * @param folder a folder from which the built package `couchpass` can be imported
 */
export async function bundleWeights(folder: string): Promise<Weight[]> {
  return Promise.all(uses.map(({ what, source }) => weigh(what, source, folder)));
}

async function weigh(what: string, source: string, folder: string): Promise<Weight> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['shaka-player'],
    write: false,
    logLevel: 'silent',
  });
  const code = outputFiles.map(({ contents }) => contents);
  const raw = code.reduce((sum, bytes) => sum + bytes.length, 0);
  return { what, raw, gzip: code.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0) };
}

/** The sizes as a text table. */
export function sayWeights(weights: readonly Weight[]): string {
  const width = Math.max(...weights.map(({ what }) => what.length)) + 2;
  const line = (what: string, raw: string, gzip: string) =>
    what.padEnd(width) + raw.padStart(12) + gzip.padStart(12);
  return [
    line('bundled and minified, dependencies included', 'raw', 'gzip').trimStart(),
    ...weights.map(({ what, raw, gzip }) => line(what, kb(raw), kb(gzip))),
  ].join('\n');
}

const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { type MergedRollupOptions, type OutputChunk, type Plugin, rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import { rollupConfig } from '../paths.ts';

/** The parts of the sources that a target includes. */
export interface Included {
  /** Absolute paths of modules. */
  readonly modules: readonly string[];
  /** Whether any part of a line is in the built target. @param line from 1 */
  ships(file: string, line: number): boolean;
}

/** Plugins that write text without a source, or only measure. */
const leftOut = /^(classic|terser|sizes|parts|files)$/;

/** Texts to use instead of files, by absolute path. */
export type Instead = ReadonlyMap<string, string>;

/** Builds a target in memory up to the step that still maps to sources, and lists the included parts. */
export async function includedIn(target: string, instead: Instead = new Map()): Promise<Included> {
  const { options, warnings } = await loadConfigFile(rollupConfig, {
    configTargets: target,
    configMode: 'production',
    configQuiet: true,
  });
  warnings.flush();
  const [config] = options as [MergedRollupOptions];
  const plugins = (config.plugins as Plugin[]).filter(({ name }) => !leftOut.test(name));
  const changed: Plugin = { name: 'instead', load: (id) => instead.get(id) ?? null };
  const bundle = await rollup({ ...config, plugins: [changed, ...plugins] });
  const { output } = await bundle.generate({ ...config.output[0], sourcemap: true });
  await bundle.close();
  const chunks = output.filter((part): part is OutputChunk => part.type === 'chunk');
  const lines = new Map<string, Set<number>>();
  for (const { map } of chunks) {
    // Relative to the target's folder; only the end of the path matters.
    eachMapping(new TraceMap(map as never), ({ source, originalLine }) => {
      if (source === null || originalLine === null) return;
      const file = source.replace(/^(\.\.?\/)+/, '');
      lines.set(file, (lines.get(file) ?? new Set()).add(originalLine));
    });
  }
  const inside = ([, { renderedLength }]: [string, { renderedLength: number }]) =>
    renderedLength > 0;
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules).filter(inside));
  return {
    modules: modules.map(([id]) => id).filter((id) => id.startsWith('/')),
    ships: (file, line) => [...lines].some(([end, all]) => file.endsWith(end) && all.has(line)),
  };
}

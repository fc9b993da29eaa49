import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { type MergedRollupOptions, type OutputChunk, type Plugin, rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import { rollupConfig } from '../paths.ts';

/** What of the sources a target is made of. */
export interface Included {
  /** Absolute paths of modules. */
  readonly modules: readonly string[];
  /** Whether anything of a line is in what ships. @param line from 1 */
  ships(file: string, line: number): boolean;
}

/** What writes text that no source has, or only measures. */
const leftOut = /^(classic|terser|sizes|parts|files)$/;

/** Texts that stand in for those of files, by absolute path. */
export type Instead = ReadonlyMap<string, string>;

/** Builds a target in memory as far as sources can still be told apart, and lists what is left of them. */
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
    // Relative to where the target would be written; what matters is the end of it.
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

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MergedRollupOptions, type RollupError, rollup, watch } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import type { Brand } from './brand/brand.ts';
import { forRollup } from './brand/forRollup.ts';
import { readBrand, watchedOf } from './brand/readBrand.ts';
import { settingsFor } from './brand/settingsFor.ts';
import { webApps } from './headers.ts';
import { writeHosting } from './hosting.ts';
import { newestChange } from './newest.ts';
import { rollupConfig, root } from './paths.ts';

export type Mode = 'production' | 'development';

export interface BuildOptions {
  readonly mode?: Mode;
  /** Names of targets in rollup.config.mjs; all of them when absent. */
  readonly targets?: readonly string[];
  /** Prints no table of sizes; the budget is checked all the same. */
  readonly quiet?: boolean;
  /** Stores the current sizes of the televisions' targets as the agreed ones. */
  readonly writeSizes?: boolean;
  /** The brand to build; that of settings.json when absent. */
  readonly brand?: Brand;
}

/** The build failed; the message describes why and where. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/** Targets for this computer's own browser, which is all that `npm start` needs. */
export const webTargets: readonly string[] = ['tv', 'activate'];

/** Targets for the packages for televisions. */
export const televisionTargets: readonly string[] = ['tizen', 'webos', 'tizen-es5', 'webos-es5'];

/** Target for Lightning's own command line. */
export const lightningTarget = 'lightning';

export const allTargets: readonly string[] = [...webTargets, ...televisionTargets, lightningTarget];

/** Sources of a build. Apps that run in Node are not built. */
const sources = [
  'apps/activate',
  'apps/tv',
  'core',
  'package-lock.json',
  'platforms',
  'rollup.config.mjs',
  'tools/brand',
  'tools/headers.ts',
  'tools/hosting.ts',
  'tools/rollup',
].map((path) => join(root, path));

const stampOf = (brand: Brand) => join(brand.dist, 'build.json');

/** Builds into the brand's folder. @throws BuildError; SettingsError when the brand cannot be used */
export async function build(options: BuildOptions = {}): Promise<void> {
  const { mode = 'production' } = options;
  const began = Date.now();
  const brand = options.brand ?? (await readBrand());
  try {
    await Promise.all((await configs(options, brand)).map(buildTarget));
  } catch (error) {
    throw new BuildError(sayBuildError(error), { cause: error });
  }
  const targets = options.targets ?? allTargets;
  if (mode === 'production') await writeHeaders(targets, brand);
  await writeStamp(targets, { mode, began }, brand);
}

/** Writes the response headers for the hosts of the web apps. */
async function writeHeaders(targets: readonly string[], brand: Brand): Promise<void> {
  const apps = webApps.filter((app) => targets.includes(app));
  for (const app of apps)
    await writeHosting(join(brand.dist, 'hosting', app), settingsFor(brand, app), app);
}

async function buildTarget(config: MergedRollupOptions): Promise<void> {
  const bundle = await rollup(config);
  for (const output of config.output) {
    if (output.dir !== undefined) await rm(output.dir, { recursive: true, force: true });
    await bundle.write(output);
  }
  await bundle.close();
}

/**
 * The mode in which `targets` were built; null when one is missing or older than its sources, or when they differ.
 * @param given the brand; that of settings.json when absent
 */
export async function builtMode(
  targets: readonly string[] = allTargets,
  given?: Brand,
): Promise<Mode | null> {
  const brand = given ?? (await readBrand());
  const stamps = await readStamps(brand);
  const [first, ...rest] = targets.map((name) => stamps[name]);
  if (first === undefined || rest.some((next) => next?.mode !== first.mode)) return null;
  const oldest = Math.min(...[first, ...rest].map((next) => next?.began ?? 0));
  const own = lookOf(brand);
  if ([first, ...rest].some((next) => next?.brand !== own)) return null;
  const changed = await newestChange([...sources, ...watchedOf(brand)]);
  return changed > oldest ? null : first.mode;
}

/**
 * Builds in development mode, and again whenever a source is saved.
 * @param onBuilt called after each build, with an error when it failed
 */
export async function watchBuild(
  onBuilt: (error: BuildError | null) => void,
): Promise<{ close(): Promise<void> }> {
  const mode = 'development';
  const brand = await readBrand();
  const watcher = watch(await configs({ mode, targets: webTargets, quiet: true }, brand));
  let failure: BuildError | null = null;
  watcher.on('event', (event) => {
    if (event.code === 'START') failure = null;
    if (event.code === 'ERROR') failure = new BuildError(sayBuildError(event.error));
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') void event.result?.close();
    if (event.code === 'END') {
      void writeStamp(webTargets, { mode, began: Date.now() }, brand);
      onBuilt(failure);
    }
  });
  return { close: () => watcher.close() };
}

async function configs(options: BuildOptions, brand: Brand): Promise<MergedRollupOptions[]> {
  const { options: found, warnings } = await loadConfigFile(rollupConfig, {
    configMode: options.mode ?? 'production',
    configBrand: forRollup(brand),
    ...(options.targets && { configTargets: options.targets.join(',') }),
    ...(options.quiet && { configQuiet: true }),
    ...(options.writeSizes && { configWriteSizes: true }),
  });
  warnings.flush();
  return found;
}

interface Stamp {
  readonly mode: Mode;
  /** ms since the epoch */
  readonly began: number;
  /** The brand at that time, because a deleted file has no date. */
  readonly brand: string;
}

async function readStamps(brand: Brand): Promise<Record<string, Stamp | undefined>> {
  try {
    return JSON.parse(await readFile(stampOf(brand), 'utf8')) as Record<string, Stamp>;
  } catch {
    return {};
  }
}

async function writeStamp(
  targets: readonly string[],
  made: Omit<Stamp, 'brand'>,
  brand: Brand,
): Promise<void> {
  const stamps = await readStamps(brand);
  for (const name of targets) stamps[name] = { ...made, brand: lookOf(brand) };
  await mkdir(brand.dist, { recursive: true });
  await writeFile(stampOf(brand), `${JSON.stringify(stamps)}\n`);
}

function lookOf(brand: Brand): string {
  return createHash('sha256')
    .update(JSON.stringify(forRollup(brand)))
    .digest('hex');
}

function sayBuildError(error: unknown): string {
  const { message, loc, frame, plugin } = error as Partial<RollupError>;
  const where = loc?.file ? `${loc.file}:${loc.line}:${loc.column}` : null;
  return [message ?? String(error), where, frame, plugin && `(said by ${plugin})`]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n');
}

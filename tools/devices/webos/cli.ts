import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache } from '../../paths.ts';
import { findProgram, run } from '../run.ts';

/** LG's command line tools. */
export interface WebosCli {
  /** Description of their source. */
  readonly source: string;
  /** The command that starts a tool such as `ares-install`. */
  command(name: AresCommand): readonly [string, ...string[]];
}

export type AresCommand =
  | 'ares-device'
  | 'ares-inspect'
  | 'ares-install'
  | 'ares-launch'
  | 'ares-package'
  | 'ares-setup-device';

const cliPackage = '@webos-tools/cli';

/** package.json and package-lock.json of the tools: all packages, each with its SHA-512. */
const lockFolder = fileURLToPath(new URL('lock', import.meta.url));
const lock = readFileSync(join(lockFolder, 'package-lock.json'));

/** The version that this project is tested with. */
export const cliVersion: string = JSON.parse(lock.toString('utf8')).packages[
  `node_modules/${cliPackage}`
].version;

/**
 * Folder of the downloaded tools. They are not among this project's own packages: they are 330 packages of 95 MB,
 * which are only needed to put an app on an LG set. Tools of another lock file have another folder.
 */
export const cliFolder = join(
  cache,
  `webos-cli-${cliVersion}-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`,
);

/** Folder of the downloaded tools' own modules (`ssh2` and so on). */
export const cliModules = join(cliFolder, 'node_modules');

/** LG's tools as installed on this computer, else as downloaded before; else null. */
export function findWebosCli(env: NodeJS.ProcessEnv = process.env): WebosCli | null {
  const installed = findProgram('ares-package', env);
  if (installed !== null && findProgram('ares-install', env) !== null) {
    return {
      source: `LG's tools (${installed})`,
      command: (name) => [findProgram(name, env) ?? name],
    };
  }
  return findFetchedCli();
}

/** The downloaded tools, even when others are installed; null before the download. */
export function findFetchedCli(): WebosCli | null {
  const programs = join(cliModules, ...cliPackage.split('/'), 'bin');
  if (!existsSync(programs)) return null;
  return {
    source: `LG's tools from npm (${cliPackage} ${cliVersion})`,
    command: (name) => [process.execPath, join(programs, `${name}.js`)],
  };
}

/**
 * Finds LG's tools, or downloads them from the package registry once, each package checked by its hash. No
 * install script of a package runs.
 * @param say called before a slow step
 * @param options `own`: ignore tools that are installed on this computer
 * @returns null when the tools are not available; the reason was printed
 */
export async function obtainWebosCli(
  say: (text: string) => void,
  { own = false }: { own?: boolean } = {},
): Promise<WebosCli | null> {
  const found = own ? findFetchedCli() : findWebosCli();
  if (found !== null) return found;
  return (await fetchWebosCli(say)) ? findFetchedCli() : null;
}

async function fetchWebosCli(say: (text: string) => void): Promise<boolean> {
  say(`Fetching LG's tools (${cliPackage} ${cliVersion}, 95 MB) into ${cache}, once.`);
  await mkdir(cache, { recursive: true });
  // First into a temporary folder: so the final folder is always complete, also with two downloads at once.
  const part = await mkdtemp(`${cliFolder}-`);
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(join(lockFolder, name), join(part, name));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
  const patience = ['--fetch-retries=1', '--fetch-timeout=30000', '--loglevel=error'];
  const ended = await run([...npm(), 'ci', ...flags, ...patience], { cwd: part, limit: 300_000 });
  if (ended.code === 0) await rename(part, cliFolder).catch(() => {});
  else {
    say(`LG's tools could not be fetched. Is the package registry reachable?\n${ended.err.trim()}`);
  }
  await rm(part, { recursive: true, force: true });
  return findFetchedCli() !== null;
}

function npm(): readonly [string, ...string[]] {
  const path = process.env.npm_execpath;
  if (path?.endsWith('.js')) return [process.execPath, path];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

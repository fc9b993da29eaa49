import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { readSettings } from '@couchpass/core';
import { UsageError } from '../args.ts';
import type { Brand } from '../brand/brand.ts';
import { readBrand } from '../brand/readBrand.ts';
import { sayWarnings } from '../brand/sayWarnings.ts';
import { versionOf } from '../package/app.ts';
import { root } from '../paths.ts';
import { sayFailure } from '../sayFailure.ts';

const help = `npm run lightning -- build|dev|serve|dist [OPTIONS]

Lightning's own command line in apps/lightning, with its own options (--es5, --es6). \`npx lng\` in that folder does the
same; in addition to it, \`dev\` builds again when the TV app's sources change, and \`dist\` begins with an empty folder
and makes the scripts small.

  --settings FILE   build and dist: the settings of another brand, with its logo, texts and theme beside it
                    (docs/brand.md); what is made goes to dist/brands/NAME/lightning-build and lightning-dist`;

const app = join(root, 'apps', 'lightning');
/** Sources of the TV app. */
const sources = ['apps/tv', 'core', 'platforms'].map((path) => join(root, path));
const commands = ['build', 'dev', 'serve', 'dist', 'watch'];

/** Returns the command's own exit code; 2 for an unknown command. */
export async function main(argv: readonly string[]): Promise<number> {
  const [command = '', ...given] = argv;
  if (!commands.includes(command)) {
    console.log(help);
    return command === '' || command === '--help' ? 0 : 2;
  }
  try {
    const { settings, options } = splitSettings(given);
    const brand = settings === null ? null : await readBrand(settings);
    if (brand) sayWarnings(brand);
    return await run(command, options, brand);
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The settings cannot be used' });
  }
}

/** `--settings FILE` is an option of this project; all others go to Lightning's command line. @throws UsageError */
function splitSettings(given: readonly string[]): { settings: string | null; options: string[] } {
  const at = given.indexOf('--settings');
  if (at < 0) return { settings: null, options: [...given] };
  const settings = given[at + 1];
  if (settings === undefined) throw new UsageError('--settings takes a file.');
  return { settings, options: [...given.slice(0, at), ...given.slice(at + 2)] };
}

async function run(
  command: string,
  options: readonly string[],
  brand: Brand | null,
): Promise<number> {
  const folders = brand && {
    build: join(brand.dist, 'lightning-build'),
    dist: join(brand.dist, 'lightning-dist'),
  };
  // Lightning's command line would keep the page of an earlier run, with old settings.
  if (command === 'dist')
    await rm(folders?.dist ?? join(app, 'dist'), { recursive: true, force: true });
  const stop = command === 'dev' || command === 'watch' ? tellChanges() : () => {};
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules', '@lightningjs', 'cli', 'bin', 'index.js'), command, ...options],
    {
      cwd: app,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(command === 'dist' ? { NODE_ENV: 'production' } : {}),
        ...(brand && folders && brandEnvironment(brand, folders)),
      },
    },
  );
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  process.off('SIGINT', pass).off('SIGTERM', pass);
  stop();
  if (code === 0 && command === 'build' && brand && folders) await nameApp(brand, folders.build);
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM'];
}

/** `lng dev` watches only its own folder: after other changes, the date of its source is set to now. */
function tellChanges(): () => void {
  const entry = join(app, 'src', 'index.js');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void utimes(entry, new Date(), new Date()), 200);
  };
  const watchers = sources.map((path) => watch(path, { recursive: true }, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Lightning's command line needs folders relative to the app's. */
function brandEnvironment(
  brand: Brand,
  folders: { readonly build: string; readonly dist: string },
) {
  return {
    COUCHPASS_SETTINGS: brand.settingsFile,
    COUCHPASS_DIST: brand.dist,
    LNG_BUILD_FOLDER: relative(app, folders.build),
    LNG_DIST_FOLDER: relative(app, folders.dist),
  };
}

/** Writes the data for an operator's store: the brand's name, version and, where it has one, reversed domain. */
async function nameApp({ settingsFile: file, raw }: Brand, folder: string): Promise<void> {
  const { appSettings } = readSettings(raw, { file });
  const { version } = await versionOf(appSettings.version);
  const path = join(folder, 'metadata.json');
  const metadata = JSON.parse(await readFile(path, 'utf8')) as object;
  const identifier = appSettings.platforms?.webos?.id;
  const named = { ...metadata, name: appSettings.brand.name, version };
  const whole = identifier === undefined ? named : { ...named, identifier };
  await writeFile(path, `${JSON.stringify(whole, null, 2)}\n`);
}

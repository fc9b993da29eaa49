import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { rm, utimes } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths.ts';

const help = `npm run lightning -- build|dev|serve|dist [OPTIONS]

Lightning's own command line in apps/lightning, with its own options (--es5, --es6). \`npx lng\` in that folder does the
same; in addition to it, \`dev\` builds again when the TV app's sources change, and \`dist\` begins with an empty folder
and makes the scripts small.`;

const app = join(root, 'apps', 'lightning');
/** What the TV app is made of. */
const sources = ['apps/tv', 'core', 'platforms'].map((path) => join(root, path));
const commands = ['build', 'dev', 'serve', 'dist', 'watch'];

/** Answers the command's own exit code; 2 for one that is not known here. */
export async function main(argv: readonly string[]): Promise<number> {
  const [command = '', ...options] = argv;
  if (!commands.includes(command)) {
    console.log(help);
    return command === '' || command === '--help' ? 0 : 2;
  }
  // It leaves the page of an earlier run as it is, with the settings of that day.
  if (command === 'dist') await rm(join(app, 'dist'), { recursive: true, force: true });
  const stop = command === 'dev' || command === 'watch' ? tellChanges() : () => {};
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules', '@lightningjs', 'cli', 'bin', 'index.js'), command, ...options],
    {
      cwd: app,
      stdio: 'inherit',
      env: { ...process.env, ...(command === 'dist' ? { NODE_ENV: 'production' } : {}) },
    },
  );
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  process.off('SIGINT', pass).off('SIGTERM', pass);
  stop();
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM'];
}

/** `lng dev` looks at its own folder only: a change elsewhere is made known to it by the date of its source. */
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

import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things are, so that every tool works from any current directory. */
export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = join(root, 'dist');
export const settingsFile = join(root, 'settings.json');
export const rollupConfig = join(root, 'rollup.config.mjs');

/** Where packages for televisions are written. */
export const packageFolder = (es5: boolean, of: string = dist) =>
  join(of, 'packages', ...(es5 ? ['es5'] : []));

/** What was fetched once and outlives a checkout; outside the repository. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'couchpass');

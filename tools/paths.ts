import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute paths, so that every tool works from any current directory. */
export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = join(root, 'dist');
export const settingsFile = join(root, 'settings.json');
export const rollupConfig = join(root, 'rollup.config.mjs');

/** Output folder of packages for televisions. */
export const packageFolder = (es5: boolean, of: string = dist) =>
  join(of, 'packages', ...(es5 ? ['es5'] : []));

/** Downloaded files that are kept between checkouts; outside the repository. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'couchpass');

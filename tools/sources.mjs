/**
 * Lets Node read the repository's TypeScript, and resolves its packages to their sources instead of their compiled
 * code: `node --import ./tools/sources.mjs PROGRAM.ts`.
 */
import { register } from 'node:module';
import { register as registerTypeScript } from 'tsx/esm/api';

registerTypeScript();
register('./sourceHooks.mjs', import.meta.url);

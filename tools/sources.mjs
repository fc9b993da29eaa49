/**
 * Lets Node read the repository's TypeScript, and its packages by their sources instead of by what was compiled
 * of them: `node --import ./tools/sources.mjs PROGRAM.ts`.
 */
import { register } from 'node:module';
import { register as registerTypeScript } from 'tsx/esm/api';

registerTypeScript();
register('./sourceHooks.mjs', import.meta.url);

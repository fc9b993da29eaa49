/** For `node --import`: runs a program of the repository in a separate process, as `npm run` starts it. */
export const sources = new URL('../../tools/sources.mjs', import.meta.url).href;

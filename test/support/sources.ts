/** For `node --import`: a program of the repository in a process of its own, as `npm run` starts it. */
export const sources = new URL('../../tools/sources.mjs', import.meta.url).href;

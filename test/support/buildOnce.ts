import { build, builtMode } from '../../tools/build.ts';

/** Vitest's global setup of the e2e project: the browser gets what the sources say. */
export default async function setup(): Promise<void> {
  if ((await builtMode()) !== 'production') await build({ quiet: true });
}

import { build, builtMode, webTargets } from '../../tools/build.ts';

/** Vitest's global setup of the e2e project: the browser gets what the sources say. */
export default async function setup(): Promise<void> {
  if ((await builtMode(webTargets)) === 'production') return;
  await build({ targets: webTargets, quiet: true });
}

import { build, builtMode, webTargets } from '../../tools/build.ts';

/**
 * Vitest's global setup of the e2e project: builds the web targets when the build is older than the
 * sources.
 */
export default async function setup(): Promise<void> {
  if ((await builtMode(webTargets)) === 'production') return;
  await build({ targets: webTargets, quiet: true });
}

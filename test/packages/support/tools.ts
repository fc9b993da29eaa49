import { findFetchedCli, obtainWebosCli } from '../../../tools/devices/webos/cli.ts';

/** Has LG's tools at hand before the first test; without them theirs are skipped, and this says why. */
export async function setup(): Promise<void> {
  if (findFetchedCli() === null) await obtainWebosCli((text) => console.log(text), { own: true });
}

import { findFetchedCli, obtainWebosCli } from '../../../tools/devices/webos/cli.ts';
import { installPrograms } from './programs.ts';

/**
 * Has the tools of others at hand before the first test: LG's from npm, and Debian's xmlsec1 and adb.
 * Tests of what cannot be had are skipped, and this says why.
 */
export async function setup(): Promise<void> {
  const say = (text: string) => console.log(text);
  if (findFetchedCli() === null) await obtainWebosCli(say, { own: true });
  installPrograms(['xmlsec1', 'adb', 'unzip', 'openssl'], say);
}

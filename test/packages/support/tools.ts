import { findFetchedCli, obtainWebosCli } from '../../../tools/devices/webos/cli.ts';
import { installPrograms } from './programs.ts';

/**
 * Installs the tools of others before the first test: LG's from npm, and Debian's xmlsec1 and adb. When a
 * tool is not available, its tests are skipped and a message gives the reason.
 */
export async function setup(): Promise<void> {
  const say = (text: string) => console.log(text);
  if (findFetchedCli() === null) await obtainWebosCli(say, { own: true });
  installPrograms(['xmlsec1', 'adb', 'unzip', 'openssl'], say);
}

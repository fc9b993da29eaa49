import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findProgram } from '../../../tools/devices/run.ts';

/** Programs of others that check our packages; each is used where it is installed. */
export type Program = 'adb' | 'ar' | 'openssl' | 'unzip' | 'xmlsec1';

export function has(program: Program): boolean {
  return findProgram(program) !== null;
}

/** Installs them where no confirmation is needed: as root on Debian, as for Chromium. */
export function installPrograms(programs: readonly Program[], say: (text: string) => void): void {
  const missing = programs.filter((program) => !has(program));
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say(`Installing ${missing.join(', ')} from Debian, once.`);
    const install = `apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends ${missing.join(' ')}`;
    try {
      execFileSync('sh', ['-c', install], { stdio: 'ignore', timeout: 180_000 });
    } catch {
      say('That did not work.');
    }
  }
  const still = missing.filter((program) => !has(program));
  if (still.length > 0) say(`Not here, so tests with it are skipped: ${still.join(', ')}.`);
}

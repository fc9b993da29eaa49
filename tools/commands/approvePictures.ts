import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromiumVariable, obtainChromium } from '../chromium.ts';
import { root } from '../paths.ts';

/**
 * `npm run approve-pictures`: draws every screen again and stores changed ones as the approved pictures, under
 * `test/e2e/pictures/`. Look at each changed picture afterwards.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const browser = obtainChromium();
  if (browser === null) {
    console.error(`There is no Chromium; name one in ${chromiumVariable}.`);
    return 1;
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const files = argv.length > 0 ? argv : ['tv-pictures', 'activate-pictures'];
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [chromiumVariable]: browser, COUCHPASS_APPROVE_PICTURES: '1' },
  });
  return status ?? 1;
}

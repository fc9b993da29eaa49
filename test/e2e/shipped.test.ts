import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dist } from '../../tools/paths.ts';

/** Developers' tools, by the names that remain in any bundle that contains them. */
const tools = /statelyai|stately\.ai|inspectionStep|inspectorFor|inspectorWindow/;

it('nothing of the inspector is in what a network ships', async () => {
  const files = (await readdir(join(dist, 'tv'))).filter((name) => name.endsWith('.js'));
  expect(files).toContain('main.js');
  expect(files.filter((name) => name.startsWith('inspect'))).toEqual([]);
  for (const name of files) {
    expect(await readFile(join(dist, 'tv', name), 'utf8')).not.toMatch(tools);
  }
});

it.each(['tv', 'activate'])('whose work is in dist/%s is said, with the licences', async (name) => {
  const notices = await readFile(join(dist, name, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const packages =
    name === 'tv'
      ? ['xstate', 'idb-keyval', '@lightningjs/core', '@lightningjs/sdk', 'shaka-player', 'lean-qr']
      : [];
  for (const title of [...packages, '@fontsource/atkinson-hyperlegible-next']) {
    expect(notices).toMatch(new RegExp(`^${title} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  expect(notices).toContain('SIL OPEN FONT LICENSE');
});

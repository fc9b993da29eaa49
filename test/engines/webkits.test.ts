import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { pathTable } from './table.ts';
import { type PathResult, shortSteps, walkPath } from './tvPath.ts';
import { webkitGtk } from './webkits.ts';

/** Of Debian's packages webkit2gtk-driver, xvfb, python3-gi and gir1.2-webkit2-4.1. */
const needed = [
  '/usr/bin/WebKitWebDriver',
  '/usr/bin/Xvfb',
  '/usr/lib/x86_64-linux-gnu/girepository-1.0/WebKit2-4.1.typelib',
  '/usr/lib/python3/dist-packages/gi/__init__.py',
];
const missing = needed.filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.log(`WebKitGTK is not walked, because this computer has no ${missing.join(', ')}.`);
}

const results: PathResult[] = [];

beforeAll(async () => {
  if (missing.length === 0 && (await builtMode(['tv'])) !== 'production') {
    await build({ targets: ['tv'], quiet: true });
  }
});
afterAll(() => console.log(pathTable(results)));

it.skipIf(missing.length > 0)(
  'WebKitGTK: the TV app’s whole path by keys, a film in HLS',
  async () => {
    const result = await walkPath(webkitGtk, 'tv', { steps: shortSteps });
    results.push(result);
    const { failed, took, video, complaints } = result;
    expect(failed).toBeNull();
    expect(Object.keys(took)).toEqual([...shortSteps]);
    // Without its codec it would be a film of another kind.
    expect(video).toMatch(/^(H\.264|VP9)/);
    expect(complaints).toEqual([]);
  },
);

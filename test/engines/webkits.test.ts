import { afterAll, beforeAll, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { debian, missingPackages } from './debian.ts';
import { pathTable } from './table.ts';
import { type PathResult, shortSteps, walkPath } from './tvPath.ts';
import { webkitGtk } from './webkits.ts';

const missing = missingPackages('WebKitGTK', debian.webkitGtk);

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

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { debian, missingPackages } from './debian.ts';
import { pathTable } from './table.ts';
import { type PathResult, shortSteps, walkPath } from './tvPath.ts';
import { webkitGtk, wpe } from './webkits.ts';

const engines = [
  { engine: webkitGtk, packages: debian.webkitGtk },
  { engine: wpe, packages: debian.wpe },
];

describe.each(engines)('the TV app in $engine.name', ({ engine, packages }) => {
  const missing = missingPackages(engine.name, packages);
  const results: PathResult[] = [];

  beforeAll(async () => {
    if (missing.length === 0 && (await builtMode(['tv'])) !== 'production') {
      await build({ targets: ['tv'], quiet: true });
    }
  });
  afterAll(() => console.log(pathTable(results)));

  it.skipIf(missing.length > 0)('walks its whole path by keys, with a film in HLS', async () => {
    const result = await walkPath(engine, 'tv', { steps: shortSteps });
    results.push(result);
    const { failed, walked, complaints } = result;
    expect(failed).toBeNull();
    expect(Object.keys(walked)).toEqual([...shortSteps]);
    expect(walked['HLS film']?.not).toBe('');
    expect(complaints).toEqual([]);
  });
});

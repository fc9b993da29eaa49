import { afterAll, beforeAll, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { debian, missingPackages } from './debian.ts';
import { phantomJs, phantomSteps, qtSteps, qtWebKit } from './oldWebkits.ts';
import { pathTable } from './table.ts';
import { type PathResult, walkPath } from './tvPath.ts';

const missing = missingPackages(qtWebKit.name, debian.qtWebKit);
const here = process.platform === 'linux' && process.arch === 'x64';
const results: PathResult[] = [];

beforeAll(async () => {
  if ((await builtMode(['webos-es5'])) !== 'production') {
    await build({ targets: ['webos-es5'], quiet: true });
  }
});
afterAll(() => console.log(pathTable(results)));

it.skipIf(missing.length > 0)(
  'WebKit of 2016: the package for the oldest sets, to a code, signed in and out, by keys',
  async () => {
    const result = await walkPath(qtWebKit, 'webos-es5', { steps: qtSteps });
    results.push(result);
    const { failed, walked, complaints } = result;
    expect(failed).toBeNull();
    expect(Object.keys(walked)).toEqual(qtSteps);
    expect(complaints).toEqual([]);
  },
);

it.runIf(here)(
  'WebKit of 2014, without WebGL: Home and a title by keys, as a screen reader has them',
  async () => {
    const result = await walkPath(phantomJs, 'webos-es5', { steps: phantomSteps });
    results.push(result);
    const { failed, walked } = result;
    expect(failed).toBeNull();
    expect(Object.keys(walked)).toEqual(phantomSteps);
  },
);

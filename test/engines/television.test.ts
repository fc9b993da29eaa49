import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { engines } from './catalogue.ts';
import { oldChromium } from './chromium.ts';
import { fetchEngine } from './fetchEngine.ts';
import { pathTable } from './table.ts';
import { type PathResult, steps, walkPath } from './tvPath.ts';

/** The oldest, the newest and two between; `npm run engines` has the others. */
const versions = [64, 79, 87, 108];
const chosen = engines.filter(({ version }) => versions.includes(version));
const targets = [...new Set(chosen.map(({ shells: [first = 'tizen'] }) => first))];
const here = process.platform === 'linux' && process.arch === 'x64';

describe.runIf(here)('the unpacked packages on engines as old as televisions', () => {
  const results: PathResult[] = [];

  beforeAll(async () => {
    if ((await builtMode(targets)) !== 'production') await build({ targets, quiet: true });
    for (const entry of chosen) await fetchEngine(entry);
  });
  afterAll(() => console.log(pathTable(results)));

  it.each(chosen.map((entry) => [entry.version, entry] as const))(
    'Chromium %i: from the start to signing out, by remote keys',
    async (_version, entry) => {
      const result = await walkPath(oldChromium(entry), entry.shells[0] ?? 'tizen');
      results.push(result);
      const { product, walked, failed, complaints } = result;
      expect(failed).toBeNull();
      expect(Object.keys(walked)).toEqual([...steps]);
      expect(product).toMatch(new RegExp(`^${entry.version}\\.`));
      // Some builds have no H.264; each must play the WebM film.
      expect(walked['WebM film']?.not).toBe('');
      expect(complaints).toEqual([]);
    },
  );
});

import { beforeAll, describe, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { engines } from './catalogue.ts';
import { fetchEngine } from './fetchEngine.ts';
import { steps, walkPath } from './tvPath.ts';

/** Both ends and the middle of what televisions have; `npm run engines` knows the others. */
const versions = [64, 79, 87, 108];
const chosen = engines.filter(({ version }) => versions.includes(version));
const targets = [...new Set(chosen.map(({ shell }) => shell))];
const here = process.platform === 'linux' && process.arch === 'x64';

describe.runIf(here)('the built app on engines as old as televisions', () => {
  beforeAll(async () => {
    if ((await builtMode(targets)) !== 'production') await build({ targets, quiet: true });
    for (const entry of chosen) await fetchEngine(entry);
  });

  it.each(chosen.map((entry) => [entry.version, entry] as const))(
    'Chromium %i: from the start to signing out, by remote keys',
    async (_version, entry) => {
      const { product, took, failed, complaints } = await walkPath(entry, entry.shell);
      expect(failed).toBeNull();
      expect(Object.keys(took)).toEqual([...steps]);
      expect(product).toMatch(new RegExp(`^${entry.version}\\.`));
      expect(complaints).toEqual([]);
    },
  );
});

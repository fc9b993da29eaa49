import { beforeAll, describe, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { debian, missingPackages } from './debian.ts';
import { firefox } from './Firefox.ts';
import { walkPhone } from './phonePath.ts';
import { webkitGtk } from './webkits.ts';

const engines = [
  { engine: webkitGtk, packages: debian.webkitGtk },
  { engine: firefox, packages: debian.firefox },
];

describe.each(engines)('the second screen in $engine.name', ({ engine, packages }) => {
  const missing = missingPackages(`${engine.name}, second screen`, packages);

  beforeAll(async () => {
    if (missing.length === 0 && (await builtMode(['activate'])) !== 'production') {
      await build({ targets: ['activate'], quiet: true });
    }
  });

  it.skipIf(missing.length > 0).each([
    [390, 844],
    [320, 640],
  ])(
    'at %i x %i px: from the code to the result, and everything fits a thumb',
    async (width, height) => {
      const { faults, complaints, pictures } = await walkPhone(engine, width, height);
      expect(faults).toEqual([]);
      expect(complaints).toEqual([]);
      expect(Object.keys(pictures)).toEqual(['code', 'confirm', 'provider', 'done']);
    },
  );
});

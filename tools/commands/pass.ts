import { runFromProcess } from 'couchpass';
import { readBrand } from '../brand/readBrand.ts';

/** `npm run pass -- COMMAND`: the same statechart in a terminal. */
export function main(argv: readonly string[]): Promise<number> {
  return runFromProcess(argv, {
    lookAtBrand: async (settingsFile) => (await readBrand(settingsFile)).warnings,
  });
}

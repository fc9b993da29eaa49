import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../tools/commands/bench.ts';
import { measureRoku } from '../roku/measure.ts';

/** What the Roku channel costs in the simulator: statements of BrightScript, which no machine changes. */
const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-roku-'));
  try {
    return await measureRoku(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export default bench;

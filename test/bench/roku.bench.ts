import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../tools/commands/bench.ts';
import { measureRoku } from '../roku/measure.ts';

/**
 * The Roku channel's cost in the simulator: BrightScript statements, whose number is the same on every
 * machine.
 */
const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-roku-'));
  try {
    return await measureRoku(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export default bench;

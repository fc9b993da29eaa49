import { statSync } from 'node:fs';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/**
 * The order in which the projects start: those with the longest files first, so that no long file runs
 * alone at the end.
 */
const order = ['engines', 'e2e', 'roku', 'packages', 'sandbox', 'unit', 'conformance', 'measured'];

/** Files that take more than a minute; measured on two processors. */
const long = [
  'test/engines/lightning.test.ts',
  'test/e2e/activate-foreign.test.ts',
  'test/e2e/activate-pictures.test.ts',
  'test/e2e/tv-intercepted.test.ts',
  'test/e2e/tv-measures.test.ts',
  'test/engines/television.test.ts',
  'test/roku/equivalence.test.ts',
  'test/e2e/tv-screens.test.ts',
  'test/roku/channel-player.test.ts',
  'test/unit/walks.test.ts',
  'test/e2e/tv-pictures.test.ts',
  'test/e2e/activate-typing.test.ts',
  'test/unit/graph.test.ts',
];

/** Starts the longest files first: with several workers the whole run then ends soonest. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = new Map(files.map((file) => [file, rankOf(file)]));
    return [...files].sort((one, other) => compare(ranks.get(one) ?? [], ranks.get(other) ?? []));
  }
}

/** Sort keys, compared in order: place among the long files, place of the project, size (larger first). */
function rankOf({ moduleId, project }: TestSpecification): number[] {
  const known = long.findIndex((file) => moduleId.endsWith(file));
  const size = statSync(moduleId).size;
  return [known < 0 ? long.length : known, order.indexOf(project.name), -size];
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [at, value] of one.entries()) {
    const difference = value - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { overview, wholeChart, withSection } from '../chart.ts';
import { root } from '../paths.ts';

/** The files that show the statechart, and what stands in each. */
export const chartFiles = [
  { file: 'docs/architecture.md', section: 'statechart', content: overview },
  { file: 'docs/statechart.md', section: 'chart', content: wholeChart },
] as const;

/** `npm run chart`: writes the statechart, read from the machine itself, where it is shown. */
export async function main(): Promise<number> {
  for (const { file, section, content } of chartFiles) {
    const path = join(root, file);
    await writeFile(path, withSection(await readFile(path, 'utf8'), section, content()));
    console.log(`Written: ${file}`);
  }
  return 0;
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { overview, wholeChart, withSection } from '../chart.ts';
import { root } from '../paths.ts';

/** The files that show the statechart, and the content of each. */
export const chartFiles = [
  { file: 'docs/architecture.md', section: 'statechart', content: overview },
  { file: 'docs/statechart.md', section: 'chart', content: wholeChart },
] as const;

/** `npm run chart`: writes the statechart of the code into the documents that show it. */
export async function main(): Promise<number> {
  for (const { file, section, content } of chartFiles) {
    const path = join(root, file);
    await writeFile(path, withSection(await readFile(path, 'utf8'), section, content()));
    console.log(`Written: ${file}`);
  }
  return 0;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../tools/paths.ts';

export const judgePage = await readFile(join(root, 'docs', 'judge.md'), 'utf8');

/** A file of the example in docs/judge.md. */
export function exampleOf(file: string): string {
  const block = new RegExp(`<!-- example: ${file} -->\n\`\`\`ts\n([\\s\\S]*?)\`\`\``);
  const text = block.exec(judgePage)?.[1];
  if (text === undefined) throw new Error(`docs/judge.md has no ${file}`);
  return text;
}

import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readApi } from '../docs/readApi.ts';
import { dist } from '../paths.ts';

/** `npm run docs`: writes guides and reference to `dist/docs`. 1 when a comment is missing or a link is broken. */
export async function main(): Promise<number> {
  const { app, project, faults } = await readApi();
  const folder = join(dist, 'docs');
  await app.generateDocs(project, folder);
  const mermaid = createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');
  await copyFile(mermaid, join(folder, 'assets', 'mermaid.tiny.js'));
  for (const fault of faults) console.error(fault);
  console.log(`Written: ${join(folder, 'index.html')}`);
  return faults.length > 0 ? 1 : 0;
}

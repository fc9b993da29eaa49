import { join } from 'node:path';
import { readApi } from '../docs.ts';
import { dist } from '../paths.ts';

/** `npm run docs`: the API of the core and its shells as pages, in `dist/docs`. 1 when a comment is missing. */
export async function main(): Promise<number> {
  const { app, project, faults } = await readApi();
  const folder = join(dist, 'docs');
  await app.generateDocs(project, folder);
  for (const fault of faults) console.error(fault);
  console.log(`Written: ${join(folder, 'index.html')}`);
  return faults.length > 0 ? 1 : 0;
}

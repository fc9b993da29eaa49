import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Drawn } from '../art/drawn.ts';
import { drawLogos } from '../art/logos.ts';
import { drawPosters } from '../art/posters.ts';
import { root } from '../paths.ts';

/**
 * `npm run art`: draws the posters of the demo network and the logos of the sandbox's providers, and writes them where
 * both packages read them. To be run after a change of a drawing, a title or a provider.
 */
export async function main(): Promise<number> {
  await write('apps/network/posters', drawPosters());
  await write('apps/sandbox/world/logos', drawLogos());
  return 0;
}

/** Replaces the folder's content. */
async function write(folder: string, pictures: AsyncIterable<Drawn>): Promise<void> {
  await rm(join(root, folder), { recursive: true, force: true });
  let count = 0;
  let size = 0;
  for await (const { file, bytes } of pictures) {
    const path = join(root, folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    count += 1;
    size += bytes.length;
  }
  console.log(`Written: ${folder}, ${count} pictures, ${(size / 1e6).toFixed(1)} MB`);
}

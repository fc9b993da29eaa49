import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PathResult } from './tvPath.ts';

/**
 * Stores the pictures of all walks, and a page that shows each screen in all engines side by side. @returns
 * its path
 */
export async function keepPictures(results: readonly PathResult[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-engines-'));
  const shown = new Map<string, string[]>();
  for (const { engine, product, target, pictures } of results) {
    for (const [screen, png] of Object.entries(pictures)) {
      const file = `${engine}-${target}-${screen}.png`.replace(/[^\w.-]+/g, '-').toLowerCase();
      await writeFile(join(folder, file), png);
      const figure = `<figure><img src="${file}" alt=""><figcaption>${engine} ${product}, ${target}</figcaption></figure>`;
      shown.set(screen, [...(shown.get(screen) ?? []), figure]);
    }
  }
  const parts = [...shown].map(
    ([screen, figures]) => `<h2>${screen}</h2><div>${figures.join('')}</div>`,
  );
  const style =
    'div { display: flex; flex-wrap: wrap } figure { margin: 4px } img { width: 480px } body { font: 14px sans-serif }';
  const page = join(folder, 'index.html');
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><title>Engines</title><style>${style}</style>${parts.join('')}`,
  );
  return page;
}

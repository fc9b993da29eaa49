import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sections } from '../../tools/docs/guides.ts';
import { root } from '../../tools/paths.ts';

const pages = sections.flatMap((section) => section.pages);

it('the site names pages that there are, each once', () => {
  expect(pages.filter((page) => !existsSync(join(root, page)))).toEqual([]);
  expect(pages).toEqual([...new Set(pages)]);
});

it('the site has every page of docs/', () => {
  const all = readdirSync(join(root, 'docs'), { recursive: true })
    .map((name) => `docs/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md'));
  expect(all.filter((page) => !pages.includes(page))).toEqual([]);
});

it('the index of decisions names every decision', () => {
  const index = readFileSync(join(root, 'docs', 'decisions', 'README.md'), 'utf8');
  const decisions = readdirSync(join(root, 'docs', 'decisions')).filter((n) => n !== 'README.md');
  expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
});

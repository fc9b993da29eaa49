import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

/** The pages for one kind of reader, in reading order. */
export interface Section {
  readonly title: string;
  /** Files from the root of the repository. */
  readonly pages: readonly string[];
}

const pagesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md'))
    .sort();

const named: readonly Section[] = [
  {
    title: 'A network’s own app',
    pages: [
      'docs/brand.md',
      'docs/settings.md',
      'docs/feed/README.md',
      'docs/playback.md',
      'docs/events.md',
      'docs/hosting.md',
      'docs/upgrade.md',
      'docs/platforms.md',
      'docs/webos.md',
      'docs/tizen.md',
      'docs/roku.md',
      'docs/lightning.md',
      'docs/tv-app.md',
      'docs/commands.md',
    ],
  },
  {
    title: 'Your own screens',
    pages: ['docs/library.md', 'docs/own-shell.md', 'docs/statechart.md'],
  },
  {
    title: 'A double in your tests',
    pages: ['docs/sandbox.md', 'docs/judge.md'],
  },
  {
    title: 'Contributing',
    pages: [
      'CONTRIBUTING.md',
      'docs/architecture.md',
      'docs/glossary.md',
      'docs/extend.md',
      'docs/testing.md',
      'docs/engines.md',
      'SECURITY.md',
      'CHANGELOG.md',
    ],
  },
  {
    title: 'Decisions',
    pages: [
      'docs/decisions/README.md',
      ...pagesBelow('docs/decisions').filter((page) => !page.endsWith('/README.md')),
    ],
  },
];

const isNamed = (page: string) => named.some(({ pages }) => pages.includes(page));
const others = pagesBelow('docs').filter((page) => !isNamed(page));

/** The guides of `npm run docs` by reader; pages without a section come last. */
export const sections: readonly Section[] = [
  ...named,
  ...(others.length > 0 ? [{ title: 'More', pages: others }] : []),
];

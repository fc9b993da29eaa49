import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventsVersion } from '../../core/index.ts';
import { root } from '../../tools/paths.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/events.md');
const source = read('core/events/types.ts');

/** `name: …` at the first level of the interface. */
const declared = [
  ...(/interface AppEventFields \{([\s\S]*?)^\}/m.exec(source)?.[1]?.matchAll(/^ {2}(\w+):/gm) ??
    []),
].map(([, name]) => name);

it('docs/events.md has a row for each event, and no other', () => {
  const [, table = ''] = page.split('## Each event');
  const rows = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  // The first is the heading.
  expect(declared.length).toBeGreaterThan(15);
  expect(rows).toEqual(['type', ...declared]);
});

it('docs/events.md names the version', () => {
  expect(page).toContain(`| \`version\` | ${eventsVersion};`);
});

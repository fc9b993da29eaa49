import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { privileges } from '../../tools/package/tizen/config.ts';

describe.each(['webos', 'tizen'])("the store's checklist in docs/%s.md", (platform) => {
  it('names tests that there are', async () => {
    const text = await readFile(`docs/${platform}.md`, 'utf8');
    const list = /<!-- checklist -->([\s\S]*)<!-- \/checklist -->/.exec(text)?.[1] ?? '';
    const named = [...list.matchAll(/`((?:unit|e2e|packages|engines)\/[a-z0-9-]+)`/g)];
    expect(named.length).toBeGreaterThan(10);
    const missing = named.filter(([, name]) => !existsSync(`test/${name}.test.ts`));
    expect(missing.map(([name]) => name)).toEqual([]);
  });
});

describe('config.xml', () => {
  it('declares every privilege that the shell for Samsung is tested to need', async () => {
    const set = await readFile('test/support/vendors/tizenSet.ts', 'utf8');
    const needed = [...set.matchAll(/needs\('([\w.]+)'\)/g)].map(([, name]) => name);
    expect(needed.length).toBeGreaterThan(2);
    const declared = privileges.map((name) => name.split('/').at(-1));
    for (const name of needed) expect(declared).toContain(name);
  });
});

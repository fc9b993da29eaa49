import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { televisionTargets, webTargets } from '../../tools/build.ts';
import { checkTargets } from '../../tools/compat/check.ts';
import { floors } from '../../tools/compat/floors.ts';
import { root } from '../../tools/paths.ts';

/** ms; the types of some 700 files are computed. */
const limit = 600_000;

it(
  'no target uses what its oldest engine has not, by MDN’s data',
  async () => {
    const { faults, stale, uses } = await checkTargets();
    expect(faults).toEqual([]);
    expect(stale, 'accepted, but nowhere any more').toEqual([]);
    // Otherwise the check would have missed existing code.
    expect(uses).toBeGreaterThan(2000);
  },
  limit,
);

it(
  'Element.append and new style put back into the ES5 packages are found, with file and line',
  async () => {
    const at = (path: string) => join(root, path);
    const mirror = await readFile(at('apps/tv/mirror.ts'), 'utf8');
    const style = await readFile(at('apps/tv/app.css'), 'utf8');
    const call = 'appendAll(parent, [this.main, this.polite, this.urgent]);';
    const rule = '#video.on {';
    expect(mirror).toContain(call);
    expect(style).toContain(rule);
    const { faults } = await checkTargets(
      ['webos-es5', 'tizen-es5'],
      new Map([
        [
          at('apps/tv/mirror.ts'),
          mirror.replace(call, 'parent.append(this.main, this.polite, this.urgent);'),
        ],
        [at('apps/tv/app.css'), style.replace(rule, `${rule}\n  inset: 0;`)],
      ]),
    );
    const line = (text: string, part: string) =>
      text.slice(0, text.indexOf(part)).split('\n').length;
    expect(faults).toEqual([
      `apps/tv/mirror.ts:${line(mirror, call)}: HTMLElement.append needs Chrome 54; not so the oldest engine of webos-es5, tizen-es5`,
      `apps/tv/app.css:${line(style, rule) + 1}: inset needs Chrome 87; not so the oldest engine of webos-es5, tizen-es5`,
    ]);
  },
  limit,
);

it('every target that is built has a floor', () => {
  expect(Object.keys(floors).sort()).toEqual([...webTargets, ...televisionTargets].sort());
});

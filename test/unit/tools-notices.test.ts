import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { packageFolder, writeNotices } from '../../tools/rollup/notices.mjs';

const modules = join(root, 'node_modules');

it.each([
  [join(modules, 'xstate', 'dist', 'xstate.esm.js'), join(modules, 'xstate')],
  [join(modules, '@lightningjs', 'core', 'index.js'), join(modules, '@lightningjs', 'core')],
  [`\0${join(modules, 'deepmerge', 'dist', 'cjs.js')}?commonjs`, join(modules, 'deepmerge')],
  [join(root, 'core', 'index.ts'), null],
])('the package of %s', (file, folder) => {
  expect(packageFolder(file)).toBe(folder);
});

it('says a licence once for the packages that share it word for word', () => {
  const text = 'Permission is granted.';
  const written = writeNotices([
    { name: 'b', version: '2.0.0', licence: 'MIT', text },
    { name: 'c', version: '1.0.0', licence: 'ISC', text: '' },
    { name: 'a', version: '1.0.0', licence: 'MIT', text },
  ]);
  expect(written).toContain('a 1.0.0 (MIT)\nb 2.0.0 (MIT)\n');
  expect(written.split(text)).toHaveLength(2);
  expect(written).toMatch(/c 1\.0\.0 \(ISC\)\n-+\n\nThe package names its licence/);
});

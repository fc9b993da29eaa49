import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { oldNames } from './oldNames.ts';

/** Sources and documents under version control; without the list itself and the changelog. */
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((name) => /\.(ts|mjs|js|bs|md|css|html)$/.test(name))
  .filter((name) => !/oldNames\.ts$|CHANGELOG\.md$/.test(name) && existsSync(join(root, name)));

it('no name or sentence that was replaced has come back', () => {
  const all = new RegExp(oldNames.join('|'));
  const found = files.flatMap((name) =>
    readFileSync(join(root, name), 'utf8')
      .split('\n')
      .flatMap((line, at) => (all.test(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});

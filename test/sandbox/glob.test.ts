import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, LONGEST_PATTERN } from '../../apps/sandbox/control/glob.ts';
import { ask, jsonBody, sandboxOf } from './rig.ts';

describe('patterns of paths', () => {
  it.each([
    ['/api/v2/**', '/api/v2/NORTHSTAR/profiles', true],
    ['/api/v2/**', '/api/v2/', true],
    ['/api/v2/**', '/api/v2', false],
    ['/api/*/NORTHSTAR', '/api/v2/NORTHSTAR', true],
    ['/api/*/NORTHSTAR', '/api/v2/x/NORTHSTAR', false],
    ['/api/v*', '/api/v', true],
    ['/a.c', '/abc', false],
    ['/(a|b)+', '/a', false],
    ['/**/end', '/a/b/end', true],
    ['/***', '/a/b', true],
    ['/\u{1f600}*', '/\u{1f600}x', true],
    ['/', '/', true],
  ])('%s on %s: %s', (pattern, path, fits) => {
    expect(compileGlob(pattern).test(path)).toBe(fits);
  });

  it('mean what a regular expression would mean', () => {
    const text = (more: readonly string[]) =>
      fc
        .array(fc.constantFrom('a', 'b', '/', '.', ...more), { maxLength: 8 })
        .map((all) => `/${all.join('')}`);
    const source = (pattern: string) =>
      pattern
        .split(/(\*\*|\*)/)
        .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/\./g, '\\.')))
        .join('');
    fc.assert(
      fc.property(text(['*', '**']), text([]), (pattern, path) => {
        const expected = new RegExp(`^${source(pattern)}$`).test(path);
        expect(compileGlob(pattern).test(path)).toBe(expected);
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it('take no longer for many stars than for few: the longest on the longest path', async () => {
    const stars = [
      `/${'*a'.repeat(LONGEST_PATTERN / 2 - 1)}b`,
      `/${'**a'.repeat(LONGEST_PATTERN / 3 - 1)}b`,
      `/${'*'.repeat(LONGEST_PATTERN - 2)}b`,
    ];
    const { url } = await sandboxOf();
    for (const path of stars)
      expect((await ask(`${url}/_sandbox/faults`, jsonBody({ path, times: 0 }))).status).toBe(201);
    const startedAt = performance.now();
    expect((await ask(`${url}/${'a'.repeat(15_000)}`)).status).toBe(404);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

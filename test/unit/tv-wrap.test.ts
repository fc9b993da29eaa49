import { describe, expect, it } from 'vitest';
import { wrap } from '../../apps/tv/wrap.ts';

/** Every letter has the width 1. */
const wide = (line: string) => [...line].length;

describe('wrapping words into lines', () => {
  it.each([
    ['one two three', 20, 2, ['one two three']],
    ['one two three', 7, 2, ['one two', 'three']],
    ['one two three four', 7, 2, ['one two', 'three…']],
    ['one two, three', 9, 1, ['one two…']],
    ['To watch · Donaudampfschifffahrt', 22, 1, ['To watch · Donaudampf…']],
    ['To watch · Donaudampfschifffahrt', 16, 1, ['To watch…']],
    ['  spaces\n and   lines ', 20, 2, ['spaces and lines']],
    ['', 10, 2, []],
    ['words', 10, 0, []],
    ['Se reconnecter\u00a0?', 9, 2, ['Se', 'reconnec…']],
    ['avec Valley\u00a0?', 11, 2, ['avec', 'Valley\u00a0?']],
  ])('%j in %d x %d', (text, width, lines, expected) => {
    expect(wrap(text, width, lines, wide)).toEqual(expected);
  });

  it('breaks a word that is longer than a line, between whole characters', () => {
    expect(wrap('aaaaaaaa', 3, 3, wide)).toEqual(['aaa', 'aaa', 'aa']);
    expect(wrap('🎬🎬🎬🎬🎬', 2, 2, wide)).toEqual(['🎬🎬', '🎬…']);
  });

  it('never exceeds the width nor the lines, whatever comes', () => {
    const hostile = [
      'x'.repeat(10_000),
      'word '.repeat(2_000),
      '<b>markup</b> & "quotes"',
      'עברית ואנגלית mixed עם כיוון',
      '🎬 '.repeat(50),
    ];
    for (const text of hostile) {
      for (const width of [1, 4, 17]) {
        const lines = wrap(text, width, 3, wide);
        expect(lines.length).toBeLessThanOrEqual(3);
        // The shortest line is one letter and the ellipsis.
        for (const line of lines) expect(wide(line)).toBeLessThanOrEqual(Math.max(2, width));
      }
    }
  });

  it('measures little of a text that is long', () => {
    let measured = 0;
    wrap('x'.repeat(10_000), 30, 2, (line) => {
      measured += 1;
      return line.length;
    });
    expect(measured).toBeLessThan(400);
  });
});

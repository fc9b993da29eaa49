import { describe, expect, it } from 'vitest';
import {
  clockTime,
  codeGroups,
  countdown,
  hoursAndMinutes,
  longDate,
  spelled,
} from '../../apps/tv/format.ts';

describe('times', () => {
  it.each([
    [0, '0:00'],
    [59.9, '0:59'],
    [61, '1:01'],
    [1721, '28:41'],
    [3723, '1:02:03'],
    [-5, '0:00'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ])('%d s is %s', (seconds, text) => {
    expect(clockTime(seconds)).toBe(text);
  });

  it('a countdown ends at zero exactly when the time is over', () => {
    expect(countdown(10_000, 0)).toBe('0:10');
    expect(countdown(10_000, 9_001)).toBe('0:01');
    expect(countdown(10_000, 9_999)).toBe('0:01');
    expect(countdown(10_000, 10_000)).toBe('0:00');
    expect(countdown(10_000, 99_000)).toBe('0:00');
  });

  it('running times round to minutes', () => {
    expect(hoursAndMinutes(3120)).toEqual({ hours: 0, minutes: 52 });
    expect(hoursAndMinutes(7199)).toEqual({ hours: 2, minutes: 0 });
    expect(hoursAndMinutes(5)).toEqual({ hours: 0, minutes: 1 });
  });
});

describe('dates', () => {
  const time = Date.UTC(2026, 2, 14, 12);
  it.each([
    ['en-GB', '14 March 2026'],
    ['es', '14 de marzo de 2026'],
    ['fr', '14 mars 2026'],
    ['nl', '14 maart 2026'],
  ])('in %s', (language, text) => {
    expect(longDate(time, language)).toBe(text);
  });

  it('a language tag that Intl refuses is no reason to fail', () => {
    expect(longDate(time, 'x_y!')).toContain('2026');
  });
});

describe('codes', () => {
  it('are spelled for voice guides', () => {
    expect(spelled('8BLW4RW')).toBe('8 B L W 4 R W');
  });

  it.each([
    ['8BLW4RW', ['8BLW', '4RW']],
    ['ABCDEF', ['ABC', 'DEF']],
    ['ABCD', ['ABCD']],
    ['', []],
  ])('%s is grouped as %j', (code, groups) => {
    expect(codeGroups(code)).toEqual(groups);
  });
});

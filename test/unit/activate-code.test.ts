import { describe, expect, it } from 'vitest';
import {
  bareAddress,
  caretInGroups,
  codeInAddress,
  groupCode,
  normaliseCode,
} from '../../apps/activate/code.ts';

describe('the code that is typed', () => {
  it.each([
    ['8BLW4RW', '8BLW4RW'],
    ['8blw 4rw', '8BLW4RW'],
    [' 8bLw-4Rw\t', '8BLW4RW'],
    ['8BLW–4RW', '8BLW4RW'],
    ['８ＢＬＷ４ＲＷ', '8BLW4RW'],
    ['"8BLW.4RW"', '8BLW4RW'],
    ['0oO1lI', '0OO1LI'],
    ['', ''],
    ['  - – —', ''],
    ['<b>🙂', 'B'],
  ])('%j is %j', (typed, code) => {
    expect(normaliseCode(typed)).toBe(code);
  });

  it('is cut when something long is pasted by mistake', () => {
    expect(normaliseCode('A'.repeat(5_000))).toHaveLength(32);
  });

  it.each([
    ['', ''],
    ['8', '8'],
    ['8BLW', '8BLW'],
    ['8BLW4', '8BLW 4'],
    ['8BLW4RW', '8BLW 4RW'],
    ['ABCDEFGHI', 'ABCD EFGH I'],
  ])('%j is shown as %j', (code, shown) => {
    expect(groupCode(code)).toBe(shown);
    expect(normaliseCode(shown)).toBe(code);
  });

  it.each([
    // the text of the field with the caret (|), and where the caret belongs afterwards
    ['8blw4|', '8BLW 4|'],
    ['8blw|', '8BLW|'],
    ['8BLW|4RW', '8BLW| 4RW'],
    ['8BX|LW 4RW', '8BX|L W4RW'],
    ['|8BLW 4RW', '|8BLW 4RW'],
    ['8-B|LW', '8B|LW'],
    ['8BLW 4RWX9|', '8BLW 4RWX 9|'],
  ])('keeps the caret: %s becomes %s', (before, after) => {
    const caret = before.indexOf('|');
    const typed = before.replace('|', '');
    const shown = groupCode(normaliseCode(typed));
    const at = caretInGroups(typed, caret);
    expect(`${shown.slice(0, at)}|${shown.slice(at)}`).toBe(after);
  });
});

describe('the code in the address', () => {
  const page = 'https://northstar.example/activate/';

  it.each([
    [`${page}#code=8BLW4RW`, '8BLW4RW'],
    [`${page}?code=8blw-4rw`, '8BLW4RW'],
    [`${page}?code=AAAA#code=BBBB`, 'BBBB'],
    [`${page}?code=8BLW%204RW`, '8BLW4RW'],
    [page, ''],
    [`${page}#top`, ''],
    [`${page}?code=`, ''],
    [`${page}?redirectUrl=https://evil.example/&mvpd=X`, ''],
  ])('%s brings %j', (href, code) => {
    expect(codeInAddress(href)).toBe(code);
  });

  it('is gone from the bare address, with everything else that somebody added', () => {
    expect(bareAddress(`${page}?code=8BLW4RW&redirectUrl=https://evil.example#code=X`)).toBe(page);
  });
});

import { describe, expect, it } from 'vitest';
import { codeInText } from '../../apps/activate/codeInText.ts';

const page = 'https://activate.northstar.example/activate/';

describe('a code in what was brought along', () => {
  it.each([
    // links
    [`${page}#code=8BLW4RW`, '8BLW4RW'],
    [`${page}?code=8blw-4rw`, '8BLW4RW'],
    [`${page}?code=AAAA111#code=8BLW4RW`, '8BLW4RW'],
    [`${page}?lang=es&code=8BLW4RW&x=1`, '8BLW4RW'],
    [`${page}?code=8BLW%204RW`, '8BLW4RW'],
    [`${page}?code=8BLW+4RW`, '8BLW4RW'],
    [`${page}#return=8BLW4RW`, '8BLW4RW'],
    [`Open ${page}#code=8BLW4RW please, then sign in.`, '8BLW4RW'],
    [`Open ${page}#code=8BLW4RW.`, '8BLW4RW'],
    [`<${page}#code=8BLW4RW>`, '8BLW4RW'],
    [`(${page}?code=8BLW4RW)`, '8BLW4RW'],
    [`Go to\n${page}#code=8BLW4RW\nand sign in`, '8BLW4RW'],
    [`Go to\r\n${page}#code=8BLW4RW\r\nThanks`, '8BLW4RW'],
    [`${page}\n#code=8BLW4RW`, '8BLW4RW'],
    [`${page}#\ncode=8BLW4RW\n`, '8BLW4RW'],
    [`${page}#code=\n8BLW4RW\n`, '8BLW4RW'],
    [`${page}#code=8BLW\n4RW\nand sign in`, '8BLW4RW'],
    [`${page}#code=8BLW4RW\nTHANKS`, '8BLW4RW'],
    [`https://l.example/?u=${encodeURIComponent(`${page}#code=8BLW4RW`)}&h=1`, '8BLW4RW'],
    [
      `https://l.example/?u=${encodeURIComponent(encodeURIComponent(`${page}#code=8BLW4RW`))}`,
      '8BLW4RW',
    ],
    ['ｈｔｔｐｓ：／／ａ．ｅｘａｍｐｌｅ／＃ｃｏｄｅ＝８ＢＬＷ４ＲＷ', '8BLW4RW'],
    [`\u200e${page}#code=8BLW\u200b4RW\u2069`, '8BLW4RW'],
    // a word and a punctuation mark
    ['Code: 8BLW4RW', '8BLW4RW'],
    ['Code: XXXX', 'XXXX'],
    ['code:8blw4rw', '8BLW4RW'],
    ['Code : 8BLW 4RW', '8BLW4RW'],
    ['Code\u00a0:\u00a08BLW-4RW', '8BLW4RW'],
    ['CODE = 8BLW4RW', '8BLW4RW'],
    ['Code:\n8BLW 4RW', '8BLW4RW'],
    ['Code: “8BLW 4RW”', '8BLW4RW'],
    ['Code: **8BLW-4RW**', '8BLW4RW'],
    ['Your code is 8BLW 4RW. It is good for 30 minutes.', '8BLW4RW'],
    ['Your code is: 8BLW4RW and it ends soon', '8BLW4RW'],
    ['Tu código es 8BLW 4RW', '8BLW4RW'],
    ['Código: 8BLW4RW', '8BLW4RW'],
    ['Votre code est « 8BLW 4RW »', '8BLW4RW'],
    ['Je code is 8BLW4RW.', '8BLW4RW'],
    ['Ｃｏｄｅ：８ＢＬＷ　４ＲＷ', '8BLW4RW'],
    ['code: 8blw 4rw', '8BLW4RW'],
    ['code: abcd efg', 'ABCDEFG'],
    ['code: 8blw4rw from the tv', '8BLW4RW'],
    ['Activation code: 8BLW 4RW OK', '8BLW4RW'],
    ['Code: 8 B L W 4 R W', '8BLW4RW'],
    ['Code: 8BLW 4RW6 72', '8BLW4RW672'],
    [`Code: 8BLW4RW, at ${page}`, '8BLW4RW'],
    // nothing but a code: the field itself handles it
    ['8BLW4RW', ''],
    ['8blw 4rw', ''],
    ['8blw abcd', ''],
    ['CODE7X2', ''],
    ['CODE 7X2', ''],
    ['CODE 7X2A', ''],
    ['8 B L W 4 R W', ''],
    ['', ''],
    ['Code:', ''],
    ['hello world', ''],
  ])('%j: %j', (text, code) => {
    expect(codeInText(text)).toBe(code);
    expect(codeInText(text, true)).toBe(code);
  });

  it.each([
    ['code 8BLW4RW', '8BLW4RW'],
    ['Code 8BLW 4RW', '8BLW4RW'],
    ['code 8 B L W 4 R W', '8BLW4RW'],
    ['Use 8BLW4RW', '8BLW4RW'],
    ['Please enter 8BLW 4RW on the page, thanks', '8BLW4RW'],
    ['Please enter 8BLW-4RW before 10:30 PM on 12.03.2026', '8BLW4RW'],
    ['8BLW 4RW is what the TV shows', '8BLW4RW'],
    ['the tv shows 8blw4rw at the moment', '8BLW4RW'],
    [`See ${page} and type 8BLW4RW`, '8BLW4RW'],
  ])('in one piece, %j: %j', (text, code) => {
    expect(codeInText(text, true)).toBe(code);
    expect(codeInText(text)).toBe('');
  });

  it('is looked for in a moment, however long and odd the text is', () => {
    for (const piece of [
      'code ',
      'code:',
      '#code=',
      '%25',
      'A1 ',
      '\n',
      'código es ',
      'x://',
      '?code=%',
    ]) {
      const began = performance.now();
      codeInText(piece.repeat(200_000), true);
      expect(performance.now() - began, piece).toBeLessThan(1_000);
    }
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFetched } from '../../core/settings/fetched.ts';
import { jsonFaults } from '../../core/settings/jsonFault.ts';
import { parseSettings } from '../../core/settings/parseSettings.ts';
import { SettingsError } from '../../core/settings.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, { big = false, mark = true } = {}) => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return new Uint8Array(big ? bytes.swap16() : bytes);
};

function faults(text: string | Uint8Array): string[] {
  try {
    parseSettings(typeof text === 'string' ? utf8(text) : text, 'my settings.json');
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the bytes of a settings file', () => {
  const value = { name: 'Ñandú 日本 🙂' };
  const text = JSON.stringify(value);

  it.each<[string, Uint8Array]>([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16, little end first', utf16(text)],
    ['UTF-16, big end first', utf16(text, { big: true })],
    ['UTF-16, little end first, without a mark', utf16(text, { mark: false })],
    ['UTF-16, big end first, without a mark', utf16(text, { big: true, mark: false })],
  ])('%s are read', async (_, bytes) => {
    expect(parseSettings(bytes, 'x')).toEqual(value);
    expect(await parseFetched(bytes)).toEqual(value);
  });

  it.each<[string, Uint8Array]>([
    ['Latin-1', new Uint8Array(Buffer.from('{"a":"ñ"}', 'latin1'))],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa])],
    ['half of a UTF-16 letter', utf16('{}').slice(0, 5)],
  ])('%s are no text', (_, bytes) => {
    expect(faults(bytes)).toEqual([
      'my settings.json: is no text that can be read; allowed: a file in UTF-8 (or UTF-16)',
    ]);
  });

  it('of a page that was fetched are said to be wrong in the same words', async () => {
    await expect(parseFetched(utf8('{\n  "a": 1,\n}'))).rejects.toThrow(
      'settings.json: is not JSON: line 2, column 9: a comma after the last entry',
    );
  });
});

describe('a settings file that is no JSON', () => {
  it.each<[string, string]>([
    ['', 'is empty; allowed: a JSON object'],
    [' \n ', 'is empty; allowed: a JSON object'],
    [
      '{\n  "a": 1,\n}',
      'is not JSON: line 2, column 9: a comma after the last entry (a trailing comma); allowed: no comma after the last entry',
    ],
    ['{"a":[1,2, ]}', 'is not JSON: line 1, column 10: a comma after the last entry'],
    ['{"a":1,,"b":2}', 'is not JSON: line 1, column 8: two commas in a row'],
    ['{"a":1\n "b":2}', 'is not JSON: line 2, column 2: no comma before "; allowed: a comma or }'],
    ['{"a":1}\r\n// b', 'is not JSON: line 2, column 1: a comment (//); allowed: JSON, which has'],
    ['{ /* b */ }', 'is not JSON: line 1, column 3: a comment (/*)'],
    ['# b\n{}', 'is not JSON: line 1, column 1: a comment (#)'],
    ["{'a':1}", 'is not JSON: line 1, column 2: a key in single quotes; allowed: double quotes'],
    ['{"a":\'b\'}', 'is not JSON: line 1, column 6: a text in single quotes'],
    ['{a:1}', 'is not JSON: line 1, column 2: a key without quotes'],
    ['{"a":01}', 'is not JSON: line 1, column 6: the number 01; allowed: a number such as'],
    ['{"a":True}', 'is not JSON: line 1, column 6: True where a value belongs'],
    ['{"a":“b”}', 'is not JSON: line 1, column 6: “b” where a value belongs'],
    ['{"a":"b\nc"}', 'is not JSON: line 1, column 8: a line break inside of a text'],
    ['{"a":"C:\\q"}', 'is not JSON: line 1, column 9: \\q in a text'],
    ['{"a" 1}', 'is not JSON: line 1, column 6: no ":" after the key "a"'],
    ['{"a":1', 'is not JSON: line 1, column 7: the end of the file inside of brackets'],
    ['{"a":"b', 'is not JSON: line 1, column 6: a text that does not end'],
    ['{"a":1}}', 'is not JSON: line 1, column 8: more after the end of the object'],
    ['<!doctype html>', 'is not JSON: line 1, column 1: a page of HTML'],
    ['{"a":\u00a01}', 'is not JSON: line 1, column 6: the character U+00A0 where a value belongs'],
    [`${'['.repeat(300)}`, 'is not JSON: line 1, column 101: brackets nested too deep'],
  ])('%j is told with its place', (text, said) => {
    const [first = '', ...more] = faults(text);
    expect(more).toEqual([]);
    expect(first).toContain(`my settings.json: ${said}`);
    expect(first).toMatch(/; allowed: .+/);
  });

  it('does not repeat a statement that stands without its quotes', () => {
    const [said = ''] = faults('{"softwareStatement": eyJhbGciOiJSUzI1NiJ9.secret.secret}');
    expect(said).toContain('where a value belongs');
    expect(said).not.toContain('secret');
  });

  it('is told when a key stands there twice, of which JSON drops the first', () => {
    expect(faults('{"pass": {"api": "v2",\n "baseUrl": "a",\n "api": "v1"}, "pass": 1}')).toEqual([
      'my settings.json: is ambiguous: line 3, column 2: the key pass.api for the second time, first in line 1; allowed: each key once in its object',
      'my settings.json: is ambiguous: line 3, column 16: the key pass for the second time, first in line 1; allowed: each key once in its object',
    ]);
    expect(faults(String.raw`{"a":1,"\u0061":2}`)).toHaveLength(1);
    expect(faults('{"a":{"x":1},"b":{"x":1},"__proto__":1,"constructor":2}')).toEqual([]);
  });

  it('is told for whatever JSON.parse refuses, and for nothing else', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const pieces = fc.constantFrom(
      ...'{ } [ ] , : " \\ 0 1 - . e + a b null true false \n / * # \' "a" "b":1 \\n \\u00e9'.split(
        ' ',
      ),
    );
    const damaged = fc
      .tuple(fc.json(), fc.nat(40), pieces, fc.boolean())
      .map(([text, at, piece, over]) => text.slice(0, at) + piece + text.slice(over ? at + 1 : at));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          damaged,
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const syntax = jsonFaults(text).filter(({ sort }) => sort === 'syntax');
          expect(syntax.length === 0, text).toBe(parses(text));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it.each(['[', '{"a":', '"', ' ', '{"a":1,"a":1,', '\n', '/', '\\', '1', 'a'])(
    'takes no time for megabytes of %j',
    (unit) => {
      const began = performance.now();
      jsonFaults(unit.repeat(1_000_000 / unit.length));
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );
});

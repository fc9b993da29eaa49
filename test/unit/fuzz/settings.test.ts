import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../core/settings/parseSettings.ts';
import { readSettings, SettingsError } from '../../../core/settings.ts';
import { damaged, fuzz, inherited, jsonOf, megabyteOf, read, textOf } from '../../support/fuzz.ts';

const file = readFileSync('settings.json', 'utf8');
type Json = { [key: string]: Json } | unknown;

const isSettingsError = (thrown: unknown) => thrown instanceof SettingsError;

/** Expects checked settings, or readable faults: one line each, no invisible characters, not too long. */
function settingsIn(bytes: Uint8Array, what: string): void {
  const isWellSaid = (thrown: unknown) => {
    if (!(thrown instanceof SettingsError)) return false;
    expect(thrown.faults.length).toBeGreaterThan(0);
    for (const { key, wrong, allowed } of thrown.faults) {
      expect(`${key}${wrong}`, what).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
      expect(`${key}: ${wrong}; ${allowed}`.length, what).toBeLessThan(1_000);
      expect(`${wrong}; ${allowed}`).not.toMatch(/undefined|\[object/);
    }
    return true;
  };
  read(
    what,
    () => {
      const { appSettings } = readSettings(parseSettings(bytes, 'my.json'));
      for (const address of [
        appSettings.pass.baseUrl,
        appSettings.pass.activateUrl,
        appSettings.catalogue.feedUrl,
        appSettings.catalogue.playbackUrl,
      ]) {
        const { protocol, hostname, username } = new URL(address);
        expect(protocol === 'https:' || /^(localhost|127\.|\[::1\])/.test(hostname)).toBe(true);
        expect(username).toBe('');
      }
      expect(appSettings.brand.name).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    },
    isWellSaid,
  );
}

/** The same text in the encodings that editors write. */
const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
];
const encoded = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.constantFrom(...encodings)).map(([text, encode]) => encode(text));

const names = ['appSettings', 'platformSettings', 'pass', 'brand', 'catalogue', 'name', 'baseUrl'];
const values = [
  ...[
    'https://a.example',
    'http://a.example',
    'javascript:x',
    '//a.example',
    '/x',
    'v2',
    'https://',
  ],
  ...['https://a.example:0', 'https://a.example:99999', 'https://bücher.example', 'https://xn--'],
  ...[
    'https://a\u200b.example',
    'https://a.example/\u0000',
    'https://u:p@a.example',
    '\u202ea',
    '#',
  ],
  ...[
    'a'.repeat(100_000),
    `https://${'a.'.repeat(50_000)}`,
    '%',
    'https://[',
    'https://a.example%',
  ],
];
const odd = jsonOf(names, values);

/** The path of every value. */
function placesIn(value: Json, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key])),
  ];
}

/** A copy in which one value is replaced, or one key added. */
function changed(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  const object = value as { [key: string]: Json };
  return { ...object, ...Object.fromEntries([[key, changed(object[key], rest, by)]]) };
}

const settings: Json = JSON.parse(file);
const places = placesIn(settings);
const edited = fc
  .tuple(
    fc.constantFrom(...places),
    fc.constantFrom('', '', '', ...inherited, 'more', '\u0000', 'a'.repeat(5_000)),
    fc.oneof(fc.constantFrom<Json>(...values), fc.string({ unit: 'binary' }), odd),
  )
  .map(([place, more, value]) =>
    JSON.stringify(changed(settings, more ? [...place, more] : place, value)),
  );

describe('whatever is in settings.json', { timeout: 60_000 }, () => {
  it.each<[string, fc.Arbitrary<Uint8Array>]>([
    ['values of any kind', encoded(edited)],
    [
      'texts that are no JSON any more',
      encoded(damaged(fc.constant(file), '{', '"', ',', '\\', '\u0000', '//')),
    ],
    ['any JSON', encoded(odd.map((value) => JSON.stringify(value)))],
    ['any text', encoded(textOf('{', '}', '[', ']', '"', ',', ':', '\\', '/*', '\ufeff'))],
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
  ])('%s: it is used, or what is wrong is said', (_, all) => {
    fc.assert(
      fc.property(all, (bytes) => settingsIn(bytes, Buffer.from(bytes).toString('latin1'))),
      fuzz(800),
    );
    expect(Object.prototype).not.toHaveProperty('baseUrl');
  });

  it.each<[string, string]>([
    ...['{', '[', '"', '\\', ' ', '\n', '\ufeff', '{"a":', '{"a":1,', '1', '//', '\u0000'].map(
      (unit): [string, string] => [unit, megabyteOf(unit)],
    ),
    ['one long key with many in it', `{"${'k'.repeat(500_000)}":{${many(50_000)}"z":1}}`],
    ['long keys in each other', nested(99, 10_000)],
    ['many unknown keys', `{${many(90_000)}"z":1}`],
    ['the same key again and again', `{${'"a":1,'.repeat(150_000)}"a":1}`],
    [
      'a long address',
      file.replace(/"baseUrl": *"[^"]*"/, `"baseUrl": "https://${megabyteOf('a-')}"`),
    ],
    [
      'an address of slashes',
      file.replace(/"baseUrl": *"[^"]*"/, `"baseUrl": "https://a${megabyteOf('/')}x"`),
    ],
    ['a name of blanks', file.replace(/"name": *"[^"]*"/, `"name": "a${megabyteOf(' ')}b"`)],
    [
      'a domain of dots',
      file.replace(/"domainName": *"[^"]*"/, `"domainName": "${megabyteOf('.')}!"`),
    ],
    [
      'a statement of dashes',
      file.replace(/"softwareStatement": *"[^"]*"/, `"softwareStatement": "${megabyteOf('-')}"`),
    ],
    [
      'an icon of slashes',
      file.replace(
        '"appSettings": {',
        `"appSettings": {"platforms": {"icon": "${megabyteOf('a/')}"},`,
      ),
    ],
  ])('takes no time for a megabyte of %j', (what, text) => {
    settingsIn(Buffer.from(text), what);
    read(what, () => readSettings(text), isSettingsError);
  });
});

function many(count: number): string {
  return Array.from({ length: count }, (_, i) => `"k${i}":1,`).join('');
}

function nested(depth: number, length: number): string {
  const key = (level: number) => `"${String(level).padEnd(length, 'k')}":`;
  return `${Array.from({ length: depth }, (_, level) => `{${key(level)}`).join('')}1${'}'.repeat(depth)}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../apps/activate/interpolate.ts';
import { chooseLanguage, languages } from '../../apps/activate/texts/index.ts';

const folder = fileURLToPath(new URL('../../apps/activate', import.meta.url));
const keys = Object.keys(languages.en) as (keyof typeof languages.en)[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort();

/** Texts that are correctly the same in two languages. */
const sameAsEnglish: Record<string, string[]> = { fr: ['codeLabel'], nl: ['codeLabel'] };

describe.each(Object.entries(languages))('texts in %s', (language, texts) => {
  it('are complete, and none is superfluous', () => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
    expect(
      keys.filter((key) => texts[key].trim() === '' || texts[key] !== texts[key].trim()),
    ).toEqual([]);
  });

  it('fill the same places as in English', () => {
    const placesByKey = (of: typeof texts) => keys.map((key) => `${key}: ${places(of[key])}`);
    expect(placesByKey(texts)).toEqual(placesByKey(languages.en));
  });

  it('are translated', () => {
    const same = keys.filter((key) => texts[key] === languages.en[key]);
    expect(same).toEqual(language === 'en' ? keys : (sameAsEnglish[language] ?? []));
  });
});

it('keeps French signs with their words, at any width of the screen', () => {
  expect(Object.values(languages.fr).filter((text) => / [?:;!»]|« /.test(text))).toEqual([]);
});

it('uses every text somewhere', () => {
  const program = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('texts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const unused = keys.filter((key) => !new RegExp(`texts\\.${key}\\b`).test(program));
  expect(unused).toEqual([]);
});

describe('choosing a language', () => {
  it.each([
    [['es-MX', 'en'], 'es'],
    [['fr'], 'fr'],
    [['NL-be'], 'nl'],
    [['de-DE', 'fr-CH', 'en'], 'fr'],
    [['de-DE'], 'en'],
    [['constructor', '__proto__'], 'en'],
    [[], 'en'],
  ])('%j: %s', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });
});

describe('filling places', () => {
  it('leaves nothing out and shows what is missing', () => {
    expect(interpolate('{a} and {b}', { a: 'x' })).toBe('x and {b}');
  });

  it('takes values as they are', () => {
    expect(interpolate('{a}', { a: '$& {b}' })).toBe('$& {b}');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../apps/activate/interpolate.ts';
import { es } from '../../apps/activate/texts/es.ts';
import { esUS } from '../../apps/activate/texts/esUS.ts';
import { fr } from '../../apps/activate/texts/fr.ts';
import { frCA } from '../../apps/activate/texts/frCA.ts';
import { chooseLanguage, languages } from '../../apps/activate/texts/index.ts';

const folder = fileURLToPath(new URL('../../apps/activate', import.meta.url));
const keys = Object.keys(languages.en) as (keyof typeof languages.en)[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort();

/** Texts that are correctly the same in two languages. */
const sameAsEnglish: Record<string, string[]> = {
  fr: ['codeLabel'],
  'fr-CA': ['codeLabel'],
  nl: ['codeLabel'],
};

describe.each(Object.entries(languages))('texts in %s', (language, texts) => {
  it('are complete, without unused texts', () => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
    expect(
      keys.filter((key) => texts[key].trim() === '' || texts[key] !== texts[key].trim()),
    ).toEqual([]);
  });

  it('have the same placeholders as in English', () => {
    const placesByKey = (of: typeof texts) => keys.map((key) => `${key}: ${places(of[key])}`);
    expect(placesByKey(texts)).toEqual(placesByKey(languages.en));
  });

  it('are translated', () => {
    const same = keys.filter((key) => texts[key] === languages.en[key]);
    expect(same).toEqual(language === 'en' ? keys : (sameAsEnglish[language] ?? []));
  });
});

it('keeps French punctuation with its word, at any width of the screen', () => {
  expect(Object.values(languages.fr).filter((text) => / [?:;!»]|« /.test(text))).toEqual([]);
});

it('has a space in Canadian French before a colon only, and inside quotation marks', () => {
  const texts = Object.values(languages['fr-CA']);
  expect(texts.filter((text) => /[\s\u00a0][?;!]| [:»]|« /.test(text))).toEqual([]);
});

it.each([
  ['es-US', es, esUS],
  ['fr-CA', fr, frCA],
])('the texts in %s repeat none of the language', (_language, base, own) => {
  expect(keys.filter((key) => own[key] === base[key])).toEqual([]);
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
    [['es-MX', 'en'], 'es-US'],
    [['es-419'], 'es-US'],
    [['es-ES', 'es-MX'], 'es'],
    [['fr-CA', 'fr'], 'fr-CA'],
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

describe('filling placeholders', () => {
  it('fills every placeholder and shows missing ones', () => {
    expect(interpolate('{a} and {b}', { a: 'x' })).toBe('x and {b}');
  });

  it('inserts values unchanged', () => {
    expect(interpolate('{a}', { a: '$& {b}' })).toBe('$& {b}');
  });
});

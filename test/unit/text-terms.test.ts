import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages as phone } from '../../apps/activate/texts/index.ts';
import { rokuTexts } from '../../apps/roku/texts.ts';
import { framedTexts } from '../../apps/tv/texts/framed.ts';
import {
  languageNames,
  loadLanguage,
  type Texts,
  languages as tv,
} from '../../apps/tv/texts/index.ts';
import { startFailureTexts } from '../../apps/tv/texts/startFailure.ts';
import { getOwn } from '../../core/getOwn.ts';
import { baseLanguageOf } from '../../core/textLanguage.ts';
import { descriptionIn, packageLanguages } from '../../tools/package/descriptions.ts';
import { root } from '../../tools/paths.ts';

await Promise.all(Object.keys(languageNames).map(loadLanguage));

/** The rows of the glossary's table of what viewers read, as cells. */
const rows = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
  .split('## What viewers read')[1]
  ?.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

const terms = (rows ?? []).map(
  ([
    ,
    language = '',
    provider = '',
    support = '',
    back = '',
    code = '',
    signIn = '',
    others = '',
  ]) => ({ language, provider, support, back, code, signIn, others: others.split(', ') }) as const,
);

/** Every text that a viewer reads in a language, by its place. */
function textsIn(language: string): [place: string, text: string][] {
  const base = baseLanguageOf(language);
  const sets: Record<string, unknown> = {
    tv: tv[language],
    phone: phone[language as keyof typeof phone],
    roku: { ...rokuTexts[base], ...rokuTexts[language] },
    framed: getOwn<unknown>(framedTexts, base),
    startFailure: getOwn<unknown>(startFailureTexts, base),
    description: packageLanguages
      .filter((name) => name === language)
      .map((name) => descriptionIn(name, 'A')),
  };
  const flat = (place: string, value: unknown): [string, string][] =>
    typeof value === 'string'
      ? [[place, value]]
      : Object.entries(value ?? {}).flatMap(([key, each]) => flat(`${place} ${key}`, each));
  return flat('', sets);
}

/** Whether a text has a word or a group of words outside braces; a word in small letters is also found with a capital. */
function has(text: string, words: string): boolean {
  const flags = words === words.toLowerCase() ? 'iu' : 'u';
  const read = text.replace(/\{\w+\}/g, '');
  const plain = words.replace(/[-.]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}-])${plain}(?![\\p{L}-])`, flags).test(read);
}

it('names the terms of every language', () => {
  expect(terms.map(({ language }) => language)).toEqual(Object.keys(languageNames));
  expect(Object.keys(phone)).toEqual(Object.keys(languageNames));
});

describe.each(terms)('the texts in $language', (term) => {
  const { language } = term;
  const television = tv[language] as Texts;
  const page = phone[language as keyof typeof phone];

  it('have none of the words that the glossary rules out', () => {
    const found = textsIn(language).flatMap(([place, text]) =>
      term.others.filter((word) => has(text, word)).map((word) => `${place}: ${word}`),
    );
    expect(textsIn(language).length).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });

  it('call the TV provider, support and a code as the glossary does', () => {
    const small = (text: string) => text.toLocaleLowerCase(language);
    for (const text of [television['account.provider'], page.yourProvider, page.noPassword]) {
      expect(small(text)).toContain(small(term.provider));
    }
    for (const text of [television['action.support'], television['problem.support']]) {
      expect(small(text)).toContain(small(term.support));
    }
    expect(small(page.reference)).toContain(small(term.support));
    for (const text of [television['signIn.step2'], page.codeLabel, page.newCode]) {
      expect(small(text)).toContain(small(term.code));
    }
  });

  it('name the buttons as the glossary does', () => {
    expect([television['action.back'], page.back]).toEqual([term.back, term.back]);
    expect(television['action.signIn'].toLocaleLowerCase(language)).toBe(term.signIn);
  });
});

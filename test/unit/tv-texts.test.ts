import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import {
  createTranslate,
  languageNames,
  languages,
  loadLanguage,
  type TextKey,
} from '../../apps/tv/texts/index.ts';

// Texts are loaded per language.
await Promise.all(Object.keys(languageNames).map(loadLanguage));

const keys = Object.keys(en) as TextKey[];
const parametersOf = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(Object.entries(languages))('the texts in %s', (_language, texts) => {
  it('are complete, with nothing beyond', () => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => texts[key].trim() === '')).toEqual([]);
  });

  it('take the same parameters as English', () => {
    const different = keys.filter(
      (key) => parametersOf(texts[key]).join() !== parametersOf(en[key]).join(),
    );
    expect(different).toEqual([]);
  });
});

it.each(['es', 'fr', 'nl'])('the texts in %s are translated', (language) => {
  const texts = languages[language];
  // Short texts may be the same in two languages; sentences may not.
  expect(keys.filter((key) => texts?.[key] === en[key] && en[key].length > 24)).toEqual([]);
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty-X'])(
  'a device whose language is called "%s" reads English',
  async (language) => {
    await loadLanguage(language);
    expect(createTranslate(language)('problem.offline.title')).toBe(en['problem.offline.title']);
  },
);

it('French keeps its punctuation beside its word', () => {
  expect(keys.filter((key) => / [?!:;]/.test(languages.fr?.[key] ?? ''))).toEqual([]);
});

it('every text is used by the app', async () => {
  const sources = await sourcesOf('apps/tv');
  const problems = `${sources}${await readFile('core/pass/errorPolicy.ts', 'utf8')}`;
  const rows = await readFile('core/catalogue/rows.ts', 'utf8');
  const used = (key: string) => {
    const [, problem] = /^problem\.(\w+)\.(?:title|help)$/.exec(key) ?? [];
    const [, made] = /^row\.(\w+)$/.exec(key) ?? [];
    if (made) return rows.includes(`'${made}'`);
    return problem ? problems.includes(`'${problem}'`) : sources.includes(`'${key}'`);
  };
  expect(keys.filter((key) => !used(key))).toEqual([]);
});

describe('translating', () => {
  it('fills parameters in and leaves unknown ones visible', () => {
    const translate = createTranslate('en');
    expect(translate('problem.support', { code: 'throttled' })).toBe('For support: throttled');
    expect(translate('problem.supportTrace', { code: 'x' })).toContain('{trace}');
  });

  it('a parameter is never read as a text with parameters', () => {
    const translate = createTranslate('en');
    expect(translate('nav.toWatch', { title: '$& {title}' })).toBe('To watch · $& {title}');
  });

  it.each([
    ['es-419', 'Inicio', 'es-419'],
    ['fr_CA', 'Accueil', 'fr-CA'],
    ['NL', 'Home', 'NL'],
    ['en-US@posix', 'Home', 'en'],
    ['es-ES.UTF-8', 'Inicio', 'es'],
    ['de-DE', 'Home', 'en'],
    ['', 'Home', 'en'],
  ])('%j reads %s and writes dates as %s', (device, home, language) => {
    const translate = createTranslate(device);
    expect(translate('nav.home')).toBe(home);
    expect(translate.language).toBe(language);
  });
});

async function sourcesOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.startsWith('texts'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

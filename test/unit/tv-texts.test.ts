import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import { es } from '../../apps/tv/texts/es.ts';
import { esUS } from '../../apps/tv/texts/esUS.ts';
import { firstTexts } from '../../apps/tv/texts/first.ts';
import { fr } from '../../apps/tv/texts/fr.ts';
import { frCA } from '../../apps/tv/texts/frCA.ts';
import {
  createTranslate,
  languageNames,
  languages,
  loadLanguage,
  replaceTexts,
  type TextKey,
  type Texts,
} from '../../apps/tv/texts/index.ts';
import { html, json } from '../support/ports.ts';
import { launched, scripted } from '../support/scripted.ts';

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

it.each(['es', 'es-US', 'fr', 'fr-CA', 'nl'])('the texts in %s are translated', (language) => {
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

it('Canadian French has a space before a colon only', () => {
  const texts = languages['fr-CA'] as Texts;
  expect(keys.filter((key) => /[\s\u00a0][?!;]| :/.test(texts[key]))).toEqual([]);
});

describe.each([
  { language: 'es-US', base: es, own: esUS },
  { language: 'fr-CA', base: fr, own: frCA },
])('the texts in $language', ({ language, base, own }) => {
  it('are those of the language where the region has none', () => {
    expect(languages[language]).toEqual({ ...base, ...own });
    expect(Object.keys(own).length).toBeGreaterThan(40);
  });

  it('repeat none of the language', () => {
    expect(keys.filter((key) => own[key] === base[key])).toEqual([]);
  });

  it('are hardly longer than those in the languages whose screens are measured', () => {
    const measured = ['en', 'es', 'fr', 'nl'].map((name) => languages[name] as Texts);
    const longest = (key: TextKey) => Math.max(...measured.map((texts) => texts[key].length));
    const onOneLine = ['authorizing.status', 'signIn.troubled', 'signIn.timeLeft'];
    const allowed = (key: TextKey) =>
      onOneLine.includes(key) ? longest(key) + 1 : longest(key) * 1.1 + 4;
    const tooLong = keys.filter((key) => (own[key] ?? '').length > allowed(key));
    expect(tooLong).toEqual([]);
  });
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
    ['es-US@posix', 'Inicio', 'es-US'],
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

it.each([
  ['es', 'En directo', 'Vídeos'],
  ['es-ES', 'En directo', 'Vídeos'],
  ['es-US', 'En vivo', 'Videos'],
  ['es-MX', 'En vivo', 'Videos'],
  ['fr-CH', 'En direct', 'Vidéos'],
  ['fr-CA', 'En direct', 'Vidéos'],
])('a device set to %s reads the words of its region', (device, live, videos) => {
  const translate = createTranslate(device);
  expect([translate('row.live'), translate('row.shorts')]).toEqual([live, videos]);
});

it('names the provider as the region does', () => {
  expect(createTranslate('fr-BE')('account.provider')).toBe('Opérateur TV');
  expect(createTranslate('fr-CA')('account.provider')).toBe('Fournisseur de télé');
});

it('a brand’s texts of a language are also those of its region, unless it has own ones', () => {
  const before = { ...languages };
  replaceTexts({
    es: { 'nav.home': 'Portada', 'row.live': 'Ahora' },
    'es-US': { 'row.live': 'Ya' },
  });
  const read = (device: string) => {
    const translate = createTranslate(device);
    return [translate('nav.home'), translate('row.live')];
  };
  expect([read('es-ES'), read('es-MX'), read('fr-CA')]).toEqual([
    ['Portada', 'Ahora'],
    ['Portada', 'Ya'],
    ['Accueil', 'En direct'],
  ]);
  replaceTexts();
  Object.assign(languages, before);
});

async function sourcesOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.startsWith('texts'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

describe('the texts of the first screens', () => {
  const folder = 'apps/tv';
  const first = Object.keys(firstTexts);

  /** The sources that the TV app's entry imports statically, and all that these import. */
  async function scriptOf(file: string, seen = new Map<string, string>()) {
    if (seen.has(file) || !file.endsWith('.ts')) return seen;
    const source = await readFile(file, 'utf8');
    seen.set(file, source);
    const imports = source.matchAll(/^(?:import|export) (?!type\b)(?:[^;]*? from )?'(\.[^']+)';/gm);
    for (const [, path = ''] of imports) await scriptOf(join(file, '..', path), seen);
    return seen;
  }

  it('are all that the script before the first frame names', async () => {
    const script = await scriptOf(join(folder, 'main.ts'));
    expect([...script.keys()]).not.toContain(join(folder, 'texts', 'en.ts'));
    const named = [...script].flatMap(([file, source]) =>
      file.includes('texts') ? [] : keys.filter((key) => source.includes(`'${key}'`)),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((key) => !first.includes(key))).toEqual([]);
  });

  it.each([200, 401, 403, 404, 407, 410, 429, 451, 500, 503, 511])(
    'say on Home what an answer %s instead of the feed means',
    async (status) => {
      for (const answer of [html(status), json(status, {}), 'unreachable', 'never'] as const) {
        const world = await launched(scripted({ feed: () => answer }));
        await world.advance(30_000);
        const key = `problem.${world.on('home').problem?.key}`;
        expect(first).toContain(`${key}.title`);
        expect(first).toContain(`${key}.help`);
        world.app.stop();
      }
    },
  );
});

import type { BrandTexts } from '@couchpass/core';
import { baseLanguageOf, getOwn, textLanguageOf } from '@couchpass/core';
import { firstTexts } from './first.ts';
import type { TextKey, Texts } from './keys.ts';

export type { TextKey, Texts };

/** Returns a text in one language; `{name}` in the text is replaced from `parameters`. */
export interface Translate {
  (key: TextKey, parameters?: Readonly<Record<string, string | number>>): string;
  /** BCP 47, for dates and numbers, and for the `lang` of the page. */
  readonly language: string;
}

/**
 * The loaded texts: of English those of the first screens, and all of them once the other screens have loaded
 * (`index.ts`); other languages after `loadLanguage`.
 */
export const languages: Readonly<Record<string, Texts>> = { en: firstTexts as unknown as Texts };

const others: Readonly<Record<string, () => Promise<Texts>>> = {
  es: async () => (await import('./es.ts')).es,
  'es-US': () => both('es', async () => (await import('./esUS.ts')).esUS),
  fr: async () => (await import('./fr.ts')).fr,
  'fr-CA': () => both('fr', async () => (await import('./frCA.ts')).frCA),
  nl: async () => (await import('./nl.ts')).nl,
};

/** The texts of a region: those of the whole language, and what differs from them where that can be loaded. */
async function both(base: string, region: () => Promise<Partial<Texts>>): Promise<Texts> {
  const [texts, own] = await Promise.all([others[base]?.() ?? {}, region().catch(() => ({}))]);
  return { ...texts, ...own } as Texts;
}

/** The own name of each language, in the order of the list. */
export const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  'es-US': 'Español (EE. UU.)',
  fr: 'Français',
  'fr-CA': 'Français (Canada)',
  nl: 'Nederlands',
};

/** Whether `createTranslate` needs no loading for a language tag: its texts are loaded, or do not exist. */
export function isThere(language: string): boolean {
  const name = textLanguageOf(language);
  return Object.hasOwn(languages, name) || !Object.hasOwn(others, name);
}

/**
 * Loads the texts for a language tag, where they exist; also resolves when they cannot be loaded. English is used
 * then.
 */
export async function loadLanguage(language: string): Promise<void> {
  const name = textLanguageOf(language);
  if (isThere(language)) return;
  const texts = await getOwn(others, name)?.().catch(() => null);
  if (texts) keepTexts(name, texts);
}

let brandTexts: BrandTexts = {};

/**
 * Replaces the app's own texts with a brand's: in the loaded languages, and in those loaded later. A brand's Spanish
 * texts also replace those of `es-US`, unless the brand has its own for that.
 */
export function replaceTexts(texts: BrandTexts = {}): void {
  brandTexts = texts;
  for (const language of Object.keys(languages)) keepTexts(language, languages[language] as Texts);
}

/** Adds a language's texts, with a brand's own in place of them. */
export function keepTexts(language: string, texts: Texts): void {
  const base = getOwn(brandTexts, baseLanguageOf(language));
  const all = { ...texts, ...base, ...getOwn(brandTexts, language) };
  Object.assign(languages, { [language]: all });
}

/**
 * The language that the viewer chose, or else the device's language. The device's region is kept, for dates and
 * numbers, when both read the same texts.
 */
export function languageOf(chosen: string | undefined, device: string): string {
  if (chosen === undefined || !Object.hasOwn(languageNames, chosen)) return device;
  return textLanguageOf(device) === chosen ? device : chosen;
}

/**
 * The texts for the device's language, English when there are none. A region is kept for dates and
 * numbers: `fr-BE` uses the French texts and writes dates in the Belgian format.
 */
export function createTranslate(language: string): Translate {
  const name = textLanguageOf(language);
  const texts = getOwn(languages, name);
  const used = texts ? name : 'en';
  // Read at each call: the rest of the English texts may come later.
  const translate = (key: TextKey, parameters: Readonly<Record<string, string | number>> = {}) =>
    ((languages[used] as Texts)[key] ?? '').replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in parameters ? String(parameters[name]) : whole,
    );
  return Object.assign(translate, { language: texts ? tagOf(language, name) : 'en' });
}

/** Some engines report tags such as `en-US@posix`, for which functions that take a language tag throw. */
function tagOf(language: string, name: string): string {
  const tag = language.replace('_', '-');
  // Usual tags are not checked: the engine would load its language tables for the check, which takes long.
  if (/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(tag)) return tag;
  try {
    new Intl.NumberFormat(tag);
    return tag;
  } catch {
    return name;
  }
}

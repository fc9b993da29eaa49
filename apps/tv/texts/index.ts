import type { BrandTexts } from '@couchpass/core';
import { getOwn } from '@couchpass/core';
import { en } from './en.ts';
import type { TextKey, Texts } from './keys.ts';

export type { TextKey, Texts };

/** Returns a text in one language; `{name}` in the text is replaced from `parameters`. */
export interface Translate {
  (key: TextKey, parameters?: Readonly<Record<string, string | number>>): string;
  /** BCP 47, for dates and numbers, and for the `lang` of the page. */
  readonly language: string;
}

/** The loaded texts: English always, others after `loadLanguage`. */
export const languages: Readonly<Record<string, Texts>> = { en };

const others: Readonly<Record<string, () => Promise<Texts>>> = {
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  nl: async () => (await import('./nl.ts')).nl,
};

/** The own name of each language, in the order of the list. */
export const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  nl: 'Nederlands',
};

/** Whether `createTranslate` needs no loading for a language tag: its texts are loaded, or do not exist. */
export function isThere(language: string): boolean {
  const primary = primaryOf(language);
  return Object.hasOwn(languages, primary) || !Object.hasOwn(others, primary);
}

/**
 * Loads the texts for a language tag, where they exist; also resolves when they cannot be loaded. English is used
 * then.
 */
export async function loadLanguage(language: string): Promise<void> {
  const primary = primaryOf(language);
  if (isThere(language)) return;
  const texts = await getOwn(others, primary)?.().catch(() => null);
  if (texts) keep(primary, texts);
}

let brandTexts: BrandTexts = {};

/** Replaces the app's own texts with a brand's: in the loaded languages, and in those loaded later. */
export function replaceTexts(texts: BrandTexts = {}): void {
  brandTexts = texts;
  for (const language of Object.keys(languages)) keep(language, languages[language] as Texts);
}

function keep(language: string, texts: Texts): void {
  Object.assign(languages, { [language]: { ...texts, ...getOwn(brandTexts, language) } });
}

/**
 * The language that the viewer chose, or else the device's language. The device's region is kept when
 * both are the same language.
 */
export function languageOf(chosen: string | undefined, device: string): string {
  if (chosen === undefined || !Object.hasOwn(languageNames, chosen)) return device;
  return primaryOf(device) === chosen ? device : chosen;
}

/**
 * The texts for the device's language, English when there are none. A region is kept for dates and
 * numbers: `fr-CA` uses the French texts and writes dates in the Canadian format.
 */
export function createTranslate(language: string): Translate {
  const primary = primaryOf(language);
  const texts = getOwn(languages, primary);
  const translate = (key: TextKey, parameters: Readonly<Record<string, string | number>> = {}) =>
    (texts ?? (languages.en as Texts))[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in parameters ? String(parameters[name]) : whole,
    );
  return Object.assign(translate, { language: texts ? tagOf(language, primary) : 'en' });
}

function primaryOf(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? '';
}

/** Some engines report tags such as `en-US@posix`, for which functions that take a language tag throw. */
function tagOf(language: string, primary: string): string {
  const tag = language.replace('_', '-');
  // Usual tags are not checked: the engine would load its language tables for the check, which takes long.
  if (/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(tag)) return tag;
  try {
    new Intl.NumberFormat(tag);
    return tag;
  } catch {
    return primary;
  }
}

import type { BrandTexts } from '@couchpass/core';
import { getOwn } from '@couchpass/core';
import { en } from './en.ts';
import type { TextKey, Texts } from './keys.ts';

export type { TextKey, Texts };

/** Says a text in one language; `{name}` in it is filled from `parameters`. */
export interface Translate {
  (key: TextKey, parameters?: Readonly<Record<string, string | number>>): string;
  /** BCP 47, for dates and numbers, and for the `lang` of the page. */
  readonly language: string;
}

/** The texts that are there: English always, others once `loadLanguage` has brought them. */
export const languages: Readonly<Record<string, Texts>> = { en };

const others: Readonly<Record<string, () => Promise<Texts>>> = {
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  nl: async () => (await import('./nl.ts')).nl,
};

/** What each language calls itself, in the order of the list. */
export const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  nl: 'Nederlands',
};

/** Whether `createTranslate` needs nothing more for a language tag: its texts came, or there are none. */
export function isThere(language: string): boolean {
  const primary = primaryOf(language);
  return Object.hasOwn(languages, primary) || !Object.hasOwn(others, primary);
}

/**
 * Brings the texts for a language tag, where there are any; resolves also when they cannot be had, and
 * English stands in.
 */
export async function loadLanguage(language: string): Promise<void> {
  const primary = primaryOf(language);
  if (isThere(language)) return;
  const texts = await getOwn(others, primary)?.().catch(() => null);
  if (texts) keep(primary, texts);
}

let brandTexts: BrandTexts = {};

/** Puts a brand's words in the place of the app's own: of languages that are there, and of those that come. */
export function replaceTexts(texts: BrandTexts = {}): void {
  brandTexts = texts;
  for (const language of Object.keys(languages)) keep(language, languages[language] as Texts);
}

function keep(language: string, texts: Texts): void {
  Object.assign(languages, { [language]: { ...texts, ...getOwn(brandTexts, language) } });
}

/**
 * What the viewer chose, or else what the device is set to; a region of the device is kept where it is
 * of the chosen language.
 */
export function languageOf(chosen: string | undefined, device: string): string {
  if (chosen === undefined || !Object.hasOwn(languageNames, chosen)) return device;
  return primaryOf(device) === chosen ? device : chosen;
}

/**
 * The texts for the device's language, English when there are none. A region is kept for dates and
 * numbers: `fr-CA` reads the French texts and writes dates the Canadian way.
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

/** Some engines say `en-US@posix` and the like, over which whatever takes a language tag would throw. */
function tagOf(language: string, primary: string): string {
  const tag = language.replace('_', '-');
  // The usual ones need not be asked about: the engine would open its tables for it, which takes a while.
  if (/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(tag)) return tag;
  try {
    new Intl.NumberFormat(tag);
    return tag;
  } catch {
    return primary;
  }
}

import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;

/** Says a text in one language; `{name}` in it is filled from `parameters`. */
export interface Translate {
  (key: TextKey, parameters?: Readonly<Record<string, string | number>>): string;
  /** BCP 47, for dates and numbers, and for the `lang` of the page. */
  readonly language: string;
}

export const languages: Readonly<Record<string, Texts>> = { en, es, fr, nl };

/** What each language calls itself, in the order of the list. */
export const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  nl: 'Nederlands',
};

/**
 * What the viewer chose, or else what the device is set to; a region of the device is kept where it is
 * of the chosen language.
 */
export function languageOf(chosen: string | undefined, device: string): string {
  if (chosen === undefined || !Object.hasOwn(languages, chosen)) return device;
  return device.toLowerCase().split(/[-_]/)[0] === chosen ? device : chosen;
}

/**
 * The texts for the device's language, English when there are none. A region is kept for dates and
 * numbers: `fr-CA` reads the French texts and writes dates the Canadian way.
 */
export function createTranslate(language: string): Translate {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const texts = languages[primary];
  const translate = (key: TextKey, parameters: Readonly<Record<string, string | number>> = {}) =>
    (texts ?? en)[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in parameters ? String(parameters[name]) : whole,
    );
  return Object.assign(translate, { language: texts ? tagOf(language, primary) : 'en' });
}

/** Some engines say `en-US@posix` and the like, over which whatever takes a language tag would throw. */
function tagOf(language: string, primary: string): string {
  const tag = language.replace('_', '-');
  try {
    new Intl.NumberFormat(tag);
    return tag;
  } catch {
    return primary;
  }
}

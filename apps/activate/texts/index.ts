import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

export type { Texts } from './en.ts';

export const languages = { en, es, fr, nl } as const satisfies Record<string, Texts>;

export type Language = keyof typeof languages;

/** The first of the viewer's languages (BCP 47, best first) that the page speaks; English otherwise. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split(/[-_]/)[0] ?? '';
    if (Object.keys(languages).includes(primary)) return primary as Language;
  }
  return 'en';
}

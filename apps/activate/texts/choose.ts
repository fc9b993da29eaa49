import { textLanguageOf } from '@couchpass/core';

const spoken = ['en', 'es', 'es-US', 'fr', 'fr-CA', 'nl'] as const;

export type Language = (typeof spoken)[number];

/** The first of the viewer's languages (BCP 47, best first) that the page supports; English otherwise. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const name = textLanguageOf(tag);
    const language = spoken.find((known) => known === name);
    if (language !== undefined) return language;
  }
  return 'en';
}

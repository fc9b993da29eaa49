const spoken = ['en', 'es', 'fr', 'nl'] as const;

export type Language = (typeof spoken)[number];

/** The first of the viewer's languages (BCP 47, best first) that the page supports; English otherwise. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    const language = spoken.find((known) => known === primary);
    if (language !== undefined) return language;
  }
  return 'en';
}

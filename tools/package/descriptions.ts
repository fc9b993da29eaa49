/** Endings of the app's description for launchers and stores, by language; the longest that fits is used. */
const endings = {
  en: ['television with your TV provider', 'TV with your provider', 'television'],
  es: ['televisión con tu operador de TV', 'TV con tu operador', 'televisión'],
  fr: ['la télévision avec votre fournisseur TV', 'TV avec votre fournisseur', 'télévision'],
  nl: ['televisie met je tv-aanbieder', 'tv met je aanbieder', 'televisie'],
} as const satisfies Record<string, readonly string[]>;

export type PackageLanguage = keyof typeof endings;

export const packageLanguages = Object.keys(endings) as PackageLanguage[];

/** LG: "appinfo.json", `appDescription`. Letters. */
export const longestDescription = 60;

/** A one-line description of the app in a language, for names of any length. */
export function descriptionIn(language: PackageLanguage, name: string): string {
  // A store may count UTF-16 units, as `length` does.
  const fits = (text: string) => text.length <= longestDescription;
  const found = endings[language].map((ending) => `${name}: ${ending}`).find(fits);
  if (found !== undefined) return found;
  const letters = [...name];
  while (!fits(letters.join(''))) letters.pop();
  return letters.join('');
}

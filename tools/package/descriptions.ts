/** Languages of the app, and what a launcher or a store says of it in each; the longest that fits is taken. */
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

/** One line about the app in a language, whatever the name's length. */
export function descriptionIn(language: PackageLanguage, name: string): string {
  // A store may count by UTF-16 units: so does `length`.
  const fits = (text: string) => text.length <= longestDescription;
  const found = endings[language].map((ending) => `${name}: ${ending}`).find(fits);
  if (found !== undefined) return found;
  const letters = [...name];
  while (!fits(letters.join(''))) letters.pop();
  return letters.join('');
}

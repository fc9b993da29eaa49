/**
 * The device languages (BCP 47 or POSIX, in small letters) that read the texts of a region. Spanish of the Americas is
 * that of every region except Spain with its parts, Equatorial Guinea and the Philippines, as in Unicode's CLDR.
 */
const regional: readonly (readonly [language: string, tags: RegExp])[] = [
  ['es-US', /^es[-_](latn[-_])?(?!e[as]|gq|ic|ph)\w{2,3}\b/],
  ['fr-CA', /^fr[-_](latn[-_])?ca\b/],
];

/**
 * The language of the texts for a device's language tag, in any case: `es-MX` reads `es-US`, `fr_CA` reads `fr-CA`;
 * others read the language without a region: `es-ES` reads `es`. The texts need not exist.
 */
export function textLanguageOf(tag: string): string {
  const lower = tag.toLowerCase();
  return regional.find(([, tags]) => tags.test(lower))?.[0] ?? baseLanguageOf(lower);
}

/** The language without its region; regional texts are based on its texts: `es` for `es-US`. */
export function baseLanguageOf(tag: string): string {
  return tag.split(/[-_]/)[0] ?? '';
}

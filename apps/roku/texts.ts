/**
 * Texts of the Roku channel only, by language; all others are those of the television app (`apps/tv/texts`). Where a
 * region has none, those of its language are used.
 */
export const rokuTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { 'link.notHere': 'That title is not in this channel.' },
  es: { 'link.notHere': 'Ese título no está en este canal.' },
  fr: { 'link.notHere': 'Ce titre n’est pas dans cette chaîne.' },
  'fr-CA': { 'link.notHere': 'Ce titre n’est pas offert sur cette chaîne.' },
  nl: { 'link.notHere': 'Die titel zit niet in dit kanaal.' },
};

/** The locales of Roku OS (`roDeviceInfo.GetCurrentLocale`) whose texts are not those of the language alone. */
export const rokuLocales = ['es_MX', 'fr_CA'] as const;

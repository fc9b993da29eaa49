/** Texts of the Roku channel only, by language; all others are those of the television app (`apps/tv/texts`). */
export const rokuTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { 'link.notHere': 'That title is not in this channel.' },
  es: { 'link.notHere': 'Ese título no está en este canal.' },
  fr: { 'link.notHere': 'Ce titre n’est pas dans cette chaîne.' },
  nl: { 'link.notHere': 'Die titel zit niet in dit kanaal.' },
};

/**
 * A text from a feed or a service in a form that a screen may show: one line, no control characters, nothing that
 * changes the writing direction of the texts beside it, and of limited length.
 * @param most letters
 */
export function cleanText(text: string, most: number): string {
  // A malicious text may have millions of letters, so it is cut before it is split into letters.
  const plain = [...text.slice(0, most * 4).replace(/\s+/g, ' ')]
    .filter((letter) => letter >= ' ' && (letter < '\u007f' || letter > '\u009f'))
    .join('')
    .normalize('NFC')
    .replace(tower, '$1')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim();
  const letters = [...plain];
  const cut =
    letters.length > most
      ? `${letters
          .slice(0, most - 1)
          .join('')
          .trimEnd()}…`
      : plain;
  // Isolated, so that a right-to-left title does not move the dots and numbers around it.
  return rightToLeft.test(cut) ? `\u2068${cut}\u2069` : cut;
}

/**
 * Marks above and below a letter. Some languages put two on a letter; after composition one of them is part of the
 * letter, so one is kept. More would cover the lines above and below.
 */
const tower =
  /([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|\ud83a[\udc00-\udfff]/;

/** Maximum length of each text that is shown, in letters. */
export const maxLength = { title: 160, line: 60, description: 900, quote: 600 } as const;

/** Replaces missing art or a missing logo: the first letter, skipping marks of isolated right-to-left text. */
export function initialOf(name: string): string {
  return [...name.replace(/^[\s\u2066-\u2069]+/, '')][0]?.toUpperCase() ?? '';
}

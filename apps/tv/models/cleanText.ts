/**
 * Words from a feed or a service as a screen may show them: one line, no control characters, nothing
 * that turns the writing of what stands beside it, and never longer than anybody reads.
 * @param most letters
 */
export function cleanText(text: string, most: number): string {
  // A hostile text may have millions of letters: it is cut before anything looks at each.
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
  // Set apart, so that a right-to-left title leaves the dots and numbers around it where they are.
  return rightToLeft.test(cut) ? `\u2068${cut}\u2069` : cut;
}

/**
 * Marks above and below a letter. Where languages put two, one is part of the letter once it is composed;
 * more than that would cover the lines above and below.
 */
const tower =
  /([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|\ud83a[\udc00-\udfff]/;

/** How much of each is ever shown. */
export const maxLength = { title: 160, line: 60, description: 900, quote: 600 } as const;

/** What stands in for art or a logo: the first letter, not the mark that may hold right-to-left words together. */
export function initialOf(name: string): string {
  return [...name.replace(/^[\s\u2066-\u2069]+/, '')][0]?.toUpperCase() ?? '';
}

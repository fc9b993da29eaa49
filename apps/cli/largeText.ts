/**
 * Letters of five by five dots, readable from a distance: five rows a letter, each row one base-32
 * digit whose five bits are the dots from left to right.
 */
const glyphs: Readonly<Record<string, string>> = {
  A: 'ehvhh',
  B: 'uhuhu',
  C: 'fgggf',
  D: 'uhhhu',
  E: 'vgugv',
  F: 'vgugg',
  G: 'fgjhf',
  H: 'hhvhh',
  I: 'e444e',
  J: '722ic',
  K: 'hisih',
  L: 'ggggv',
  M: 'hrlhh',
  N: 'hpljh',
  O: 'ehhhe',
  P: 'uhugg',
  Q: 'ehlid',
  R: 'uhuih',
  S: 'fge1u',
  T: 'v4444',
  U: 'hhhhe',
  V: 'hhha4',
  W: 'hhlrh',
  X: 'ha4ah',
  Y: 'ha444',
  Z: 'v248v',
  0: 'ejlpe',
  1: '4c44e',
  2: 'u1egv',
  3: 'u1e1u',
  4: 'hhv11',
  5: 'vgu1u',
  6: 'eguhe',
  7: 'v1244',
  8: 'ehehe',
  9: 'ehf1e',
  '-': '00e00',
};

const rows = 5;
const dots = 5;

/** Two rows of dots a line of text, and the plain text below, because the shapes can be misread. */
export function enlarge(text: string, columns: number): string {
  const letters = [...text].map((letter) => glyphs[letter]);
  const known = letters.filter((glyph) => glyph !== undefined);
  const plain = `    ${text}`;
  if (known.length < letters.length || 4 + text.length * (dots + 2) > columns) return plain;
  const lines: string[] = [];
  for (let row = 0; row < rows; row += 2) {
    lines.push(
      `    ${known.map((glyph) => halfBlocks(bits(glyph, row), bits(glyph, row + 1))).join('  ')}`,
    );
  }
  return [...lines, '', plain].join('\n');
}

function bits(glyph: string, row: number): number {
  return row < rows ? Number.parseInt(glyph.charAt(row), 32) : 0;
}

function halfBlocks(upper: number, lower: number): string {
  let line = '';
  for (let dot = dots - 1; dot >= 0; dot--) {
    line += ' ▀▄█'.charAt(((upper >> dot) & 1) + 2 * ((lower >> dot) & 1));
  }
  return line;
}

/**
 * The letters that an OpenType font contains, as code points. Reads only the table for Unicode's first plane,
 * `cmap` format 4. Microsoft, "OpenType: cmap".
 * @throws Error when the font has no such table
 */
export function lettersIn(font: Buffer): number[] {
  const table = tableOf(font, 'cmap');
  const count = font.readUInt16BE(table + 2);
  for (let index = 0; index < count; index += 1) {
    const at = table + font.readUInt32BE(table + 8 + index * 8);
    if (font.readUInt16BE(at) === 4) return mapped(font, at);
  }
  throw new Error('The font has no table of letters.');
}

function tableOf(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no table ${tag}.`);
}

function mapped(font: Buffer, at: number): number[] {
  const segments = font.readUInt16BE(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + segments * 2];
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4];
  const letters: number[] = [];
  for (let segment = 0; segment < segments; segment += 1) {
    const [end, start, delta, offset] = [ends, starts, deltas, offsets].map((list) =>
      font.readUInt16BE(list + segment * 2),
    ) as [number, number, number, number];
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph =
        offset === 0
          ? (code + delta) & 0xffff
          : font.readUInt16BE(offsets + segment * 2 + offset + (code - start) * 2);
      if (glyph !== 0) letters.push(code);
    }
  }
  return letters;
}

/**
 * The content of a regular expression's character class: printable ASCII as a range, all others one by one, so that
 * an engine that compares bytes of UTF-8 gives almost the same result as one that compares letters. Only Latin
 * letters and punctuation: other scripts are shown completely in the system's font.
 */
export function classOf(letters: readonly number[]): string {
  const others = letters.filter(
    (code) => (code > 0x7e && code < 0x250) || (code >= 0x2010 && code <= 0x2212),
  );
  return ` -~\\t\\n\\r${others.map((code) => String.fromCodePoint(code)).join('')}`;
}

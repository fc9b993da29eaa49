/**
 * The only filter between text from outside (answers, headers, names, file names, messages of a television)
 * and a terminal. A terminal executes control characters: they move the cursor, hide text, write links
 * (OSC 8) and copy to the clipboard (OSC 52). Characters that change the direction of text make a line
 * look different from its content.
 */

/** Replaces a character that a terminal would execute. */
const mark = '\ufffd';

/**
 * C0 except line feed and tab, DEL and C1 (where a single byte can begin a sequence), lone surrogates,
 * line and paragraph separators, embeddings and overrides of direction, annotations.
 */
const obeyed = /[^\P{Cc}\n\t]|[\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;
/** Invisible characters, which are removed: direction marks, zero-width characters, tags. */
const unseen =
  /[\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** Colours, which libraries add for terminals; removing them does not change the text. */
const colours = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;:]*m`, 'g');
/** The same two sets as UTF-16 code units, for JSON, where they are escaped instead of removed. */
const escaped =
  /[\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Several lines; line feeds and tabs stay. */
export function printableText(text: string): string {
  const plain = text.replaceAll('\r\n', '\n').replace(colours, '');
  return plain.replace(unseen, '').replace(obeyed, mark);
}

/** One line: a value cannot start a new line, which would look like a line of the program. */
export function printableLine(text: string): string {
  return printableText(text.replace(/[\t\n\v\f\r\u2028\u2029]+/g, ' '));
}

/**
 * JSON in which all characters that a terminal would execute are written as `\uXXXX`: no value changes.
 * @param indent spaces per level; one line when absent
 */
export function printableJson(value: unknown, indent?: number): string {
  return (JSON.stringify(value, null, indent) ?? '').replace(escaped, (found) =>
    found
      .split('')
      .map((unit) => `\\u${hex(unit)}`)
      .join(''),
  );
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

/** A report in which every text, including member names, is one printable line. */
export function printableReport<T>(report: T): T {
  return printed(report) as T;
}

function printed(value: unknown): unknown {
  if (typeof value === 'string') return printableLine(value);
  if (Array.isArray(value)) return value.map(printed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [printableLine(key), printed(inner)]),
  );
}

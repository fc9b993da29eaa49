import { named, shownKey } from './faults.ts';

/** A place at which a text is no JSON, or a value that JSON would drop: where it is, and what is allowed there. */
export interface JsonFault {
  /** `twice`: the text is JSON, but a key is there twice and JSON keeps only the last value. */
  readonly sort: 'syntax' | 'twice';
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** What is at this place, such as `a comment (//)`; '' for an empty text. */
  readonly wrong: string;
  readonly allowed: string;
}

/** Deepest nesting that is accepted. */
const deepest = 100;

/** Most repeated keys that are reported. */
const most = 10;

/** Internal: the reader throws it at the first fault, and `jsonFaults` catches it. */
class Stop {
  readonly at: number;
  readonly wrong: string;
  readonly allowed: string;
  constructor(at: number, wrong: string, allowed: string) {
    this.at = at;
    this.wrong = wrong;
    this.allowed = allowed;
  }
}

/**
 * The first place at which `text` is no JSON (RFC 8259), otherwise the keys that an object has twice, of
 * which JSON keeps the last. Empty when there is no fault. Single pass.
 */
export function jsonFaults(text: string): JsonFault[] {
  const reader = new Reader(text);
  try {
    reader.document();
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return [
      { sort: 'syntax', ...placeOf(text, stop.at), wrong: stop.wrong, allowed: stop.allowed },
    ];
  }
  return reader.twice.map(({ at, path, first }) => ({
    sort: 'twice',
    ...placeOf(text, at),
    wrong: `the key ${shownKey(path)} for the second time, first in line ${placeOf(text, first).line}`,
    allowed: 'each key once in its object',
  }));
}

class Reader {
  readonly twice: { at: number; path: string; first: number }[] = [];
  private readonly text: string;
  private readonly path: string[] = [];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): void {
    this.blanks();
    if (this.at === this.text.length) throw new Stop(0, '', 'a JSON object');
    if (this.text.charAt(this.at) === '<') this.stop('a page of HTML', 'a JSON object');
    this.value();
    this.blanks();
    if (this.at < this.text.length)
      this.stop('more after the end of the object', 'one JSON object');
  }

  private value(): void {
    const letter = this.text.charAt(this.at);
    if (letter === '{') this.object();
    else if (letter === '[') this.list();
    else if (letter === '"') this.string();
    else this.word(letter);
  }

  /** A number, or one of the three words. */
  private word(letter: string): void {
    const { text, at } = this;
    const word = /[^\s,:;{}[\]"'/#]*/y;
    word.lastIndex = at;
    const found = word.exec(text)?.[0] ?? '';
    const known = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(found);
    if (!known) this.noValue(letter, found);
    this.at = at + found.length;
  }

  private noValue(letter: string, word: string): never {
    const values = 'a text in double quotes, a number, true, false, null, {…} or […]';
    if (letter === '') this.stop('the end of the file where a value belongs', values);
    if (letter === "'") this.stop('a text in single quotes', 'double quotes');
    if (/^[+.-]?\d/.test(word)) {
      this.stop(`the number ${shown(word)}`, 'a number such as 5, -5, 0.5 or 5e3');
    }
    this.stop(`${shown(word || letter)} where a value belongs`, values);
  }

  private object(): void {
    this.inside('}', '"key": value', () => {
      const keys = new Map<string, number>();
      return () => {
        const at = this.at;
        const letter = this.text.charAt(at);
        if (letter !== '"') this.noKey(letter);
        const key = this.string();
        const first = keys.get(key);
        if (first !== undefined && this.twice.length < most) {
          this.twice.push({ at, path: [...this.path, key].join('.'), first });
        }
        if (first === undefined) keys.set(key, at);
        this.blanks();
        if (this.text.charAt(this.at) !== ':')
          this.stop(`no ":" after the key "${shown(key)}"`, ':');
        this.at++;
        this.blanks();
        this.path.push(key);
        this.value();
        this.path.pop();
      };
    });
  }

  private noKey(letter: string): never {
    if (letter === '')
      this.stop('the end of the file where a key belongs', 'a key in double quotes');
    if (letter === "'") this.stop('a key in single quotes', 'double quotes');
    if (/[\w$]/.test(letter)) this.stop('a key without quotes', 'double quotes around each key');
    this.stop(`${shown(letter)} where a key belongs`, 'a key in double quotes');
  }

  private list(): void {
    this.inside(']', 'a value', () => () => this.value());
  }

  /** The content between brackets: parts with commas between them and none after the last. */
  private inside(end: string, part: string, begin: () => () => void): void {
    if (this.depth >= deepest) this.stop('brackets nested too deep', `${deepest} levels`);
    this.depth++;
    const one = begin();
    this.at++;
    this.blanks();
    if (this.text.charAt(this.at) !== end) {
      for (;;) {
        one();
        this.blanks();
        const letter = this.text.charAt(this.at);
        if (letter === end) break;
        if (letter === '') this.stop('the end of the file inside of brackets', `${end} at the end`);
        if (letter !== ',') this.stop(`no comma before ${shown(letter)}`, `a comma or ${end}`);
        const comma = this.at++;
        this.blanks();
        if (this.text.charAt(this.at) === end) {
          throw new Stop(
            comma,
            'a comma after the last entry (a trailing comma)',
            'no comma after the last entry',
          );
        }
        if (this.text.charAt(this.at) === ',') this.stop('two commas in a row', part);
      }
    }
    this.at++;
    this.depth--;
  }

  /** @returns the text, with its escapes decoded */
  private string(): string {
    const begin = this.at;
    for (this.at++; ; this.at++) {
      const letter = this.text.charAt(this.at);
      if (letter === '"') break;
      if (letter === '') {
        throw new Stop(begin, 'a text that does not end', 'a double quote at its end');
      }
      if (letter === '\\') this.escape();
      else if (letter < ' ') {
        const what = letter === '\n' || letter === '\r' ? 'a line break' : 'a control character';
        this.stop(`${what} inside of a text`, 'a double quote before it, or \\n and the like');
      }
    }
    this.at++;
    return JSON.parse(this.text.slice(begin, this.at)) as string;
  }

  private escape(): void {
    const known = /\\(["\\/bfnrt]|u[\da-fA-F]{4})/y;
    known.lastIndex = this.at;
    const found = known.exec(this.text)?.[0];
    if (found === undefined) {
      const what = this.text.slice(this.at, this.at + 2);
      this.stop(
        `${shown(what)} in a text`,
        'a backslash as \\\\, or one of \\" \\/ \\b \\f \\n \\r \\t \\u',
      );
    }
    this.at += found.length - 1;
  }

  /** Skips white space; a comment, which JSON does not have, is a fault. */
  private blanks(): void {
    for (;;) {
      const letter = this.text.charAt(this.at);
      if (letter === '/' && /[/*]/.test(this.text.charAt(this.at + 1))) {
        const mark = this.text.slice(this.at, this.at + 2);
        this.stop(`a comment (${mark})`, 'JSON, which has no comments');
      }
      if (letter === '#') this.stop('a comment (#)', 'JSON, which has no comments');
      if (letter !== ' ' && letter !== '\n' && letter !== '\r' && letter !== '\t') return;
      this.at++;
    }
  }

  private stop(wrong: string, allowed: string): never {
    throw new Stop(this.at, wrong, allowed);
  }
}

/** The text, cut; invisible characters by their number. */
function shown(text: string): string {
  const cut = text.length > 12 ? `${text.slice(0, 12)}…` : text;
  const code = text.charCodeAt(0);
  const odd = text.length === 1 && !(code > 0x20 && code < 0x7f);
  return odd ? `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}` : named(cut);
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines[lines.length - 1] ?? '').length + 1 };
}

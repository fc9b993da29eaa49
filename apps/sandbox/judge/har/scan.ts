/** The place where a JSON text could not be read any further, and the entries of `log.entries` before it. */
export interface Scan {
  /** Complete members of `log.entries`, as text. */
  readonly entries: readonly string[];
  /** Whether the list of entries was found. */
  readonly hasEntries: boolean;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Whether the text ended too early; otherwise it contains something that is not JSON. */
  readonly isCut: boolean;
}

/**
 * Reads a text up to the first place that is not JSON. Only for texts that JSON.parse refused: returns this place,
 * and the entries before it.
 */
export function scanHar(text: string): Scan {
  const scanner = new Scanner(text);
  scanner.run();
  const { at } = scanner;
  const before = text.slice(0, at);
  let line = 1;
  for (let end = before.indexOf('\n'); end >= 0; end = before.indexOf('\n', end + 1)) line += 1;
  return {
    entries: scanner.entries,
    hasEntries: scanner.hasEntries,
    line,
    column: at - before.lastIndexOf('\n'),
    isCut: BEGUN.test(text.slice(at, at + 8)) && at + 8 >= text.length,
  };
}

/** `value`: a value must follow; `first`: a value or the end of the list; `next`: a comma or the end. */
type State = 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'next';

interface Level {
  readonly isList: boolean;
  readonly isEntries: boolean;
  key: string;
}

const SPACE = /[\t\n\r ]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A part of a string without quote and backslash; long strings are read in parts. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
/** Nothing, or an incomplete word or escape. */
const BEGUN = /^(?:\s*|-|[a-z]{1,4}|\\(?:u[\da-fA-F]{0,3})?)$/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

class Scanner {
  at = 0;
  hasEntries = false;
  readonly entries: string[] = [];
  private readonly text: string;
  private readonly levels: Level[] = [];
  private state: State = 'value';
  private entryFrom = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads until something is not JSON, or until the end. */
  run(): void {
    for (;;) {
      this.match(SPACE);
      if (!this.step()) return;
    }
  }

  private step(): boolean {
    const level = this.levels.at(-1);
    const letter = this.text[this.at];
    if (letter === undefined) return false;
    if (this.state === 'next') return this.stepNext(level, letter);
    if (this.state === 'colon') return letter === ':' && this.go(1, 'value');
    if (this.state === 'key' || this.state === 'firstKey') {
      if (letter === '}' && this.state === 'firstKey') return this.close();
      return level !== undefined && this.readKey(level);
    }
    if (letter === ']' && this.state === 'first') return this.close();
    return this.readValue(level, letter);
  }

  private stepNext(level: Level | undefined, letter: string): boolean {
    if (level === undefined) return false;
    if (letter === ',') return this.go(1, level.isList ? 'value' : 'key');
    return letter === (level.isList ? ']' : '}') && this.close();
  }

  private readKey(level: Level): boolean {
    const from = this.at;
    if (!this.readString()) return false;
    level.key = this.text.slice(from + 1, Math.min(this.at - 1, from + 20));
    this.state = 'colon';
    return true;
  }

  private readValue(level: Level | undefined, letter: string): boolean {
    if (level?.isEntries) this.entryFrom = this.at;
    if (letter === '{' || letter === '[') {
      const isEntries = letter === '[' && this.levels.length === 2 && this.isAt('log', 'entries');
      this.hasEntries ||= isEntries;
      this.levels.push({ isList: letter === '[', isEntries, key: '' });
      return this.go(1, letter === '[' ? 'first' : 'firstKey');
    }
    const isRead = letter === '"' ? this.readString() : this.match(SCALAR);
    return isRead && this.ended(level);
  }

  private readString(): boolean {
    if (this.text[this.at] !== '"') return false;
    this.at += 1;
    for (;;) {
      this.match(PLAIN);
      if (this.text[this.at] === '"') {
        this.at += 1;
        return true;
      }
      if (!this.match(ESCAPE)) return false;
    }
  }

  private close(): boolean {
    this.levels.pop();
    this.at += 1;
    return this.ended(this.levels.at(-1));
  }

  private ended(level: Level | undefined): boolean {
    if (level?.isEntries) this.entries.push(this.text.slice(this.entryFrom, this.at));
    this.state = 'next';
    return true;
  }

  private isAt(...keys: readonly string[]): boolean {
    return keys.every((key, i) => this.levels[i]?.key === key);
  }

  private go(by: number, state: State): true {
    this.at += by;
    this.state = state;
    return true;
  }

  /** Moves past the match of the expression; false when the match is empty. */
  private match(expression: RegExp): boolean {
    const from = this.at;
    expression.lastIndex = from;
    if (expression.test(this.text)) this.at = expression.lastIndex;
    return this.at > from;
  }
}

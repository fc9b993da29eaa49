/** One fault, in words: the key, what is wrong with its value, what is allowed. */
export interface SettingsFault {
  /** Dotted path, such as `appSettings.pass.baseUrl`; the file's name when the fault is about the whole file. */
  readonly key: string;
  readonly wrong: string;
  readonly allowed: string;
}

/** settings.json cannot be used; `faults` has the reasons in words. Exit code 2, or a full-screen message. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly SettingsFault[];
  constructor(faults: readonly SettingsFault[]) {
    super(faults.map(sayFault).join('\n'));
    this.faults = faults;
  }
}

/** A fault as one line: the key, what is wrong, what is allowed. */
export function sayFault(fault: SettingsFault): string {
  return `${fault.key}: ${fault.wrong}; allowed: ${fault.allowed}`;
}

/** A key of a file for a screen, on one line: a long key is cut, invisible characters are escaped. */
export function shownKey(key: string): string {
  return named(key.length > 100 ? `${key.slice(0, 97)}…` : key);
}

/** Escapes invisible characters as in JSON. */
export function named(text: string): string {
  return text.replace(unseen, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return `\\u${`0000${code}`.slice(-4)}`;
  });
}

/** Control characters, line breaks, characters that change the direction of text, and lone surrogates at a cut. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])/g;

/** The value of a key, for a screen: long values are cut; possible secrets in an address are left out. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  const said = JSON.stringify(withoutSecrets(value));
  return named(said.length > 60 ? `${said.slice(0, 57)}…` : said);
}

/** Removes user, password and query of a possible address: the query may contain the key of a feed. */
function withoutSecrets(text: string): string {
  if (!/[:/\\]/.test(text)) return text;
  const query = text.search(/[?#]/);
  const place = query < 0 ? text : `${text.slice(0, query + 1)}…`;
  const user = place.lastIndexOf('@');
  const scheme = /^[a-z]{1,20}:\/\//i.exec(place)?.[0] ?? '';
  return user < 0 ? place : `${scheme}…${place.slice(user)}`;
}

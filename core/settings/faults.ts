/** One thing that is wrong: which key, what it holds, what is allowed. All in words. */
export interface SettingsFault {
  /** Dotted path, such as `appSettings.pass.baseUrl`; the file's name where it is about the whole file. */
  readonly key: string;
  readonly wrong: string;
  readonly allowed: string;
}

/** settings.json cannot be used; `faults` says why in words. Exit code 2, or a full-screen message. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly SettingsFault[];
  constructor(faults: readonly SettingsFault[]) {
    super(faults.map(sayFault).join('\n'));
    this.faults = faults;
  }
}

/** A fault as one line: which key, what is wrong, what is allowed. */
export function sayFault(fault: SettingsFault): string {
  return `${fault.key}: ${fault.wrong}; allowed: ${fault.allowed}`;
}

/** What a key holds, for a screen: long values are cut; what may be a secret in an address is left out. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  const said = JSON.stringify(withoutSecrets(value));
  return said.length > 60 ? `${said.slice(0, 57)}…` : said;
}

/** Of what may be an address: users, passwords and queries, where keys of feeds stand. */
function withoutSecrets(text: string): string {
  if (!/[:/\\]/.test(text)) return text;
  const query = text.search(/[?#]/);
  const place = query < 0 ? text : `${text.slice(0, query + 1)}…`;
  const user = place.lastIndexOf('@');
  const scheme = /^[a-z]{1,20}:\/\//i.exec(place)?.[0] ?? '';
  return user < 0 ? place : `${scheme}…${place.slice(user)}`;
}

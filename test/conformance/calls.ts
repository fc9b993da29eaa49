import type { JournalEntry } from '../../apps/sandbox/index.ts';

/** A call by its short name: `GET /profiles/code/*`, the service's own prefix left out. */
export type Short = `${'GET' | 'POST' | 'DELETE'} /${string}`;

const prefix = '/api/v2/NORTHSTAR';
/** Paths that are no part of REST API V2. */
const others = /^\/(o|api|reggie|programmer|mvpd|adobe-services)(\/|$)/;

/** The name under which a recorded call is read in tests. */
export function shortOf({ method, path }: Pick<JournalEntry, 'method' | 'path'>): string {
  return `${method} ${path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path}`;
}

/** Whether a short name is that one, `*` standing for anything. */
export function matcherOf(short: Short): (text: string) => boolean {
  const source = short.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const pattern = new RegExp(`^${source}$`);
  return (text) => pattern.test(text);
}

/** Where the sandbox knows the call of that short name, for a fault to be ordered there. */
export function placeOf(short: Short): { readonly method: string; readonly path: string } {
  const [method = '', path = ''] = short.split(' ');
  return { method, path: others.test(path) ? path : prefix + path };
}

/** ms between each call and the next. */
export function gaps(calls: readonly JournalEntry[]): number[] {
  return calls.slice(1).map(({ time }, i) => time - (calls[i]?.time ?? 0));
}

/** The JSON of a recorded answer. */
export function answerOf<T>(entry: JournalEntry | undefined): T {
  if (entry?.answer === undefined) throw new Error('no answer was recorded');
  return entry.answer as T;
}

/** What a recorded call tells of the device; `{}` when it tells nothing readable. */
export function deviceInfoOf(entry: JournalEntry | undefined): Record<string, unknown> {
  const header = decodeURIComponent(entry?.headers['x-device-info'] ?? '');
  return header === '' ? {} : JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
}

import type { JournalEntry } from '../../apps/sandbox/index.ts';

/** A call by its short name: `GET /profiles/code/*`, without the service's prefix. */
export type Short = `${'GET' | 'POST' | 'DELETE'} /${string}`;

const prefix = '/api/v2/NORTHSTAR';
/** Paths that are not part of REST API V2. */
const others = /^\/(o|api|reggie|programmer|mvpd|adobe-services)(\/|$)/;

/** The short name of a recorded call. */
export function shortOf({ method, path }: Pick<JournalEntry, 'method' | 'path'>): string {
  return `${method} ${path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path}`;
}

/** Whether a short name matches this one; `*` stands for any text. */
export function matcherOf(short: Short): (text: string) => boolean {
  const source = short.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const pattern = new RegExp(`^${source}$`);
  return (text) => pattern.test(text);
}

/** Method and path of the call with this short name, for ordering a fault. */
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

/** The device information in a recorded call; `{}` when there is none. */
export function deviceInfoOf(entry: JournalEntry | undefined): Record<string, unknown> {
  const header = decodeURIComponent(entry?.headers['x-device-info'] ?? '');
  return header === '' ? {} : JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
}

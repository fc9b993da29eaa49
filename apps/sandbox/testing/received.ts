import { AssertionError } from 'node:assert';
import { printableLine } from '@couchpass/terminal';
import type { JournalEntry } from '../control/entry.ts';
import { compileGlob } from '../control/glob.ts';
import { ChoiceError } from '../judge/choice.ts';

/** Conditions for a request besides method and path. Secrets are hashes in the record and match no text. */
export interface ReceivedFilter {
  readonly status?: number;
  /**
   * Members that the body must have, at any depth: texts, numbers, regular expressions, lists, objects, and the
   * matchers of a test runner (`expect.any(String)`). Further members are allowed.
   */
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, unknown>>;
  /** The name that the test gave to the client, or its client id. */
  readonly client?: string;
  /** Only requests after this sequence number. */
  readonly after?: number;
}

export interface ReceivedOptions extends ReceivedFilter {
  /** The exact number of requests. Without this and the next two: at least one. */
  readonly times?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** An object with a record of requests: a sandbox. */
export interface Recorder {
  readonly control: {
    /** See `Control`. */
    requests(after?: number): JournalEntry[];
  };
}

/**
 * Requests that the sandbox received, in order.
 * @param method `GET`, `POST`, …; `*` for any except a browser's preflights
 * @param path as sent, without query; `*` stands for one part of it, `**` for anything; or a regular expression
 * @throws TypeError with a message that explains it, when an argument is wrong
 */
export function received(
  sandbox: Recorder,
  method: string,
  path: string | RegExp,
  filter: ReceivedFilter = {},
): JournalEntry[] {
  check(sandbox, method, path, filter, FILTERS);
  const pattern =
    typeof path === 'string'
      ? compileGlob(path)
      : new RegExp(path, path.flags.replace(/[gy]/g, ''));
  const wanted = method.toUpperCase();
  return sandbox.control
    .requests(filter.after)
    .filter(
      (entry) =>
        (wanted === '*' ? entry.method !== 'OPTIONS' : entry.method === wanted) &&
        pattern.test(entry.path) &&
        fits(entry, filter),
    );
}

/**
 * Passes when the sandbox received such a request, the expected number of times.
 * @returns the requests
 * @throws AssertionError whose message shows what was received instead
 * @throws TypeError with a message that explains it, when an argument is wrong
 */
export function expectReceived(
  sandbox: Recorder,
  method: string,
  path: string | RegExp,
  options: ReceivedOptions = {},
): JournalEntry[] {
  const { pass, found, message } = judgeReceived(sandbox, method, path, options);
  if (!pass)
    throw new AssertionError({
      message,
      operator: 'expectReceived',
      stackStartFn: expectReceived,
    });
  return found;
}

/** The common part of `expectReceived` and vitest's matcher. `message`: of the failure, also for `.not`. */
export function judgeReceived(
  sandbox: Recorder,
  method: string,
  path: string | RegExp,
  options: ReceivedOptions = {},
): { readonly pass: boolean; readonly found: JournalEntry[]; readonly message: string } {
  check(sandbox, method, path, options, [...FILTERS, ...COUNTS]);
  const { times, atLeast, atMost, ...filter } = options;
  const found = received(sandbox, method, path, filter);
  const least = times ?? atLeast ?? (atMost === undefined ? 1 : 0);
  const most = times ?? atMost ?? Number.POSITIVE_INFINITY;
  const pass = found.length >= least && found.length <= most;
  const what = `${method.toUpperCase()} ${path}${sayFilter(filter)}`;
  const message = `expected the sandbox ${pass ? 'not ' : ''}to have received ${what} ${sayCount(least, most)}, but it received it ${sayTimes(found.length)}.\n${sayRecord(sandbox, found, filter)}`;
  return { pass, found, message: message.split('\n').map(printableLine).join('\n') };
}

const FILTERS = ['status', 'body', 'query', 'headers', 'client', 'after'];
const COUNTS = ['times', 'atLeast', 'atMost'];

function check(
  sandbox: unknown,
  method: unknown,
  path: unknown,
  options: object,
  known: readonly string[],
): void {
  const { control } = (sandbox ?? {}) as Partial<Recorder>;
  if (typeof control?.requests !== 'function') throw new ChoiceError('a sandbox is needed');
  if (typeof method !== 'string' || !/^(?:\*|[a-z]+)$/i.test(method))
    throw new ChoiceError(`method: one such as "POST", or "*", is needed, not ${String(method)}`);
  if (!(path instanceof RegExp) && !(typeof path === 'string' && path.startsWith('/')))
    throw new ChoiceError('path: one that begins with "/", or an expression, is needed');
  if (typeof path === 'string' && path.includes('?'))
    throw new ChoiceError('path: it stands without a query; give that as query: { name: value }');
  for (const [key, value] of Object.entries(options)) {
    if (!known.includes(key))
      throw new ChoiceError(`there is no option "${key}"; there are ${known.join(', ')}`);
    if (COUNTS.includes(key) && !(Number.isInteger(value) && value >= 0))
      throw new ChoiceError(`${key}: a whole number from 0 on is needed`);
  }
}

function fits(
  entry: JournalEntry,
  { status, body, query, headers, client }: ReceivedFilter,
): boolean {
  return (
    (status === undefined || entry.status === status) &&
    (client === undefined || entry.client === client || entry.clientId === client) &&
    (body === undefined || matches(entry.body, body)) &&
    (query === undefined || matches(entry.query, query)) &&
    (headers === undefined || matches(entry.headers, headers))
  );
}

/** `expect.any(String)` and other asymmetric matchers of jest and vitest. */
interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

/** Whether a value matches the expected one. */
function matches(value: unknown, wanted: unknown): boolean {
  if (wanted instanceof RegExp) return typeof value === 'string' && new RegExp(wanted).test(value);
  if (typeof wanted !== 'object' || wanted === null) return Object.is(value, wanted);
  if (typeof (wanted as Partial<Asymmetric>).asymmetricMatch === 'function')
    return (wanted as Asymmetric).asymmetricMatch(value);
  if (Array.isArray(wanted))
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((one, i) => matches(value[i], one))
    );
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(wanted).every(
      ([key, one]) =>
        Object.hasOwn(value, key) && matches((value as Record<string, unknown>)[key], one),
    )
  );
}

const sayTimes = (count: number): string =>
  count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`;

function sayCount(least: number, most: number): string {
  if (least === most) return sayTimes(least);
  if (most === Number.POSITIVE_INFINITY) return `at least ${sayTimes(least)}`;
  return least === 0 ? `at most ${sayTimes(most)}` : `${least} to ${most} times`;
}

function sayFilter(filter: ReceivedFilter): string {
  const show = (_: string, value: unknown) => {
    const matcher = (value ?? {}) as Partial<Asymmetric>;
    if (typeof matcher.asymmetricMatch === 'function')
      return matcher.toAsymmetricMatcher?.() ?? 'a matcher';
    return value instanceof RegExp ? String(value) : value;
  };
  const text = JSON.stringify(filter, show);
  return text === '{}' ? '' : ` with ${text}`;
}

const MOST_SHOWN = 20;

/** Lists the matching requests; when there are none, the requests that were received. */
function sayRecord(
  sandbox: Recorder,
  found: readonly JournalEntry[],
  { after }: ReceivedFilter,
): string {
  const all = found.length > 0 ? found : sandbox.control.requests(after);
  if (all.length === 0) return 'It received nothing at all.';
  const lines = all.slice(-MOST_SHOWN).map(({ seq, method, path, status, body }) => {
    const text =
      found.length > 0 || body === undefined ? '' : ` ${JSON.stringify(body).slice(0, 120)}`;
    return `  #${seq} ${method} ${path} ${status}${text}`;
  });
  const more = all.length - lines.length;
  const title = found.length > 0 ? 'These were:' : 'It received:';
  return [title, ...(more > 0 ? [`  ${more} before these`] : []), ...lines].join('\n');
}

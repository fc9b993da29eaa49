import { type Call, is, isOk } from './calls.ts';
import type { Client } from './client.ts';
import { addTo, once } from './once.ts';
import { field, member } from './traffic.ts';

/** One session of a client at Concurrency Monitoring. */
export interface CountedStream {
  readonly start: Call;
  /** The session's id, as it is in the record. */
  readonly session: string;
  /** Heartbeats and stops, in order. */
  readonly calls: readonly Call[];
  /** The call whose answer ended the session. */
  readonly ended?: Call;
}

export function lastOf<T>(list: readonly T[], test: (one: T) => boolean): T | undefined {
  return [...list].reverse().find(test);
}

export const isStart = is('startStream');
export const isBeat = is('beatStream');
export const isStop = is('stopStream');

export const streamsOf = once((client: Client): readonly CountedStream[] => {
  const bySession = new Map<string, Call[]>();
  for (const call of client.counted)
    if (isBeat(call) || isStop(call)) addTo(bySession, sessionOf(call), call);
  return client.counted.filter(isStart).flatMap((start) => {
    const session = start.answerHeaders?.location ?? '';
    if (!isOk(start) || session === '') return [];
    const calls = bySession.get(session) ?? [];
    const ended = calls.find((call) => [404, 409, 410].includes(call.status) || isStop(call));
    return [{ start, session, calls, ...(ended ? { ended } : {}) }];
  });
});

export const startsOf = (client: Client): readonly Call[] => client.counted.filter(isStart);

/** The parts of the path after the provider: account, and session. */
function partsOf({ path }: Call): string[] {
  const [, rest = ''] = /\/v2\/(?:sessions|runningStreams)\/[^/]*\/(.*?)\/?$/.exec(path) ?? [];
  return rest.split('/');
}

export const accountOf = (call: Call): string => partsOf(call)[0] ?? '';
export const sessionOf = (call: Call): string => partsOf(call).slice(1).join('/');

/** ms from an answer to its `Expires`; undefined when the answer lacks one of the two dates. */
export function intervalOf({ answerHeaders }: Call): number | undefined {
  const ms = Date.parse(answerHeaders?.expires ?? '') - Date.parse(answerHeaders?.date ?? '');
  return ms > 0 ? ms : undefined;
}

export const hasBody = ({ answer }: Call): boolean => answer !== undefined;

/** The shape of a refusal, and the termination codes in it. */
export function refusalOf({ answer }: Call): { readonly shape: string; readonly codes: string[] } {
  const wrapped = member(answer, 'evaluationResult');
  const advice = listOf(member(wrapped ?? answer, 'associatedAdvice'));
  const conflicts = advice.map((one) => member(member(one, 'attributes') ?? one, 'conflicts'));
  const isList = conflicts.some(Array.isArray);
  const codes = conflicts
    .flatMap((one) => (Array.isArray(one) ? one : Object.values(one ?? {}).flatMap(listOf)))
    .map((one) => field(one, 'terminationCode'))
    .filter(Boolean);
  const shape = wrapped ? (member(answer, 'error') ? 'C' : 'B') : isList ? 'D' : 'A';
  return { shape: answer === undefined ? 'none' : shape, codes };
}

/** Whether a 400 requires the client to request the list of metadata again. */
export function wantsRefresh({ answer }: Call): boolean {
  const result = member(answer, 'evaluationResult') ?? answer;
  return listOf(member(result, 'obligations')).some(
    (one) =>
      field(one, 'action') === 'refresh' ||
      field(member(one, 'attributes'), 'action') === 'refresh',
  );
}

/** Names that an answer to `metadata` lists; undefined when it cannot be read. */
export function namesIn({ answer }: Call): string[] | undefined {
  const inside = Array.isArray(answer) ? answer : Object.values(answer ?? {}).find(Array.isArray);
  if (!Array.isArray(inside)) return undefined;
  return inside.map((one) => (typeof one === 'string' ? one : field(one, 'name'))).filter(Boolean);
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? [value] : [];
}

import { type Call, isApi, type OperationTest } from './calls.ts';
import type { Client } from './client.ts';
import { addTo, once } from './once.ts';
import type { OperationName } from './operations.ts';

const places = new WeakMap<Client, ReadonlyMap<Call, number>>();

/** The index of `call` among the client's calls, or else the number of calls before it. */
function placeOf(client: Client, call: Call): number {
  let known = places.get(client);
  if (!known) {
    known = new Map(client.calls.map((one, i) => [one, i]));
    places.set(client, known);
  }
  const place = known.get(call) ?? client.calls.findIndex(({ seq }) => seq > call.seq);
  return place < 0 ? client.calls.length : place;
}

/** Calls of a client that arrived after `call`, in order. */
export function after(client: Client, call: Call): Call[] {
  const place = placeOf(client, call);
  return client.calls.slice(client.calls[place] === call ? place + 1 : place);
}

/** Calls of a client by operation, in order. */
const byOperation = once((client: Client): ReadonlyMap<OperationName, readonly Call[]> => {
  const lists = new Map<OperationName, Call[]>();
  for (const call of client.calls) addTo(lists, call.op.name, call);
  return lists;
});

/** For each of the operations, the call that `pick` chooses. */
function nearestOf(
  client: Client,
  { names }: OperationTest,
  pick: (calls: readonly Call[]) => Call | undefined,
): Call[] {
  return names.flatMap((name) => pick(byOperation(client).get(name) ?? []) ?? []);
}

const isOperationTest = (test: (call: Call) => boolean): test is OperationTest => 'names' in test;

/** The first call after `call` that passes the test `is`; `lastBefore` returns the last one before it. */
export function firstAfter(
  client: Client,
  call: Call,
  is: (call: Call) => boolean,
): Call | undefined {
  const { calls } = client;
  if (isOperationTest(is)) {
    const found = nearestOf(client, is, (own) => own[firstFrom(own, call.seq + 1)]);
    return found.reduce<Call | undefined>((a, b) => (a && a.seq < b.seq ? a : b), undefined);
  }
  const place = placeOf(client, call);
  for (let at = calls[place] === call ? place + 1 : place; at < calls.length; at++)
    if (is(calls[at] as Call)) return calls[at];
  return undefined;
}

export function lastBefore(
  client: Client,
  call: Call,
  is: (call: Call) => boolean,
): Call | undefined {
  if (isOperationTest(is)) {
    const found = nearestOf(client, is, (own) => lastUntil(own, call.seq));
    return found.reduce<Call | undefined>((a, b) => (a && a.seq > b.seq ? a : b), undefined);
  }
  for (let at = placeOf(client, call) - 1; at >= 0; at--)
    if (is(client.calls[at] as Call)) return client.calls[at];
  return undefined;
}

export const anyBefore = (client: Client, call: Call, is: (call: Call) => boolean): boolean =>
  lastBefore(client, call, is) !== undefined;

export const anyAfter = (client: Client, call: Call, is: (call: Call) => boolean): boolean =>
  firstAfter(client, call, is) !== undefined;

export function before(client: Client, call: Call): Call[] {
  return client.calls.slice(0, placeOf(client, call));
}

const bySignature = once((client: Client): ReadonlyMap<string, readonly Call[]> => {
  const lists = new Map<string, Call[]>();
  for (const call of client.calls) addTo(lists, call.signature, call);
  return lists;
});

/** More repeats add no evidence. */
const ENOUGH = 12;

/** Calls after `call` and before `until` with the same signature that pass the test `fits`; at most twelve. */
export function repeatsOf(
  client: Client,
  call: Call,
  fits: (call: Call) => boolean,
  until?: Call,
): Call[] {
  const same = bySignature(client).get(call.signature) ?? [];
  const found: Call[] = [];
  for (let at = firstFrom(same, call.seq + 1); at < same.length && found.length < ENOUGH; at++) {
    const one = same[at] as Call;
    if (until && one.seq >= until.seq) break;
    if (fits(one)) found.push(one);
  }
  return found;
}

/** Calls between `from` and `to`, both excluded; all after `from` when `to` is undefined. */
export function between(calls: readonly Call[], from: Call, to: Call | undefined): Call[] {
  return calls.slice(
    firstFrom(calls, from.seq + 1),
    to === undefined ? undefined : firstFrom(calls, to.seq),
  );
}

/** Index of the first call whose number is `seq` or more; calls are in order. */
export function firstFrom(calls: readonly Call[], seq: number): number {
  let [low, high] = [0, calls.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle] as Call).seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of these calls, which are in order, before `seq`. */
export function lastUntil(calls: readonly Call[], seq: number): Call | undefined {
  return calls[firstFrom(calls, seq) - 1];
}

/**
 * Groups equal requests, each at most `maxGap` ms after the previous one; other requests may lie between them.
 * The runs are in the order of their first calls.
 */
export function runsOf(calls: readonly Call[], maxGap: number): Call[][] {
  const runs: Call[][] = [];
  const open = new Map<string, Call[]>();
  for (const call of calls) {
    const run = open.get(call.signature);
    const last = run?.at(-1);
    if (run && last && call.at - last.at <= maxGap) {
      run.push(call);
    } else {
      const fresh = [call];
      open.set(call.signature, fresh);
      runs.push(fresh);
    }
  }
  return runs;
}

/** Runs of equal requests that all pass the test `failed`; a success ends a run. */
export function failedRuns(
  calls: readonly Call[],
  failed: (call: Call) => boolean,
  maxGap: number,
): Call[][] {
  return runsOf(calls, maxGap).flatMap((run) => {
    const parts: Call[][] = [[]];
    for (const call of run) {
      if (failed(call)) parts.at(-1)?.push(call);
      else parts.push([]);
    }
    return parts.filter((part) => part.length > 0);
  });
}

/** Most calls of the documented "2-3" retries: the first and three more. */
export const MOST_TRIES = 4;

/** A person does not press a button this often without looking at the screen. */
const CERTAINLY_A_LOOP = 30;

/**
 * Whether a run is an automatic loop: more calls than retries may make, at regular intervals. The gaps of a viewer
 * who tries again vary, and those of a back-off grow; neither is a loop.
 * @param pace longest gap, ms, that still counts
 */
export function isLoop(run: readonly Call[], { most = MOST_TRIES, pace = 5_000 } = {}): boolean {
  const gaps = run.slice(1).map((call, i) => call.at - (run[i]?.at ?? call.at));
  const isSteady = (some: readonly number[]) => {
    const [shortest, longest] = [Math.min(...some), Math.max(...some)];
    return longest <= pace && (longest <= shortest * 2 || longest <= 400);
  };
  return (
    gaps.some((_, i) => i + most <= gaps.length && isSteady(gaps.slice(i, i + most))) ||
    (run.length >= CERTAINLY_A_LOOP && gaps.every((gap) => gap <= pace))
  );
}

const ends = new WeakMap<readonly Call[], number>();

/** Whether the recording contains calls `ms` or more after `call`, so that a missing call was not just cut off. */
export function goesOn(calls: readonly Call[], call: Call, ms: number): boolean {
  let end = ends.get(calls);
  if (end === undefined) {
    end = calls.reduce((latest, { at }) => Math.max(latest, at), 0);
    ends.set(calls, end);
  }
  return end >= call.end + ms;
}

/** The next call to the service that was sent after the answer to `call`. */
export function nextCall(client: Client, call: Call): Call | undefined {
  return firstAfter(client, call, (next) => isApi(next) && next.at >= call.end);
}

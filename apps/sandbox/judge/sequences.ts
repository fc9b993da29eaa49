import { type Call, isApi, type OperationTest } from './calls.ts';
import type { Client } from './client.ts';
import { addTo, once } from './once.ts';
import type { OperationName } from './operations.ts';

const places = new WeakMap<Client, ReadonlyMap<Call, number>>();

/** Where `call` stands among the client's calls, or would stand: the number of calls before it. */
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

/** For each of the operations its first call after a number, or its last one before it. */
function nearestOf(
  client: Client,
  { names }: OperationTest,
  pick: (calls: readonly Call[]) => Call | undefined,
): Call[] {
  return names.flatMap((name) => pick(byOperation(client).get(name) ?? []) ?? []);
}

const isOperationTest = (test: (call: Call) => boolean): test is OperationTest => 'names' in test;

/** The first call after `call` that `is` one, and the last one before it; neither looks any further. */
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

/** More of them prove nothing more. */
const ENOUGH = 12;

/** Calls after `call` that ask for the same and fit, until another one; at most twelve of them. */
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

/** Calls in the open between `from` and `to`, or after `from` when there is no end. */
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
 * Equal requests one after another, each at most `maxGap` ms after the one before; other requests may
 * lie between. Longest runs first come first.
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

/** Runs of equal requests that all failed in the way `failed` asks for; a success ends a run. */
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

/** Nobody presses a button this often without a look at the screen. */
const CERTAINLY_A_LOOP = 30;

/**
 * An automatic loop: more calls than retries may make, at a steady pace. A viewer who tries again makes
 * gaps of all lengths; back-off makes them grow; neither is a loop.
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

/** Whether the recording went on for `ms` after `call`, so that what is missing was not just cut off. */
export function goesOn(calls: readonly Call[], call: Call, ms: number): boolean {
  let end = ends.get(calls);
  if (end === undefined) {
    end = calls.reduce((latest, { at }) => Math.max(latest, at), 0);
    ends.set(calls, end);
  }
  return end >= call.end + ms;
}

/** The next call to the service that was not on its way already when `call` was answered. */
export function nextCall(client: Client, call: Call): Call | undefined {
  return firstAfter(client, call, (next) => isApi(next) && next.at >= call.end);
}

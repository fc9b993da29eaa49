import type { Call } from './calls.ts';
import type { Client } from './client.ts';
import type { Traffic } from './traffic.ts';
import { type TrafficModel, trafficModelOf } from './trafficModel.ts';

/** What one rule found of one client. */
export interface Finding {
  readonly row: string;
  /** `Client.key` */
  readonly client: string;
  readonly state: 'met' | 'broken' | 'not judged' | 'not exercised';
  /** Sequence numbers that prove it, in order. */
  readonly evidence: readonly number[];
  /** When broken: what was seen and what to do, one sentence each at most. When not judged: why. */
  readonly advice: string;
}

/** A pure function over the request log. */
export type Rule = (traffic: Traffic) => Finding[];

export interface Verdict {
  readonly state: 'met' | 'broken' | 'not judged';
  readonly evidence: readonly number[];
  readonly advice: string;
}

/** Judges one client; undefined when the traffic does not show it. */
export type Judgement = (client: Client, scene: TrafficModel) => Verdict | undefined;

export type Rules = Readonly<Record<string, Rule>>;

/** Longer proof convinces nobody more. */
const MOST_EVIDENCE = 12;

/** Rules by row id, each asked for every client. */
export function rules(judgements: Readonly<Record<string, Judgement>>): Rules {
  return Object.fromEntries(
    Object.entries(judgements).map(([row, judge]) => [
      row,
      (traffic: Traffic) => {
        const scene = trafficModelOf(traffic);
        return scene.clients.map((client): Finding => {
          const verdict = judge(client, scene);
          return verdict
            ? { row, client: client.key, ...verdict }
            : { row, client: client.key, state: 'not exercised', evidence: [], advice: '' };
        });
      },
    ]),
  );
}

export function met(calls: readonly Call[]): Verdict {
  return { state: 'met', evidence: numbersOf(calls), advice: '' };
}

/** @param advice what was seen, and what to do about it */
export function broken(calls: readonly Call[], advice: string): Verdict {
  return { state: 'broken', evidence: numbersOf(calls), advice };
}

/** Something of the kind happened, but whether it was right cannot be told. @param why in a sentence */
export function notJudged(calls: readonly Call[], why: string): Verdict {
  return { state: 'not judged', evidence: numbersOf(calls), advice: why };
}

function numbersOf(calls: readonly Call[]): number[] {
  const numbers = [...new Set(calls.map(({ seq }) => seq))].sort((a, b) => a - b);
  if (numbers.length <= MOST_EVIDENCE) return numbers;
  // The beginning shows how it came about, the end that it went on.
  return [...numbers.slice(0, MOST_EVIDENCE - 3), ...numbers.slice(-3)];
}

/**
 * One verdict of many single ones: broken when one is, else met when one is, else not judged when there is
 * any. Evidence of all that decide is put together, the advice is that of the first.
 */
export function combine(verdicts: ReadonlyArray<Verdict | undefined>): Verdict | undefined {
  const found = verdicts.filter((verdict) => verdict !== undefined);
  const state = (['broken', 'met', 'not judged'] as const).find((one) =>
    found.some((verdict) => verdict.state === one),
  );
  const all = found.filter((verdict) => verdict.state === state);
  const [first] = all;
  if (!first) return undefined;
  const numbers = [...new Set(all.flatMap(({ evidence }) => evidence))].sort((a, b) => a - b);
  return { ...first, evidence: numbers.slice(0, MOST_EVIDENCE) };
}

/** A rule that holds for each of some calls by itself: `wrong` says what is wrong with one. */
export function eachCall(
  calls: readonly Call[],
  wrong: (call: Call) => string | undefined,
): Verdict | undefined {
  if (calls.length === 0) return undefined;
  const bad = calls.filter((call) => wrong(call) !== undefined);
  const [first] = bad;
  return first ? broken(bad, wrong(first) ?? '') : met(calls);
}

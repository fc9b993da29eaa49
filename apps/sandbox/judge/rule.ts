import type { Call } from './calls.ts';
import type { Client } from './client.ts';
import type { Traffic } from './traffic.ts';
import { type TrafficModel, trafficModelOf } from './trafficModel.ts';

/** The result of one rule for one client. */
export interface Finding {
  readonly row: string;
  /** `Client.key` */
  readonly client: string;
  readonly state: 'met' | 'broken' | 'not judged' | 'not exercised';
  /** Sequence numbers that prove it, in order. */
  readonly evidence: readonly number[];
  /** When broken: the observation and what to do, at most one sentence each. When not judged: why. */
  readonly advice: string;
}

/** A pure function over the request log. */
export type Rule = (traffic: Traffic) => Finding[];

export interface Verdict {
  readonly state: 'met' | 'broken' | 'not judged';
  readonly evidence: readonly number[];
  readonly advice: string;
}

/** Judges one client; undefined when the traffic does not exercise the rule. */
export type Judgement = (client: Client, scene: TrafficModel) => Verdict | undefined;

export type Rules = Readonly<Record<string, Rule>>;

/** More evidence would not help the reader. */
const MOST_EVIDENCE = 12;

/** Turns judgements by row id into rules that judge every client. */
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

/** @param advice what was observed, and what to do about it */
export function broken(calls: readonly Call[], advice: string): Verdict {
  return { state: 'broken', evidence: numbersOf(calls), advice };
}

/** The case occurred, but whether it was right cannot be determined. @param why one sentence */
export function notJudged(calls: readonly Call[], why: string): Verdict {
  return { state: 'not judged', evidence: numbersOf(calls), advice: why };
}

function numbersOf(calls: readonly Call[]): number[] {
  const numbers = [...new Set(calls.map(({ seq }) => seq))].sort((a, b) => a - b);
  if (numbers.length <= MOST_EVIDENCE) return numbers;
  // The first calls show how the problem began, the last ones that it continued.
  return [...numbers.slice(0, MOST_EVIDENCE - 3), ...numbers.slice(-3)];
}

/**
 * Combines verdicts: broken when one is broken, else met when one is met, else not judged when one is not judged.
 * The evidence of all verdicts with that state is joined; the advice is that of the first.
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

/** A rule that applies to each call separately: `wrong` returns the problem of a call, or undefined. */
export function eachCall(
  calls: readonly Call[],
  wrong: (call: Call) => string | undefined,
): Verdict | undefined {
  if (calls.length === 0) return undefined;
  const bad = calls.filter((call) => wrong(call) !== undefined);
  const [first] = bad;
  return first ? broken(bad, wrong(first) ?? '') : met(calls);
}

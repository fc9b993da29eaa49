import { readDecisions } from './answers.ts';
import { AT_ONCE, type Call, errorsOf, is, isOk, resourcesAsked, timeToDecide } from './calls.ts';
import type { Client } from './client.ts';
import { once } from './once.ts';
import { isAccepted, protectedPlays } from './playback.ts';
import { broken, met, type Verdict } from './rule.ts';
import { anyAfter, firstFrom, isLoop } from './sequences.ts';

/** The first call and three more; the service requested none of the repeats. */
const MOST_CALLS = 4;
/** ms: a person who does not read the message may be this quick, but not at regular intervals. */
const IMPATIENT = 3_000;
/** ms: a pause this long is taken for a person's. */
const PATIENT = 5_000;
/** ms: a repeat after a longer pause is counted as a new request. */
const FORGOTTEN = 60_000;

/**
 * Whether a program repeated a denied request: four calls or more after one denial. A viewer's own "Try again"
 * is recognised by the time between a denial and the next call on the sandbox's clock, and by playbacks and
 * permits between them:
 *
 * - each call within a second of the denial: too fast for a person to have read it
 * - each within 3 seconds and regular to a tenth, or pauses that start near a second and grow by a factor: a timer
 * - five calls at regular intervals within 5 seconds, or six within 3 seconds each: also not a person
 *
 * The count starts again after a longer pause, a playback or a permit.
 */
export function deniedAgain(
  client: Client,
  denied: (call: Call) => boolean,
  advice: string,
): Verdict | undefined {
  const stories = storiesOf(client, denied);
  const loop = stories.find(isByProgram);
  if (loop) return broken(loop, advice);
  const settled = stories.filter((story) => {
    const last = story.at(-1);
    return last && anyAfter(client, last, (call) => call.at >= last.end + 1_000);
  });
  return settled.length > 0 ? met(settled.flat()) : undefined;
}

/** Successive denials of one request, without a permit or a playback between them. */
function storiesOf(client: Client, denied: (call: Call) => boolean): Call[][] {
  const stories: Call[][] = [];
  const open = new Map<string, Call[]>();
  for (const call of client.calls) {
    if (!denied(call)) continue;
    const what = JSON.stringify([call.op.name, call.op.mvpd, subjectOf(call)]);
    const story = open.get(what);
    const last = story?.at(-1);
    if (story && last && goesOn(client, last, call)) story.push(call);
    else {
      const fresh = [call];
      open.set(what, fresh);
      stories.push(fresh);
    }
  }
  return stories;
}

const subjectOf = (call: Call): unknown =>
  is('authorize', 'preauthorize')(call)
    ? [...resourcesAsked(call)].sort()
    : [call.path, call.query, call.body];

function goesOn(client: Client, last: Call, call: Call): boolean {
  const gap = timeToDecide(last, call);
  if (gap < 0 || gap > FORGOTTEN) return false;
  const { permits, plays } = watchedBy(client);
  return [permits, plays].every((list) => {
    const next = list[firstFrom(list, last.seq + 1)];
    return next === undefined || next.seq > call.seq;
  });
}

/** Decisions that permit a resource, and accepted playbacks. */
const watchedBy = once((client: Client) => ({
  permits: client.calls.filter(
    (call) =>
      (is('authorize')(call) && readDecisions(call.answer).some(({ authorized }) => authorized)) ||
      (is('authorizeV1')(call) && isOk(call)),
  ),
  plays: protectedPlays(client).filter(isAccepted),
}));

function isByProgram(story: readonly Call[]): boolean {
  const gaps = story.slice(1).map((call, i) => timeToDecide(story[i] as Call, call));
  const windowsOf = (length: number) =>
    gaps.slice(0, Math.max(0, gaps.length - length + 1)).map((_, i) => gaps.slice(i, i + length));
  return (
    windowsOf(MOST_CALLS - 1).some((some) => isAtOnce(some) || isTimer(some)) ||
    windowsOf(MOST_CALLS + 1).some((some) => some.every((gap) => gap < IMPATIENT)) ||
    isLoop(story, { most: MOST_CALLS, pace: PATIENT - 1 })
  );
}

const isAtOnce = (gaps: readonly number[]): boolean => gaps.every((gap) => gap < AT_ONCE);

/** Whether the pauses are equal, or grow by the same factor. */
function isTimer(gaps: readonly number[]): boolean {
  const [shortest, longest] = [Math.min(...gaps), Math.max(...gaps)];
  if (longest < IMPATIENT && longest <= shortest * 1.1 + 50) return true;
  const [first = 0, second = 0, third = 0] = gaps;
  if (first <= 0 || first > AT_ONCE * 1.5) return false;
  const [one, two] = [second / first, third / second];
  return one >= 1.4 && Math.abs(one - two) <= one / 10;
}

/** Whether a decision is a denial that a repeat of the request cannot change. */
export function isDenial(call: Call): boolean {
  const errors = errorsOf(call);
  const isSaid =
    errors.some(({ code }) => /^authorization_denied_/.test(code)) ||
    (isOk(call) && readDecisions(call.answer).some(({ authorized }) => !authorized));
  return isSaid && errors.every(({ action }) => action !== 'retry');
}

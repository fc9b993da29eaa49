import { readDecisions } from './answers.ts';
import { AT_ONCE, type Call, errorsOf, is, isOk, resourcesAsked, timeToDecide } from './calls.ts';
import type { Client } from './client.ts';
import { once } from './once.ts';
import { isAccepted, protectedPlays } from './playback.ts';
import { broken, met, type Verdict } from './rule.ts';
import { anyAfter, firstFrom, isLoop } from './sequences.ts';

/** The first call and three more: nobody was told by the service to ask again. */
const MOST_CALLS = 4;
/** ms: a person who does not read any more may be as quick as this, but not as steady. */
const IMPATIENT = 3_000;
/** ms: from here on it is a person's. */
const PATIENT = 5_000;
/** ms: what is asked again after this is another story. */
const FORGOTTEN = 60_000;

/**
 * Whether a client went on asking for what it had been denied: four calls on one denial, made by a program. A
 * viewer's own "Try again" is told apart by the time between a denial and the next call, by the sandbox's
 * clock, and by what was watched meanwhile:
 *
 * - at once, each within a second of the denial: nobody has read it
 * - each within 3 seconds and steady to a tenth, or in pauses that grow by a factor from a second on: a timer
 * - five calls steady within 5 seconds, or six within 3 seconds each: no person either
 *
 * A longer pause, a playback or a permission in between begin the count anew.
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

/** Denials of one thing, one after another, with nothing in between that only a viewer brings about. */
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

/** Decisions that let a viewer watch something, and playbacks. */
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

/** Equal pauses, or ones that grow by the same factor. */
function isTimer(gaps: readonly number[]): boolean {
  const [shortest, longest] = [Math.min(...gaps), Math.max(...gaps)];
  if (longest < IMPATIENT && longest <= shortest * 1.1 + 50) return true;
  const [first = 0, second = 0, third = 0] = gaps;
  if (first <= 0 || first > AT_ONCE * 1.5) return false;
  const [one, two] = [second / first, third / second];
  return one >= 1.4 && Math.abs(one - two) <= one / 10;
}

/** A decision that says no, for a reason that asking again cannot change. */
export function isDenial(call: Call): boolean {
  const errors = errorsOf(call);
  const isSaid =
    errors.some(({ code }) => /^authorization_denied_/.test(code)) ||
    (isOk(call) && readDecisions(call.answer).some(({ authorized }) => !authorized));
  return isSaid && errors.every(({ action }) => action !== 'retry');
}

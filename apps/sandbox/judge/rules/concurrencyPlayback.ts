import { readDecisions } from '../answers.ts';
import { AT_ONCE, type Call, is, isOk, timeToDecide } from '../calls.ts';
import type { Client } from '../client.ts';
import {
  hasBody,
  intervalOf,
  isBeat,
  isStart,
  lastOf,
  refusalOf,
  startsOf,
  streamsOf,
} from '../counted.ts';
import { decidedBefore, isAccepted, protectedPlays } from '../playback.ts';
import { broken, combine, met, rules, type Verdict } from '../rule.ts';
import type { TrafficModel } from '../trafficModel.ts';
import { gapsOf, SLACK } from './concurrency.ts';

/** ms that a player may take to stop. */
const TO_STOP = 5_000;
/** ms: a new session belongs to a playback at most this long before it. */
const NEAR = 30_000;

/** Rules of Concurrency Monitoring that also need the playbacks. */
export const concurrencyPlayback = rules({
  'CM-03': (client, scene) =>
    client.counted.length === 0
      ? undefined
      : combine(
          protectedPlays(client)
            .filter(isAccepted)
            .map((play) => {
              const decision = decidedBefore(client, play);
              if (!decision || isUncounted(decision, scene)) return undefined;
              const first = firstSegment(client, play);
              if (!first) return undefined;
              const start = startsOf(client).find(
                ({ seq }) => seq > lastPlayBefore(client, play) && seq < first.seq,
              );
              const isHeld = streamsOf(client).some(
                (stream) =>
                  stream.start.seq < play.seq && !(stream.ended && stream.ended.seq < play.seq),
              );
              // Another row judges the reaction to a refusal.
              if (start?.status === 409) return undefined;
              if (start || isHeld) return met([...(start ? [start] : []), play, first]);
              return broken(
                [play, first],
                'Played something that Concurrency Monitoring was not asked about; start a session first.',
              );
            }),
        ),

  'CM-06': (client) =>
    combine([
      ...gapsOf(client).map(({ from, to, interval, isChanged }): Verdict | undefined => {
        if (isChanged || !isBeat(to)) return undefined;
        return to.at - from.at > interval + SLACK
          ? broken(
              [from, to],
              'Sent a heartbeat after its session had ended; send it before Expires.',
            )
          : met([from, to]);
      }),
      ...streamsOf(client).map(({ start, calls, ended }): Verdict | undefined => {
        const last = [start, ...calls].at(-1) as Call;
        const interval = intervalOf(last);
        if (ended || !isOk(last) || interval === undefined) return undefined;
        const next = client.counted.find((call) => call.seq > last.seq);
        const late = client.streams.find(
          (call) =>
            call.at > last.at + interval + SLACK &&
            call.moved === last.moved &&
            (!next || call.seq < next.seq),
        );
        return (
          late &&
          broken([last, late], 'Played on without a heartbeat; send one before each Expires.')
        );
      }),
    ]),

  'CM-09': (client) => refusals(client, (shape) => shape === 'A' || shape === 'none'),
  'CM-21': (client) => refusals(client, (shape) => shape !== 'A' && shape !== 'none'),

  'CM-10': (client) =>
    combine(
      streamsOf(client).map(({ ended, calls }) =>
        ended?.status === 409 && isBeat(ended)
          ? stopsAfter(client, ended, calls, 'the heartbeat was refused')
          : undefined,
      ),
    ),

  'CM-11': (client) =>
    combine(
      streamsOf(client).map(({ ended, calls }) => {
        if (ended?.status !== 410 || !hasBody(ended) || !isBeat(ended)) return undefined;
        const next = client.counted.find((call) => isStart(call) && call.seq > ended.seq);
        if (next && timeToDecide(ended, next) < AT_ONCE)
          return broken(
            [ended, next],
            'Started again by itself after it was ended from elsewhere; ask the viewer.',
          );
        return stopsAfter(client, ended, calls, 'it was ended from elsewhere');
      }),
    ),

  'CM-19': (client, scene) => {
    const starts = startsOf(client);
    const bad = starts.flatMap((start) => {
      if (scene.tempPasses.has(start.op.mvpd)) return [start];
      const decision = lastOf(
        client.calls.filter(is('authorize', 'authorizeV1')),
        ({ seq }) => seq < start.seq,
      );
      if (decision && isOnTrial(decision, scene) && start.at - decision.end < NEAR)
        return [decision, start];
      const free = lastOf(client.plays, ({ seq, play }) => play?.free === true && seq < start.seq);
      const isFree = free && start.at - free.end < NEAR && !(decision && decision.seq > free.seq);
      return isFree && !isRenewal(client, start) ? [free, start] : [];
    });
    if (bad.length > 0)
      return broken(
        bad,
        'Had something counted that no account pays for; leave free and temporary playback alone.',
      );
    const uncounted = [
      ...client.plays.filter(({ play }) => play?.free),
      ...client.calls.filter((call) => is('authorize')(call) && isUncounted(call, scene)),
    ];
    return uncounted.length > 0 && client.counted.length > 0 ? met(uncounted) : undefined;
  },
});

/** Whether a start replaces a session that had ended: then the playback is older than the start. */
function isRenewal(client: Client, start: Call): boolean {
  const before = lastOf(client.counted, ({ seq }) => seq < start.seq);
  return before !== undefined && [400, 404, 410].includes(before.status);
}

function isOnTrial(decision: Call, { tempPasses }: TrafficModel): boolean {
  const sources = readDecisions(decision.answer).map(({ source }) => source);
  return tempPasses.has(decision.op.mvpd) || sources.includes('temppass');
}

/** Whether a TempPass or a degradation rule permitted it; under such a rule only some profiles have an account. */
function isUncounted(decision: Call, { tempPasses }: TrafficModel): boolean {
  const sources = readDecisions(decision.answer).map(({ source }) => source);
  return (
    tempPasses.has(decision.op.mvpd) ||
    sources.some((source) => source === 'temppass' || source === 'degradation')
  );
}

function firstSegment(client: Client, play: Call): Call | undefined {
  return client.streams.find(
    (call) => call.seq > play.seq && call.stream?.item === play.play?.item,
  );
}

function lastPlayBefore(client: Client, play: Call): number {
  return lastOf(protectedPlays(client), (one) => isAccepted(one) && one.seq < play.seq)?.seq ?? 0;
}

/** For refusals of certain shapes: nothing may play until the next start. */
function refusals(client: Client, isMeant: (shape: string) => boolean): Verdict | undefined {
  return combine(
    startsOf(client).map((refused) => {
      if (refused.status !== 409 || !isMeant(refusalOf(refused).shape)) return undefined;
      const next = startsOf(client).find(({ seq }) => seq > refused.seq);
      const isNow = ({ seq }: Call) => seq > refused.seq && (!next || seq < next.seq);
      const played = protectedPlays(client).find((play) => isNow(play));
      const segment = client.streams.find((call) => isNow(call) && call.at > refused.end + TO_STOP);
      const shown = played ?? segment;
      return shown
        ? broken(
            [refused, shown],
            'Played although too many streams were running; show the list, and play nothing.',
          )
        : met([refused]);
    }),
  );
}

/** Met when the client fetches no more of the stream and sends no heartbeat after the session ended. */
function stopsAfter(client: Client, ended: Call, calls: readonly Call[], why: string): Verdict {
  const next = startsOf(client).find(({ seq }) => seq > ended.seq);
  const segment = client.streams.find(
    (call) =>
      call.seq > ended.seq && call.at > ended.end + TO_STOP && (!next || call.seq < next.seq),
  );
  const beat = calls.find((call) => isBeat(call) && call.seq > ended.seq);
  const more = segment ?? beat;
  return more
    ? broken([ended, more], `Played on after ${why}; stop the player at once.`)
    : met([ended]);
}

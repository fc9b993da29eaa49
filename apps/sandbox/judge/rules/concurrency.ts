import { AT_ONCE, type Call, is, isOk, timeToDecide } from '../calls.ts';
import type { Client } from '../client.ts';
import {
  accountOf,
  hasBody,
  intervalOf,
  isBeat,
  isStart,
  isStop,
  lastOf,
  namesIn,
  refusalOf,
  startsOf,
  streamsOf,
  wantsRefresh,
} from '../counted.ts';
import { once } from '../once.ts';
import { broken, combine, eachCall, met, notJudged, rules } from '../rule.ts';
import { has, member } from '../traffic.ts';

/** ms: delay of a request on its way that is tolerated. */
const SLACK = 1_000;
/** ms without requests that the service requires at least. */
const QUIET = 60_000;
const TOLD = ['contentType', 'deviceName', 'channel', 'applicationName'];
/** Metadata that a heartbeat cannot change. */
const IMMUTABLE = [
  ...['package', 'channel', 'platform', 'assetId', 'idp'],
  ...['mvpd', 'hba_status', 'hba', 'mobileDevice'],
];

/** Rules that need only the traffic of Concurrency Monitoring. */
export const concurrency = rules({
  'CM-01': ({ counted }) =>
    eachCall(counted, (call) => {
      if (!/^Basic \S/i.test(call.headers.authorization ?? ''))
        return 'Called without HTTP Basic; send the application id as the user, and no password.';
      if (call.secure === false && !/^(localhost|127\.|\[::1\])/.test(call.host))
        return 'Called without TLS; use https.';
      return call.status === 401 || call.status === 403
        ? 'The service does not know this application, or does not let it do this; check its id.'
        : undefined;
    }),

  'CM-02': (client) => {
    const lists = client.counted.filter(is('streamMetadata'));
    const [first] = startsOf(client);
    if (!first) return undefined;
    if (!lists.some(({ seq }) => seq < first.seq))
      return broken(
        [first],
        'Started before it knew which metadata is required; ask for that once.',
      );
    const again = lists.filter((list, i) => {
      const before = lists[i - 1];
      return before !== undefined && !mayAskAgain(client, before, list);
    });
    return again.length > 0
      ? broken(again, 'Asked for the required metadata again; keep it until a 400 wants it anew.')
      : met([...lists.slice(0, 1), first]);
  },

  'CM-04': (client) =>
    combine(
      startsOf(client).map((start) => {
        const list = lastOf(
          client.counted.filter(is('streamMetadata')),
          ({ seq }) => seq < start.seq,
        );
        const names = list && isOk(list) ? namesIn(list) : undefined;
        if (!list || !names || names.length === 0) return undefined;
        const missing = names.filter((name) => !has(start.body, name) && !has(start.query, name));
        return missing.length > 0
          ? broken(
              [list, start],
              `Started without ${missing.join(', ')}; send all that is required.`,
            )
          : met([list, start]);
      }),
    ),

  'CM-05': (client) => {
    const known = accountsOf(client);
    if (known.size === 0) return undefined;
    return eachCall(
      client.counted.filter((call) => !is('streamMetadata')(call)),
      (call) => {
        if (!known.has(call.op.mvpd)) return 'Named another MVPD than that of the profile.';
        return known.get(call.op.mvpd)?.has(accountOf(call))
          ? undefined
          : 'The account in the path is not upstreamUserID of the profile; send that, percent-encoded.';
      },
    );
  },

  'CM-07': (client) =>
    combine(
      gapsOf(client).map(({ from, to, interval, isChanged }) => {
        if (isChanged || !isBeat(to)) return undefined;
        return to.at - from.at < interval / 2
          ? broken(
              [from, to],
              'Sent heartbeats much more often than asked; send one in each interval.',
            )
          : met([from, to]);
      }),
    ),

  'CM-08': (client) =>
    combine(
      gapsOf(client).map(({ from, to, interval, isChanged }) => {
        if (!isChanged || !isBeat(to)) return undefined;
        const gap = to.at - from.at;
        return gap > interval + SLACK || gap < interval / 2
          ? broken(
              [from, to],
              'Kept the old interval; take it from Expires and Date of each answer.',
            )
          : met([from, to]);
      }),
    ),

  'CM-12': (client) =>
    combine(
      streamsOf(client).map(({ calls, ended }) => {
        if (ended?.status !== 410 || hasBody(ended) || !isBeat(ended)) return undefined;
        const more = calls.filter((call) => call.seq > ended.seq && isBeat(call));
        if (more.length > 0)
          return broken([ended, ...more], 'Went on with a session that is over; start a new one.');
        const next = client.counted.filter((call) => isStart(call) && call.seq > ended.seq);
        const [first, second] = next;
        if (!first) {
          const late = client.streams.find((call) => call.at > ended.end + 30_000);
          return late && broken([ended, late], 'Played on without a session; start a new one.');
        }
        const repeated =
          second !== undefined &&
          isOk(first) &&
          second.at - first.at < 10_000 &&
          !sameEnd(client, first, second);
        return repeated
          ? broken([ended, first, second], 'Started more than one session for one that was over.')
          : met([ended, first]);
      }),
    ),

  'CM-13': (client) => {
    const streams = streamsOf(client);
    return combine(
      streams.map((stream, i) => {
        const { start, calls, ended } = stream;
        const stop = calls.find(isStop);
        const over = calls.find(({ status }) => status === 409 || status === 410);
        const useless = over && calls.find((call) => isStop(call) && call.seq > over.seq);
        if (over && useless)
          return broken(
            [over, useless],
            'Ended a session that was over already; forget it instead.',
          );
        if (stop) return met([start, stop]);
        const next = streams[i + 1]?.start;
        const isLeft =
          next !== undefined && ended === undefined && !calls.some(({ seq }) => seq > next.seq);
        const last = calls.at(-1) ?? start;
        const interval = intervalOf(last) ?? QUIET;
        return isLeft && next.at - last.at < interval
          ? broken([start, next], 'Left a stream without ending its session; send DELETE.')
          : undefined;
      }),
    );
  },

  'CM-14': (client) =>
    combine(
      startsOf(client).map((start) => {
        const codes = (start.headers['x-terminate'] ?? '').split(',').filter(Boolean);
        if (codes.length === 0) return undefined;
        const last = lastOf(
          startsOf(client),
          ({ seq, status }) => seq < start.seq && status === 409,
        );
        const told = last ? refusalOf(last).codes : [];
        if (!last || codes.some((code) => !told.includes(code)))
          return broken(
            [...(last ? [last] : []), start],
            'Sent codes that the last refusal did not tell; use those of the list on screen only.',
          );
        return timeToDecide(last, start) < AT_ONCE
          ? broken(
              [last, start],
              'Ended another stream at once; let the viewer choose and confirm.',
            )
          : met([last, start]);
      }),
    ),

  'CM-15': (client) =>
    combine(
      client.counted
        .filter(({ status }) => status === 429)
        .map((call) => {
          const quiet = Math.max(QUIET, intervalOf(call) ?? 0);
          const next = client.counted.find((one) => one.seq > call.seq && !isStop(one));
          if (!next || (next.moved ?? 0) !== (call.moved ?? 0)) return undefined;
          return next.at - call.end < quiet - SLACK
            ? broken(
                [call, next],
                'Asked again too soon after 429; be quiet until Expires, and for a minute.',
              )
            : met([call, next]);
        }),
    ),

  'CM-16': (client) =>
    combine(
      streamsOf(client).flatMap(({ start, calls }) => {
        const beats = calls.filter(isBeat);
        const bad = beats.filter(({ body }) => IMMUTABLE.some((name) => has(body, name)));
        if (bad.length > 0)
          return [
            broken([start, ...bad], 'Sent again what a heartbeat cannot change; leave it out.'),
          ];
        const accepted = client.plays.filter(
          ({ play, status }) => play && !play.free && status < 300,
        );
        const own = accepted.find(({ seq }) => seq > start.seq);
        const other = accepted.find(
          (play) => own && play.seq > own.seq && play.play?.item !== own.play?.item,
        );
        const late = other && beats.find((beat) => beat.at > other.end + SLACK);
        return late
          ? [
              broken(
                [start, other, late],
                'Went on with one session for another title; start a new one.',
              ),
            ]
          : beats.length > 0
            ? [met([start, ...beats.slice(0, 2)])]
            : [];
      }),
    ),

  'CM-17': (client) =>
    eachCall(startsOf(client), ({ body, query }) => {
      const missing = TOLD.filter((name) => !has(body, name) && !has(query, name));
      return missing.length > 0
        ? `Started without ${missing.join(', ')}; refusals on other devices show them.`
        : undefined;
    }),

  'CM-18': (client) => {
    const asked = startsOf(client).filter((call) => call.status === 400 && wantsRefresh(call));
    const [first] = asked;
    if (!first) return undefined;
    const after = client.counted.filter(({ seq }) => seq > first.seq);
    const list = after.find(is('streamMetadata'));
    const start = after.find(isStart);
    if (start && (!list || list.seq > start.seq))
      return broken([first, start], 'Started again before it had asked for the required metadata.');
    if (!list)
      return notJudged([first], 'The recording does not show what came of the obligation.');
    const third = after.filter((call) => isStart(call) && call.at - first.at < QUIET)[1];
    return third && start?.status === 400
      ? broken([first, list, start, third], 'Started again and again after 400; once is enough.')
      : met([first, list, ...(start ? [start] : [])]);
  },

  'CM-20': ({ counted }) =>
    eachCall(counted, ({ query }) =>
      Object.keys(query).some((name) => /^(subject|upstream_?user_?id)$/i.test(name))
        ? 'Sent the account in the query; it belongs into the path only.'
        : undefined,
    ),

  'CM-22': (client) =>
    combine(
      streamsOf(client).map(({ calls }) => {
        const lost = calls.find(
          (call) => isBeat(call) && (call.status === 0 || call.status >= 500),
        );
        if (!lost) return undefined;
        const next = client.counted.find(
          (call) => call.seq > lost.seq && !is('streamMetadata')(call),
        );
        if (next) return met([lost, next]);
        const late = client.streams.find((call) => call.at > lost.end + QUIET + SLACK);
        return late && broken([lost, late], 'Gave up the heartbeats after one failed; try again.');
      }),
    ),
});

/** Allowed after a 400 that requires it, after a day, or after an app start, which checks the sign-in. */
function mayAskAgain(client: Client, before: Call, list: Call): boolean {
  if (!isOk(before) || list.at - before.at > 24 * 3_600_000 - SLACK) return true;
  const isBetween = ({ seq }: Call) => seq > before.seq && seq < list.seq;
  return (
    client.counted.some((call) => isBetween(call) && call.status === 400 && wantsRefresh(call)) ||
    client.calls.filter(isBetween).some(is('register', 'profiles', 'configuration', 'checkAuthn'))
  );
}

/** Whether another session ended between two starts. */
function sameEnd(client: Client, first: Call, second: Call): boolean {
  return client.counted.some(
    (call) => call.seq > first.seq && call.seq < second.seq && (isStop(call) || call.status >= 400),
  );
}

/** The accounts in the client's profiles by MVPD, in the form of the record. */
const accountsOf = once((client: Client): ReadonlyMap<string, ReadonlySet<string>> => {
  const known = new Map<string, Set<string>>();
  for (const { answer } of client.calls) {
    const profiles = member(answer, 'profiles');
    if (typeof profiles !== 'object' || profiles === null) continue;
    for (const [mvpd, profile] of Object.entries(profiles)) {
      const value = member(member(member(profile, 'attributes'), 'upstreamUserID'), 'value');
      if (typeof value === 'string')
        known.set(mvpd, (known.get(mvpd) ?? new Set<string>()).add(value));
    }
  }
  return known;
});

export interface Gap {
  readonly from: Call;
  readonly to: Call;
  /** ms, from the answer to `from`. */
  readonly interval: number;
  /** The interval changed, and the client does not use the new one yet. */
  readonly isChanged: boolean;
}

/** The gap from each accepted start or heartbeat to the client's next call for the same session. */
export const gapsOf = once((client: Client): readonly Gap[] =>
  streamsOf(client).flatMap(({ start, calls }) => {
    const all = [start, ...calls];
    let isChanged = false;
    return all.slice(0, -1).flatMap((from, i): Gap[] => {
      const to = all[i + 1] as Call;
      const interval = intervalOf(from);
      if (!isOk(from) || interval === undefined || (from.moved ?? 0) !== (to.moved ?? 0)) return [];
      const before = i > 0 ? intervalOf(all[i - 1] as Call) : undefined;
      if (before !== undefined && Math.abs(before - interval) > SLACK) isChanged = true;
      const gap = { from, to, interval, isChanged };
      if (to.at - from.at <= interval + SLACK) isChanged = false;
      return [gap];
    });
  }),
);

export { SLACK };

import type { CallCount } from '../../concurrency/Streams.ts';
import type { Fault } from '../../control/faults.ts';
import type { Bucket } from '../../pass/throttle.ts';
import type { Service } from '../../service.ts';
import { merge } from './merge.ts';
import type { Stored } from './storedState.ts';

/** The maps of a sandbox that are stored. Counters that several sandboxes changed at one moment are added. */
export function storedMaps(service: Service): Stored {
  const { store, faults, streams, throttle, mediaTokens, keys, network } = service;
  const maps = new Map<string, Map<string, unknown>>();
  for (const [name, value] of Object.entries(store))
    if (value instanceof Map) maps.set(name, value);
  maps.set('faults', faults.orders);
  maps.set('streams', streams.sessions);
  maps.set('streamCodes', streams.codesTold);
  maps.set('streamCalls', streams.counts);
  maps.set('throttle', throttle.buckets);
  maps.set('spentMediaTokens', mediaTokens.spent);
  maps.set('keys', keys.texts);
  maps.set('streamGrants', network.grants);
  maps.set('streamSecret', network.secret);
  return {
    maps,
    merges: {
      faults: counted<Fault>(mergeFaults),
      streamCalls: counted<CallCount>(mergeCalls),
      throttle: counted<Bucket>(mergeBuckets),
    },
  };
}

/** `combine` for a value that both have and that has not been created anew by one of them; else `merge`. */
function counted<T extends object>(combine: (base: T, mine: T, theirs: T) => T | undefined) {
  return (base: unknown, mine: unknown, theirs: unknown): unknown => {
    const isEverywhere = base !== undefined && mine !== undefined && theirs !== undefined;
    return isEverywhere ? combine(base as T, mine as T, theirs as T) : merge(base, mine, theirs);
  };
}

/** What `mine` and `theirs` have added to `base` together. */
const sum = (base: number, mine: number, theirs: number) => theirs + mine - base;

/** An order for one request may have been used by one request on each of the sandboxes; then it is used up. */
function mergeFaults(base: Fault, mine: Fault, theirs: Fault): Fault | undefined {
  const hits = sum(base.hits, mine.hits, theirs.hits);
  return theirs.times > 0 && hits >= theirs.times ? undefined : { ...theirs, hits };
}

function mergeCalls(base: CallCount, mine: CallCount, theirs: CallCount): CallCount {
  if (mine.from !== theirs.from) return mine.from > theirs.from ? mine : theirs;
  const before = base.from === mine.from ? base.calls : 0;
  return { from: mine.from, calls: sum(before, mine.calls, theirs.calls) };
}

function mergeBuckets(base: Bucket, mine: Bucket, theirs: Bucket): Bucket {
  if (mine.firstAt !== theirs.firstAt) return mine.firstAt > theirs.firstAt ? mine : theirs;
  const before = base.firstAt === mine.firstAt ? base.burstLeft : mine.burstLeft;
  return {
    firstAt: mine.firstAt,
    lastAt: Math.max(mine.lastAt, theirs.lastAt),
    window: Math.max(mine.window, theirs.window),
    burstLeft: Math.max(0, sum(before, mine.burstLeft, theirs.burstLeft)),
  };
}

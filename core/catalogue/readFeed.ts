import { PassError } from '../pass/errors.ts';
import { isObject, parseObject } from '../pass/parse.ts';
import { isGone, isSuccess } from '../pass/statuses.ts';
import { unexpectedResponse } from '../pass/unexpectedResponse.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { type Json, list, text } from './lenientValues.ts';
import { feedOfMrss } from './mrss.ts';
import { Reporter } from './Reporter.ts';
import { readAccess, readFacts } from './readItem.ts';
import { readSeries } from './readSeries.ts';
import { readRows } from './rows.ts';
import type { Catalogue, Item, Kind } from './types.ts';

/**
 * The programmer's feed in Roku's Direct Publisher JSON shape or as MRSS, read tolerantly, because such feeds are
 * often inexact.
 * Adobe Pass also needs the resource of a title, which this shape does not have. It is in `couchpass` on each
 * item (of a series: for all of its episodes):
 * `{ "access": "free" | "subscription", "resource": "…", "tint": "#rrggbb" }`; an item without it is free.
 */
const kinds: readonly (readonly [string, Kind])[] = [
  ['movies', 'movie'],
  ['series', 'series'],
  ['shortFormVideos', 'short'],
  ['tvSpecials', 'special'],
  ['liveFeeds', 'live'],
];

export function feedRequest(feedUrl: string): HttpRequest {
  const headers = { Accept: 'application/json, application/rss+xml;q=0.9, */*;q=0.5' };
  return { method: 'GET', url: feedUrl, headers, followsRedirects: true };
}

/**
 * Reads a feed; it must have at least one title.
 * @throws PassError as `parseFeed`, and `feed_without_titles`
 */
export function readFeed(response: HttpResponse): Catalogue {
  const catalogue = parseFeed(response);
  // A feed without titles is a mistake, and an empty Home would not show that.
  if (catalogue.rows.length > 0) return catalogue;
  throw new PassError({ code: 'feed_without_titles', status: response.status });
}

/**
 * Reads a feed, also one without titles.
 * @throws PassError `feed_missing`, or the error from `unexpectedResponse` when the answer is no feed
 */
export function parseFeed(response: HttpResponse): Catalogue {
  const { status } = response;
  if (isGone(response)) throw new PassError({ code: 'feed_missing', status });
  const written = withoutMark(response.text);
  const feed = isSuccess(response) ? (parseObject(written) ?? feedOfMrss(written)) : undefined;
  // JSON without any of the lists is no feed but another server's answer.
  if (!feed || !kinds.some(([key]) => Object.hasOwn(feed, key))) throw unexpectedResponse(response);
  return readCatalogue(feed);
}

/** Removes the byte order mark with which some editors begin a file: it is not valid JSON. */
function withoutMark(written: string): string {
  return written.replace(/^\uFEFF/, '');
}

/** Everything in the feed, also what may not be shown now. Never throws. */
export function readCatalogue(feed: Json): Catalogue {
  const reporter = new Reporter();
  const items: Item[] = [];
  const known = new Map<string, Item>();
  const enter = (item: Item) => enterUnder(item, known, reporter);
  for (const [key, kind] of kinds) {
    for (const entry of list(feed[key])) {
      reporter.entries += 1;
      const item = readEntry(entry, kind, key, reporter, enter);
      if (item) items.push(item);
    }
  }
  const rows = readRows(feed, items, (id) => known.get(id), reporter);
  const language = text(feed.language);
  return {
    providerName: text(feed.providerName),
    ...(language === '' ? {} : { language }),
    rows,
    report: reporter.report,
  };
}

function readEntry(
  entry: unknown,
  kind: Kind,
  key: string,
  reporter: Reporter,
  enter: (item: Item) => Item | undefined,
): Item | undefined {
  if (!isObject(entry)) return reporter.leaveOut('notAnObject', key);
  const [id, title] = [text(entry.id), text(entry.title)];
  if (id === '') return reporter.leaveOut('noId', title || key);
  if (title === '') return reporter.leaveOut('noTitle', id);
  if (kind === 'series') {
    const series = readSeries(entry, reporter, enter);
    return series ? enter(series) : reporter.leaveOut('noEpisodes', id);
  }
  const access = readAccess(entry, reporter);
  if (!access) return reporter.leaveOut('noVideo', id);
  return enter({ ...readFacts(entry, kind, reporter), ...access });
}

/** Ids are unique. A repeated title is left out; another title with the same id gets a new id. */
function enterUnder(item: Item, known: Map<string, Item>, reporter: Reporter): Item | undefined {
  const first = known.get(item.id);
  if (!first) {
    known.set(item.id, item);
    return item;
  }
  const isSame =
    first.resource === item.resource &&
    first.stream?.url === item.stream?.url &&
    (item.resource !== undefined || !item.seasons === !first.seasons);
  // A film may also be an episode, and must not be missing in its series.
  if (isSame && item.episode && !first.episode) return item;
  if (isSame && !item.seasons) return reporter.leaveOut('sameId', item.id);
  reporter.note('otherTitleSameId', item.id);
  let number = 2;
  while (known.has(`${item.id}~${number}`)) number += 1;
  const renamed = { ...item, id: `${item.id}~${number}` };
  known.set(renamed.id, renamed);
  return renamed;
}

import { own } from '../own.ts';
import { isSuccess } from '../pass/dcr.ts';
import { notTheirs } from '../pass/foreign.ts';
import { isObject, parseObject } from '../pass/parse.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { Catalogue, Item, Row, Stream } from './types.ts';

/**
 * The programmer's feed in Roku's Direct Publisher JSON shape. Adobe Pass needs one thing more than
 * that shape has: which resource a title belongs to. It stands in `couchpass` on each item:
 * `{ "access": "free" | "subscription", "resource": "…", "tint": "#rrggbb" }`; an item without it is free.
 */
type Json = Record<string, unknown>;

const kinds = ['movies', 'series', 'shortFormVideos', 'tvSpecials', 'liveFeeds'] as const;

export function feedRequest(feedUrl: string): HttpRequest {
  const headers = { Accept: 'application/json' };
  return { method: 'GET', url: feedUrl, headers, followsRedirects: true };
}

/** @throws PassError what `notTheirs` makes of an answer that is no feed, or has nothing to play */
export function readFeed(response: HttpResponse): Catalogue {
  const feed = isSuccess(response) ? parseObject(response.text) : undefined;
  if (!feed) throw notTheirs(response);
  const items = new Map<string, Item>();
  for (const kind of kinds) {
    for (const entry of list(feed[kind])) {
      const item = readItem(entry, kind === 'liveFeeds');
      if (item) items.set(item.id, item);
    }
  }
  const rows = readRows(feed, items);
  // A feed with nothing to play is a mistake, and an empty Home would not say so.
  if (rows.length === 0) throw notTheirs(response);
  return { providerName: text(feed.providerName), rows };
}

function readRows(feed: Json, items: Map<string, Item>): Row[] {
  const playlists = new Map(list(feed.playlists).map((list) => [text(list.name), list.itemIds]));
  return list(feed.categories).flatMap((category, index) => {
    const title = text(category.name);
    const ids = playlists.get(text(category.playlistName));
    const found = (Array.isArray(ids) ? ids : []).flatMap(
      (id) => items.get(typeof id === 'number' ? `${id}` : text(id)) ?? [],
    );
    return title === '' || found.length === 0 ? [] : [{ id: `row-${index}`, title, items: found }];
  });
}

function readItem(entry: Json, live: boolean): Item | undefined {
  const id = text(entry.id);
  const title = text(entry.title);
  if (id === '' || title === '') return undefined;
  const content = isObject(entry.content) ? entry.content : {};
  const pass = isObject(entry.couchpass) ? entry.couchpass : {};
  const rating = isObject(entry.rating) ? entry.rating : {};
  const resource = text(pass.resource);
  const protectedItem = pass.access === 'subscription' && resource !== '';
  const stream = readStream(content);
  if (!protectedItem && !stream) return undefined;
  return {
    id,
    title,
    description: text(entry.longDescription) || text(entry.shortDescription),
    art: text(entry.thumbnail),
    live,
    access: protectedItem ? 'subscription' : 'free',
    ...(protectedItem ? { resource } : {}),
    ...(stream && !protectedItem ? { stream } : {}),
    ...(/^#[0-9a-f]{6}$/i.test(text(pass.tint)) ? { tint: text(pass.tint) } : {}),
    ...some('genre', Array.isArray(entry.genres) ? text(entry.genres[0]) : ''),
    ...some('year', text(entry.releaseDate).slice(0, 4)),
    ...some('rating', text(rating.rating)),
    ...(typeof content.duration === 'number' && !live ? { durationS: content.duration } : {}),
  };
}

const types: Readonly<Record<string, string>> = {
  HLS: 'application/vnd.apple.mpegurl',
  DASH: 'application/dash+xml',
  WEBM: 'video/webm',
  MP4: 'video/mp4',
};

function readStream(content: Json): Stream | undefined {
  for (const video of list(content.videos)) {
    const type = own(types, text(video.videoType).toUpperCase());
    if (type && text(video.url) !== '') return { url: text(video.url), type };
  }
  return undefined;
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function some<K extends string>(key: K, value: string): { [P in K]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}

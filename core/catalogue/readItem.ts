import { getOwn } from '../getOwn.ts';
import { readDate } from './dates.ts';
import { duration, type Json, list, object, objects, text, texts } from './lenientValues.ts';
import type { Reporter } from './Reporter.ts';
import type { CaptionFile, Item, Kind, Stream, TrickPlayFile } from './types.ts';

/** All data of an item in the feed, except its seasons and episodes. */
export function readFacts(entry: Json, kind: Kind, reporter: Reporter): Item {
  const content = object(entry.content);
  const pass = object(entry.couchpass);
  const id = text(entry.id);
  const live = kind === 'live';
  const genres = texts(entry.genres);
  const rating = text(object(entry.rating).rating) || text(entry.rating);
  const date = (value: unknown) => {
    const read = readDate(value);
    if (!read && list(value).length > 0) reporter.note('brokenDate', `${id}: ${text(value)}`);
    return read;
  };
  const released = date(entry.releaseDate);
  const notAfter = date(content.validityPeriodEnd ?? entry.validityPeriodEnd);
  const length = live ? undefined : duration(content.duration ?? entry.duration);
  const ratingSource = text(object(entry.rating).ratingSource) || text(entry.ratingSource);
  const credits = objects(entry.credits).map((each) => ({
    name: text(each.name),
    role: text(each.role),
  }));
  return {
    id,
    title: text(entry.title),
    description: text(entry.longDescription) || text(entry.shortDescription),
    art: text(entry.thumbnail),
    live,
    access: 'free',
    ...nonEmpty('kind', kind === 'movie' ? undefined : kind),
    ...nonEmpty('tint', /^#[0-9a-f]{6}$/i.test(text(pass.tint)) ? text(pass.tint) : ''),
    ...nonEmpty('genre', genres[0]),
    ...nonEmpty('genres', genres.length > 1 ? genres : []),
    ...nonEmpty('tags', texts(entry.tags)),
    ...nonEmpty(
      'credits',
      credits.filter(({ name }) => name !== ''),
    ),
    ...nonEmpty('language', text(content.language) || text(entry.language)),
    ...nonEmpty('year', yearOf(entry.releaseDate, released?.at)),
    ...nonEmpty('releasedAt', released?.at),
    ...nonEmpty('addedAt', date(content.dateAdded ?? entry.dateAdded)?.at),
    ...nonEmpty('rating', rating),
    ...nonEmpty('ratingSource', rating === '' ? '' : ratingSource),
    ...nonEmpty('durationS', length),
    ...nonEmpty('captions', captionsOf(content.captions ?? entry.captions)),
    ...nonEmpty('trickPlay', trickPlayOf(content.trickPlayFiles ?? entry.trickPlayFiles)),
    ...nonEmpty('notBefore', date(content.validityPeriodStart ?? entry.validityPeriodStart)?.at),
    // The last day is included.
    ...nonEmpty('notAfter', notAfter && notAfter.at + (notAfter.isDay ? 86_400_000 : 0)),
  };
}

/**
 * How the item is played: with a decision, or from its own address. undefined when neither is possible.
 * @param inherited `couchpass` of the item's series
 */
export function readAccess(
  entry: Json,
  reporter: Reporter,
  inherited: Json = {},
): Pick<Item, 'access' | 'resource' | 'stream'> | undefined {
  const pass = { ...inherited, ...object(entry.couchpass) };
  const resource = text(pass.resource);
  if (pass.access === 'subscription') {
    if (resource !== '') return { access: 'subscription', resource };
    reporter.note('noResource', text(entry.id));
  }
  const stream = readStream(entry);
  if (!stream) return undefined;
  if (stream.type === '') reporter.note('unknownVideoType', text(entry.id));
  return { access: 'free', stream };
}

const types: Readonly<Record<string, string>> = {
  HLS: 'application/vnd.apple.mpegurl',
  M3U8: 'application/vnd.apple.mpegurl',
  DASH: 'application/dash+xml',
  MPD: 'application/dash+xml',
  WEBM: 'video/webm',
  MP4: 'video/mp4',
  M4V: 'video/mp4',
  MOV: 'video/quicktime',
  MKV: 'video/x-matroska',
};

/** The media type for a feed's type name, a file extension or a media type; '' for anything else. */
function typeOf(name: string): string {
  if (/mpegurl/i.test(name)) return types.HLS ?? '';
  const known = getOwn(types, name.toUpperCase());
  return known ?? (/^(video|application)\/[\w.+-]+$/i.test(name) ? name.toLowerCase() : '');
}

/** The first video of a known type, otherwise the first video. */
function readStream(entry: Json): Stream | undefined {
  const { videos, url, videoType } = object(entry.content);
  const found: Stream[] = [];
  for (const each of [
    ...list(videos),
    ...list(entry.videos),
    { url, videoType },
    { url: entry.url, videoType: entry.videoType },
  ]) {
    const video = typeof each === 'string' ? { url: each } : object(each);
    const address = text(video.url);
    if (address === '') continue;
    const extension = /\.(\w+)(?:[?#].*)?$/.exec(address)?.[1] ?? '';
    const type = typeOf(text(video.videoType)) || typeOf(extension);
    if (type !== '') return { url: address, type };
    found.push({ url: address, type });
  }
  return found[0];
}

function captionsOf(value: unknown): CaptionFile[] {
  const found: CaptionFile[] = [];
  for (const each of objects(value)) {
    const url = text(each.url);
    // Captions without an address are in the stream itself.
    if (url === '') continue;
    const closed = /closed|sdh/i.test(text(each.captionType));
    found.push({ url, language: text(each.language), closed });
  }
  return found;
}

function trickPlayOf(value: unknown): TrickPlayFile[] {
  const found: TrickPlayFile[] = [];
  for (const each of objects(value)) {
    const url = text(each.url);
    if (url === '') continue;
    const type = /\.bif([?#]|$)/i.test(url)
      ? 'bif'
      : /\.m3u8([?#]|$)/i.test(url)
        ? 'playlist'
        : 'picture';
    found.push({ url, type, quality: text(each.quality) });
  }
  return found;
}

function yearOf(written: unknown, released: number | undefined): string {
  const start = /^\d{4}(?!\d)/.exec(text(written))?.[0];
  if (start !== undefined || released === undefined) return start ?? '';
  return String(new Date(released).getUTCFullYear());
}

/** {} when the value is empty. */
export function nonEmpty<K extends keyof Item>(
  key: K,
  value: Item[K] | '',
): { [P in K]?: Item[P] } {
  const nothing =
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return (nothing ? {} : { [key]: value }) as { [P in K]?: Item[P] };
}

import { type ProgrammerDeps, programmerUrl } from './deps.ts';
import { buildFeed, type Feed, type FeedItem, type FeedVideo } from './feed.ts';

/**
 * The same items as an MRSS document: RSS 2.0 with Yahoo's media elements, which Roku accepted before its
 * JSON and most catalogues can still export. Data that neither defines is in this project's namespace; rows
 * are media categories with a separate scheme, in the order of the rows and of their items.
 */
export function buildMrss(deps: Pick<ProgrammerDeps, 'publicUrl'>): string {
  const feed = buildFeed(deps);
  const items = [...feed.movies, ...feed.tvSpecials, ...feed.shortFormVideos, ...feed.liveFeeds];
  const play = programmerUrl(deps, 'play');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rss version="2.0" xmlns:media="${MEDIA}" xmlns:atom="${ATOM}" xmlns:couchpass="${OURS}">`,
    '<channel>',
    text('title', feed.providerName),
    text('link', deps.publicUrl()),
    text('description', `Everything on ${feed.providerName}`),
    text('language', feed.language),
    text('lastBuildDate', rfc822(feed.lastUpdated)),
    tag('atom:link', {
      rel: 'self',
      type: 'application/rss+xml',
      href: programmerUrl(deps, 'feed.xml'),
    }),
    ...feed.playlists.map(({ name }) => text('couchpass:row', name)),
    ...items.map((item) => itemXml(feed, item, play)),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

/**
 * The resource of one item, where programmer and provider have agreed on more than the channel (page
 * "Identifying Protected Resources"): channel, title, id and rating. The simple id names the channel only;
 * for a provider that decides by channel both mean the same.
 */
export function mrssResource({ id, title, rating, couchpass }: FeedItem): string | undefined {
  if (couchpass.resource === undefined) return undefined;
  const item = [text('title', title), text('guid', id), ratingXml(rating.rating)].join('');
  const channel = `${text('title', couchpass.resource)}<item>${item}</item>`;
  return `<rss version="2.0" xmlns:media="${MEDIA}"><channel>${channel}</channel></rss>`;
}

const MEDIA = 'http://search.yahoo.com/mrss/';
const ATOM = 'http://www.w3.org/2005/Atom';
const OURS = 'urn:couchpass:feed';
const ROW = 'urn:couchpass:row';
const MIME = { HLS: 'application/vnd.apple.mpegurl', WEBM: 'video/webm' } as const;
const HEIGHT_BY_WIDTH = 9 / 16;

function itemXml(feed: Feed, item: FeedItem, play: string): string {
  const { content, couchpass, thumbnail } = item;
  const isLive = feed.liveFeeds.includes(item);
  const facts = {
    medium: 'video',
    expression: isLive ? 'nonstop' : 'full',
    ...(content.duration === undefined ? {} : { duration: String(content.duration) }),
    lang: content.language,
  };
  const width = Number(new URL(thumbnail).searchParams.get('w'));
  const resource = mrssResource(item);
  return [
    '<item>',
    tag('guid', { isPermaLink: 'false' }, escaped(item.id)),
    text('title', item.title),
    text('description', item.shortDescription),
    text('pubDate', rfc822(content.dateAdded)),
    ...item.genres.map((genre) => text('category', genre)),
    contents(content.videos, facts, play),
    tag('media:description', { type: 'plain' }, escaped(item.longDescription)),
    ...(item.tags.length === 0 ? [] : [text('media:keywords', item.tags.join(', '))]),
    tag('media:thumbnail', {
      url: thumbnail,
      width: String(width),
      height: String(Math.round(width * HEIGHT_BY_WIDTH)),
    }),
    ratingXml(item.rating.rating),
    ...feed.playlists
      .filter(({ itemIds }) => itemIds.includes(item.id))
      .map(({ name, itemIds }) =>
        tag(
          'media:category',
          { scheme: ROW, label: name },
          // The position in the row: readers of the feed keep no other order of an item's elements.
          String(itemIds.indexOf(item.id) + 1),
        ),
      ),
    text('couchpass:kind', kindOf(feed, item)),
    text('couchpass:access', couchpass.access),
    ...(couchpass.resource === undefined ? [] : [text('couchpass:resource', couchpass.resource)]),
    ...(resource === undefined ? [] : [text('couchpass:mrssResource', resource)]),
    text('couchpass:releaseDate', item.releaseDate),
    text('couchpass:tint', couchpass.tint),
    '</item>',
  ].join('\n');
}

function kindOf(feed: Feed, item: FeedItem): string {
  if (feed.liveFeeds.includes(item)) return 'live';
  if (feed.shortFormVideos.includes(item)) return 'short';
  return feed.tvSpecials.includes(item) ? 'special' : 'movie';
}

/** A protected item has no URL here: the playback endpoint returns it in exchange for a media token. */
function contents(
  videos: readonly FeedVideo[],
  facts: Readonly<Record<string, string>>,
  play: string,
): string {
  if (videos.length === 0)
    return tag(
      'media:content',
      facts,
      tag('media:player', { url: play }) + tag('media:price', { type: 'subscription' }),
    );
  const each = videos.map(({ url, videoType }, at) =>
    tag('media:content', { url, type: MIME[videoType], isDefault: String(at === 0), ...facts }),
  );
  return each.length === 1 ? each.join('') : tag('media:group', {}, each.join(''));
}

/** The titles have Canadian ratings, which the scheme `urn:v-chip` includes. */
function ratingXml(rating: string): string {
  return tag('media:rating', { scheme: 'urn:v-chip' }, escaped(rating));
}

function text(name: string, content: string): string {
  return tag(name, {}, escaped(content));
}

function tag(name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `<${name}${list.join('')}`;
  return content === '' ? `${open}/>` : `${open}>${content}</${name}>`;
}

function escaped(content: string): string {
  return content
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function rfc822(iso: string): string {
  return new Date(iso).toUTCString();
}

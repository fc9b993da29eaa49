import { palettes } from './art/palettes.ts';
import { type ProgrammerDeps, programmerUrl } from './deps.ts';
import { FREE_GRANT, streamPath } from './streams/paths.ts';
import { rows, type Title, type TitleKind, titles } from './titles/index.ts';

/** A video of an item, as in the Direct Publisher feed; `WEBM` is an extension of this project. */
export interface FeedVideo {
  readonly url: string;
  readonly quality: 'HD';
  readonly videoType: 'HLS' | 'WEBM';
}

export interface FeedItem {
  readonly id: string;
  readonly title: string;
  readonly content: {
    /** ISO 8601 */
    readonly dateAdded: string;
    /** Empty for a protected item: the playback endpoint returns its URL in exchange for a media token. */
    readonly videos: readonly FeedVideo[];
    /** s; absent for live. */
    readonly duration?: number;
    readonly language: string;
  };
  readonly genres: readonly string[];
  readonly thumbnail: string;
  /** YYYY-MM-DD */
  readonly releaseDate: string;
  readonly shortDescription: string;
  readonly longDescription: string;
  readonly tags: readonly string[];
  readonly rating: { readonly rating: string; readonly ratingSource: 'CPR' };
  /** An extension of this project: data that Couchpass needs and the format does not define. */
  readonly couchpass: {
    readonly access: 'free' | 'subscription';
    readonly resource?: string;
    readonly tint: string;
  };
}

/** The feed in the shape of Roku's Direct Publisher JSON. */
export interface Feed {
  readonly providerName: string;
  readonly lastUpdated: string;
  readonly language: string;
  readonly movies: readonly FeedItem[];
  readonly tvSpecials: readonly FeedItem[];
  readonly shortFormVideos: readonly FeedItem[];
  readonly liveFeeds: readonly FeedItem[];
  readonly playlists: readonly { readonly name: string; readonly itemIds: readonly string[] }[];
  /** In the order of the rows on screen; each contains the name of a playlist. */
  readonly categories: readonly {
    readonly name: string;
    readonly playlistName: string;
    readonly order: 'manual';
  }[];
}

const LANGUAGE = 'en';

export function buildFeed(deps: Pick<ProgrammerDeps, 'publicUrl'>): Feed {
  const itemsOf = (kind: TitleKind) =>
    titles.filter((title) => title.kind === kind).map((title) => feedItem(deps, title));
  const newest = titles
    .map(({ released }) => released)
    .sort()
    .at(-1);
  return {
    providerName: 'Northstar',
    lastUpdated: `${newest}T06:00:00+00:00`,
    language: LANGUAGE,
    movies: itemsOf('movie'),
    tvSpecials: itemsOf('special'),
    shortFormVideos: itemsOf('short'),
    liveFeeds: itemsOf('live'),
    playlists: rows.map(({ name, ids }) => ({ name, itemIds: ids })),
    categories: rows.map(({ name }) => ({ name, playlistName: name, order: 'manual' })),
  };
}

function feedItem(deps: Pick<ProgrammerDeps, 'publicUrl'>, title: Title): FeedItem {
  return {
    id: title.id,
    title: title.title,
    content: {
      dateAdded: `${title.released}T06:00:00+00:00`,
      videos: title.resource === undefined ? freeVideos(deps, title) : [],
      ...(title.kind === 'live' ? {} : { duration: title.minutes * 60 }),
      language: LANGUAGE,
    },
    genres: title.genres,
    thumbnail: programmerUrl(deps, `art/${title.id}.jpg?w=960`),
    releaseDate: title.released,
    shortDescription: title.short,
    longDescription: title.long,
    tags: title.tags,
    rating: { rating: title.rating, ratingSource: 'CPR' },
    couchpass: {
      access: title.resource === undefined ? 'free' : 'subscription',
      ...(title.resource === undefined ? {} : { resource: title.resource }),
      tint: palettes[title.palette].tint,
    },
  };
}

function freeVideos(deps: Pick<ProgrammerDeps, 'publicUrl'>, title: Title): FeedVideo[] {
  const hls: FeedVideo = {
    url: programmerUrl(deps, streamPath(FREE_GRANT, title, 'hls')),
    quality: 'HD',
    videoType: 'HLS',
  };
  if (title.kind === 'live') return [hls];
  const webm: FeedVideo = {
    url: programmerUrl(deps, streamPath(FREE_GRANT, title, 'webm')),
    quality: 'HD',
    videoType: 'WEBM',
  };
  return title.form === 'webm' ? [webm, hls] : [hls, webm];
}

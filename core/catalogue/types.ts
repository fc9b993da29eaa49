import type { Drm } from './drm.ts';

/** The programmer's feed as the app uses it: rows of items. */
export interface Catalogue {
  readonly providerName: string;
  /** Language of the feed's texts, as in the feed. */
  readonly language?: string;
  readonly rows: readonly Row[];
  readonly report: FeedReport;
}

export const emptyCatalogue: Catalogue = {
  providerName: '',
  rows: [],
  report: { entries: 0, leftOut: [], noted: [] },
};

/** A row has at least one item. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** Present when the reader made the row because the feed has none: apps have their own title for it. */
  readonly made?: GeneratedRow;
  readonly items: readonly Item[];
}

/** What the items of a row made by the reader have in common. */
export type GeneratedRow = 'newest' | 'live' | 'series' | 'movies' | 'specials' | 'shorts';

/** The list of the feed that contains the item; an episode is in its series. */
export type Kind = 'movie' | 'series' | 'episode' | 'short' | 'special' | 'live';

/** A title to watch, or a series. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Absolute URL of 16:9 art, '' when the feed has none. */
  readonly art: string;
  /** `#rrggbb`, a colour that fits the art, for the background behind it. */
  readonly tint?: string;
  /** Movie when absent. */
  readonly kind?: Kind;
  /** The first of `genres`. */
  readonly genre?: string;
  /** Present when there are several. */
  readonly genres?: readonly string[];
  readonly tags?: readonly string[];
  readonly credits?: readonly Credit[];
  /** Spoken language, as in the feed. */
  readonly language?: string;
  readonly year?: string;
  /** ms since the epoch; absent when the feed has no readable date. */
  readonly releasedAt?: number;
  readonly addedAt?: number;
  readonly rating?: string;
  /** The rating system: `USA_PR`, `urn:v-chip`. */
  readonly ratingSource?: string;
  /** s; absent for live. */
  readonly durationS?: number;
  readonly live: boolean;
  /** `free` plays without any decision. Of a series: `free` when all of its episodes are. */
  readonly access: 'free' | 'subscription';
  /**
   * Resource id as agreed with the MVPDs, byte for byte; present when `access` is `subscription`. Of a
   * series: of the first episode that has one.
   */
  readonly resource?: string;
  /** The stream of a free item; the streams of protected items come from the playback endpoint. */
  readonly stream?: Stream;
  /** Captions in separate files. */
  readonly captions?: readonly CaptionFile[];
  /** Pictures from the stream, shown while seeking. */
  readonly trickPlay?: readonly TrickPlayFile[];
  /** ms since the epoch: not shown before `notBefore`, nor from `notAfter` on. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Of a series: at least one, each with at least one episode. A series has no stream of its own. */
  readonly seasons?: readonly Season[];
  /** Of an episode: its series, season and number. */
  readonly episode?: EpisodePlace;
}

/** A season of a series. */
export interface Season {
  /** As in the feed; 0 for episodes without a season. */
  readonly number: number;
  readonly title?: string;
  readonly episodes: readonly Item[];
}

/** The position of an episode in its series. */
export interface EpisodePlace {
  /** Id and title of the series. */
  readonly series: string;
  readonly seriesTitle: string;
  readonly season: number;
  readonly number: number;
}

/** A person and the person's role. */
export interface Credit {
  readonly name: string;
  readonly role: string;
}

/** Captions in a separate file. */
export interface CaptionFile {
  readonly url: string;
  /** '' when the feed does not say. */
  readonly language: string;
  /** Also describes sounds, for viewers who cannot hear. */
  readonly closed: boolean;
}

/** Pictures from the stream, for seeking. */
export interface TrickPlayFile {
  readonly url: string;
  /** `bif`: Roku's file of pictures; `playlist`: an HLS playlist of images; `picture`: anything else. */
  readonly type: 'bif' | 'playlist' | 'picture';
  /** `HD`, `FHD`; '' when the feed does not say. */
  readonly quality: string;
}

/** The addresses and the protection of a stream. */
export interface Stream {
  /** Absolute. */
  readonly url: string;
  /** Media type; '' when neither the feed nor the address shows it. */
  readonly type: string;
  /** Further addresses of the same stream, absolute: each is used when those before it do not answer. */
  readonly others?: readonly string[];
  /** Present when the stream is protected; the preferred system first. */
  readonly drm?: readonly Drm[];
  /** ms since the epoch: the address is refused from this time on. */
  readonly expiresAt?: number;
}

/** What could and could not be used of a feed, in numbers. */
export interface FeedReport {
  /** The number of all entries of the feed: films, series, each episode. */
  readonly entries: number;
  /** Entries not in the catalogue, by reason; their counts and the number of shown entries give `entries`. */
  readonly leftOut: readonly FeedIssue<LossReason>[];
  /** Mistakes in the feed by which no entry is lost. */
  readonly noted: readonly FeedIssue<NoteReason>[];
  /** Number of items that may not be shown now; absent when no item has validity periods. */
  readonly hidden?: number;
}

/** A mistake in the feed, its count and examples. */
export interface FeedIssue<R extends string = LossReason | NoteReason> {
  readonly reason: R;
  readonly count: number;
  /** The first few, by id or name. */
  readonly examples: readonly string[];
}

/**
 * Why an entry is not in the catalogue.
 *
 * `notAnObject`  the entry is no JSON object
 * `noId`, `noTitle`
 * `noVideo`      a free item without an address
 * `noEpisodes`   a series without an episode that can be shown
 * `sameId`       a repeated title
 */
export type LossReason = 'notAnObject' | 'noId' | 'noTitle' | 'noVideo' | 'noEpisodes' | 'sameId';

/**
 * Mistakes in the feed by which no entry is lost.
 *
 * `otherTitleSameId`    another title with an id that is already used: kept as `ID~2`
 * `noResource`          for subscribers, but without a resource: plays without a decision
 * `unknownVideoType`    neither `videoType` nor the address shows the type
 * `brokenDate`          a date that cannot be read; treated as absent
 * `playlistMisses`      a playlist contains an id that the feed does not have
 * `noSuchPlaylist`      a category names a playlist that the feed does not have
 * `emptyCategory`       a category or playlist without items
 * `namelessCategory`    a category without a title; not shown
 */
export type NoteReason =
  | 'otherTitleSameId'
  | 'noResource'
  | 'unknownVideoType'
  | 'brokenDate'
  | 'playlistMisses'
  | 'noSuchPlaylist'
  | 'emptyCategory'
  | 'namelessCategory';

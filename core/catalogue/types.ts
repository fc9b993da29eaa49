import type { Drm } from './drm.ts';

/** The programmer's feed as the app uses it: rows of items. */
export interface Catalogue {
  readonly providerName: string;
  /** Of the feed's texts, as the feed writes it. */
  readonly language?: string;
  readonly rows: readonly Row[];
  readonly report: FeedReport;
}

/** With nothing in it. */
export const emptyCatalogue: Catalogue = {
  providerName: '',
  rows: [],
  report: { entries: 0, leftOut: [], noted: [] },
};

/** With at least one item. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** Present when the feed has no such row, and the reader made it: apps have a title of their own for it. */
  readonly made?: GeneratedRow;
  readonly items: readonly Item[];
}

/** What a row that the reader made has in common. */
export type GeneratedRow = 'newest' | 'live' | 'series' | 'movies' | 'specials' | 'shorts';

/** The feed's own lists; an episode is in its series. */
export type Kind = 'movie' | 'series' | 'episode' | 'short' | 'special' | 'live';

/** Something to watch, or a series of such things. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Absolute URL of 16:9 art, '' when the feed has none. */
  readonly art: string;
  /** `#rrggbb`, the art's own mood, for the background behind it. */
  readonly tint?: string;
  /** Movie when absent. */
  readonly kind?: Kind;
  /** The first of `genres`. */
  readonly genre?: string;
  /** Present when there are several. */
  readonly genres?: readonly string[];
  readonly tags?: readonly string[];
  readonly credits?: readonly Credit[];
  /** Of the speech, as the feed writes it. */
  readonly language?: string;
  readonly year?: string;
  /** ms since the epoch; absent when the feed has none that can be read. */
  readonly releasedAt?: number;
  readonly addedAt?: number;
  readonly rating?: string;
  /** Who rated: `USA_PR`, `urn:v-chip`. */
  readonly ratingSource?: string;
  /** s; absent for live. */
  readonly durationS?: number;
  readonly live: boolean;
  /** `free` plays without any decision. Of a series: whether all of its episodes do. */
  readonly access: 'free' | 'subscription';
  /**
   * Resource id as agreed with the MVPDs, byte for byte; present when `access` is `subscription`. Of a
   * series: of the first episode that has one.
   */
  readonly resource?: string;
  /** What plays a free item; protected items get theirs from the playback endpoint. */
  readonly stream?: Stream;
  /** Captions in files of their own. */
  readonly captions?: readonly CaptionFile[];
  /** Pictures of the stream at its times, to seek by. */
  readonly trickPlay?: readonly TrickPlayFile[];
  /** ms since the epoch: not shown before, not shown from then on. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Of a series: at least one, each with at least one episode. Such an item has no stream of its own. */
  readonly seasons?: readonly Season[];
  /** Of an episode: where it belongs. */
  readonly episode?: EpisodePlace;
}

/** A season of a series. */
export interface Season {
  /** As the feed counts; 0 for episodes that are in no season. */
  readonly number: number;
  readonly title?: string;
  readonly episodes: readonly Item[];
}

/** Where an episode stands. */
export interface EpisodePlace {
  /** Id and title of the series. */
  readonly series: string;
  readonly seriesTitle: string;
  readonly season: number;
  readonly number: number;
}

/** Who took part, and as what. */
export interface Credit {
  readonly name: string;
  readonly role: string;
}

/** Captions in a file beside the stream. */
export interface CaptionFile {
  readonly url: string;
  /** '' when the feed does not say. */
  readonly language: string;
  /** For viewers who do not hear the sounds either. */
  readonly closed: boolean;
}

/** Pictures of the stream at its times. */
export interface TrickPlayFile {
  readonly url: string;
  /** `bif`: Roku's file of pictures; `playlist`: an HLS playlist of images; `picture`: anything else. */
  readonly type: 'bif' | 'playlist' | 'picture';
  /** `HD`, `FHD`; '' when the feed does not say. */
  readonly quality: string;
}

/** Where something plays from. */
export interface Stream {
  /** Absolute. */
  readonly url: string;
  /** Media type; '' when neither the feed nor the address says it. */
  readonly type: string;
  /** Further addresses of the same stream, absolute: each is for when those before it do not answer. */
  readonly others?: readonly string[];
  /** Present when it is protected; the preferred way first. */
  readonly drm?: readonly Drm[];
  /** ms since the epoch: from then on the address is refused. */
  readonly expiresAt?: number;
}

/** What the reader made of a feed, in numbers. */
export interface FeedReport {
  /** Everything that the feed lists: films, series, each episode. */
  readonly entries: number;
  /** What is not in the catalogue, by reason; the counts of these and of what is shown make `entries`. */
  readonly leftOut: readonly FeedIssue<LossReason>[];
  /** What is in the catalogue, or needs not be, and is not as it should be. */
  readonly noted: readonly FeedIssue<NoteReason>[];
  /** What is in the feed and may not be shown at this time; absent when nothing has such times. */
  readonly hidden?: number;
}

/** What was found, how often, and where. */
export interface FeedIssue<R extends string = LossReason | NoteReason> {
  readonly reason: R;
  readonly count: number;
  /** The first few, by id or name. */
  readonly examples: readonly string[];
}

/**
 * Why something is not in the catalogue.
 *
 * `notAnObject`  something else stands in its place
 * `noId`, `noTitle`
 * `noVideo`      free, and has no address
 * `noEpisodes`   a series without an episode that can be shown
 * `sameId`       the same title again
 */
export type LossReason = 'notAnObject' | 'noId' | 'noTitle' | 'noVideo' | 'noEpisodes' | 'sameId';

/**
 * What is not as it should be, though nothing is lost by it.
 *
 * `otherTitleSameId`    another title with an id that was taken: kept under `ID~2`
 * `noResource`          for subscribers, without the resource to ask about: plays without a decision
 * `unknownVideoType`    neither `videoType` nor the address says what it is
 * `brokenDate`          a date that cannot be read is as none
 * `playlistMisses`      a playlist names an id that the feed does not have
 * `noSuchPlaylist`      a category names a playlist that the feed does not have
 * `emptyCategory`       a category or playlist that no item is in
 * `namelessCategory`    it has no title to be shown with
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

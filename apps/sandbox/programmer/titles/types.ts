import type { PaletteName } from '../art/palettes.ts';
import type { SceneName } from '../art/scenes/index.ts';

/** Resource ids as the programmer agreed them with the providers. */
export type ResourceId = 'NORTHSTAR-MAIN' | 'NORTHSTAR-SPORT' | 'NORTHSTAR-NEWS' | 'NORTHSTAR-KIDS';

/** The list of the feed that a title belongs to. */
export type TitleKind = 'movie' | 'special' | 'short' | 'live';

export type ClipName = 'dunes' | 'sea' | 'hills';

/** One thing to watch, as the programmer's editors keep it; the feed is made from these. */
export interface Title {
  readonly id: string;
  readonly title: string;
  readonly kind: TitleKind;
  /** Absent: free for everybody. */
  readonly resource?: ResourceId;
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  /** Canadian Parental Rating, as the feed's `ratingSource` says. */
  readonly rating: 'C' | 'C8' | 'G' | 'PG' | '14+' | '18+';
  /** YYYY-MM-DD */
  readonly released: string;
  /** Advertised running time; every title plays the same short clips. 0 for live. */
  readonly minutes: number;
  /** At most 200 characters. */
  readonly short: string;
  /** At most 500 characters. */
  readonly long: string;
  readonly scene: SceneName;
  readonly palette: PaletteName;
  readonly clip: ClipName;
  /** What the playback endpoint hands out; only the hills are cut for DASH. */
  readonly form: 'hls' | 'dash' | 'webm';
}

/** A row of Home: a category of the feed and the playlist behind it. */
export interface TitleRow {
  readonly name: string;
  readonly ids: readonly string[];
}

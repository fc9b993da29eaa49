import type { PaletteName } from '../art/palettes.ts';
import type { SceneName } from '../art/scenes/index.ts';

/** Resource ids agreed between the programmer and the providers. */
export type ResourceId = 'NORTHSTAR-MAIN' | 'NORTHSTAR-SPORT' | 'NORTHSTAR-NEWS' | 'NORTHSTAR-KIDS';

/** The list of the feed that a title belongs to. */
export type TitleKind = 'movie' | 'special' | 'short' | 'live';

export type ClipName = 'dunes' | 'sea' | 'hills';

/** One program or channel in the programmer's catalogue, from which the feed is built. */
export interface Title {
  readonly id: string;
  readonly title: string;
  readonly kind: TitleKind;
  /** Absent: the title is free. */
  readonly resource?: ResourceId;
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  /** Canadian Parental Rating, the feed's `ratingSource`. */
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
  /** The form of the stream that the playback endpoint returns; only the clip `hills` has a DASH manifest. */
  readonly form: 'hls' | 'dash' | 'webm';
}

/** A row of Home: a category of the feed and its playlist. */
export interface TitleRow {
  readonly name: string;
  readonly ids: readonly string[];
}

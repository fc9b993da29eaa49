/** The programmer's feed as the app uses it: rows of items. */
export interface Catalogue {
  readonly providerName: string;
  readonly rows: readonly Row[];
}

/** A category of the feed, with at least one item. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

/** Something to watch. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Absolute URL of 16:9 art, '' when the feed has none. */
  readonly art: string;
  /** `#rrggbb`, the art's own mood, for the background behind it. */
  readonly tint?: string;
  readonly genre?: string;
  readonly year?: string;
  readonly rating?: string;
  /** s; absent for live. */
  readonly durationS?: number;
  readonly live: boolean;
  /** `free` plays without any decision. */
  readonly access: 'free' | 'subscription';
  /** Resource id as agreed with the MVPDs, byte for byte; present when `access` is `subscription`. */
  readonly resource?: string;
  /** What plays a free item; protected items get theirs from the playback endpoint. */
  readonly stream?: Stream;
}

/** Where something plays from. */
export interface Stream {
  /** Absolute. */
  readonly url: string;
  /** Media type. */
  readonly type: string;
}

import type { KeyValueStore } from '@couchpass/core';

/** What a viewer chose on this device, for all titles and launches to come. */
export interface Chosen {
  /** A key of `languages`; absent: as the device is set. */
  readonly language?: string;
  /** BCP 47; '' for none; absent: as the stream is made. */
  readonly captions?: string;
  /** BCP 47; absent: as the stream is made. */
  readonly audio?: string;
  readonly lessMotion?: boolean;
}

const key = 'tv.preferences';

/** Remembers by itself; what cannot be stored holds until the app is closed. */
export class Preferences {
  private readonly storage: KeyValueStore;
  private readonly changed: () => void;
  private chosen: Chosen = {};

  constructor(storage: KeyValueStore, changed: () => void = () => {}) {
    this.storage = storage;
    this.changed = changed;
  }

  get current(): Chosen {
    return this.chosen;
  }

  /** Resolves when what was stored is known, or cannot be. */
  async load(): Promise<void> {
    const stored = await this.storage.get(key).catch(() => undefined);
    this.chosen = { ...readChosen(stored), ...this.chosen };
    this.changed();
  }

  /** undefined takes a choice back. */
  change(change: { readonly [P in keyof Chosen]?: Chosen[P] | undefined }): void {
    this.chosen = readChosen({ ...this.chosen, ...change });
    this.storage.set(key, this.chosen).catch(() => {});
    this.changed();
  }
}

/** Storage may hold anything: another version wrote it, or a person. */
function readChosen(stored: unknown): Chosen {
  if (typeof stored !== 'object' || stored === null) return {};
  const { language, captions, audio, lessMotion } = stored as Record<string, unknown>;
  return {
    ...(typeof language === 'string' ? { language } : {}),
    ...(typeof captions === 'string' ? { captions } : {}),
    ...(typeof audio === 'string' ? { audio } : {}),
    ...(typeof lessMotion === 'boolean' ? { lessMotion } : {}),
  };
}

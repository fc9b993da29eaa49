import type { KeyValueStore } from '@couchpass/core';

/** What the viewer chose on this device, for all titles and later launches. */
export interface Chosen {
  /** A key of `languages`; absent: the device's language. */
  readonly language?: string;
  /** BCP 47; '' for no captions; absent: the stream's default. */
  readonly captions?: string;
  /** BCP 47; absent: the stream's default. */
  readonly audio?: string;
  readonly lessMotion?: boolean;
}

const key = 'tv.preferences';

/** Stores every change; a change that cannot be stored applies until the app is closed. */
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

  /** Resolves when the stored preferences have been read, or cannot be read. */
  async load(): Promise<void> {
    const stored = await this.storage.get(key).catch(() => undefined);
    this.chosen = { ...readChosen(stored), ...this.chosen };
    this.changed();
  }

  /** A value of undefined removes a choice. */
  change(change: { readonly [P in keyof Chosen]?: Chosen[P] | undefined }): void {
    this.chosen = readChosen({ ...this.chosen, ...change });
    this.storage.set(key, this.chosen).catch(() => {});
    this.changed();
  }
}

/** Storage may hold anything: another version of the app or a person may have written it. */
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

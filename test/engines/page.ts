/** The keys that a viewer can press; each engine sends them as its remote or keyboard does. */
export type Key =
  | 'Enter'
  | 'Left'
  | 'Up'
  | 'Right'
  | 'Down'
  | 'Back'
  | 'Play'
  | 'Pause'
  | 'PlayPause'
  | 'Tab';

/** One page in a browser engine, the same for every driver. */
export interface EnginePage {
  /** Version of the engine, such as `64.0.3264.0`. */
  readonly product: string;
  /** Uncaught errors of the page. */
  readonly complaints: readonly string[];
  open(address: string): Promise<void>;
  /**
   * The value of an expression in the page, or of its promise; it must be JSON. The expression is ES5, for
   * the oldest engines.
   */
  evaluate<T>(expression: string): Promise<T>;
  press(key: Key): Promise<void>;
  /** Types text into the focused element, key by key. */
  type(text: string): Promise<void>;
  /** Moves the pointer; `click` also clicks there. CSS pixels. */
  point(x: number, y: number, click: boolean): Promise<void>;
  /** The screen as PNG. */
  picture(): Promise<Buffer>;
  /** Ends the engine; stored data stays in its profile. */
  close(): Promise<void>;
}

export type Shell = 'browser' | 'tizen' | 'webos';

export interface StartOptions {
  /** Where the engine stores the data that survives a restart. */
  readonly profile: string;
  /** The brand of the remote. */
  readonly shell: Shell;
  /** Script that runs before the page's own scripts; '' for none. */
  readonly before: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A browser engine that can be started any number of times. */
export interface Engine {
  /** Such as `Chromium 64` or `WPE WebKit`. */
  readonly name: string;
  /** It stores nothing in its profile: under automation each start is a new profile. */
  readonly forgets?: boolean;
  /** Why the walk starts no film in it: the engine would end, whatever the page does. */
  readonly noFilms?: string;
  start(options: StartOptions): Promise<EnginePage>;
}

/** Key codes that remotes of these brands and a keyboard of a browser send. */
export const keyCodes: Readonly<Record<Shell, Readonly<Record<Key, number>>>> = {
  browser: codes({ Back: 8, PlayPause: 32 }),
  tizen: codes({ Back: 10009, PlayPause: 10252 }),
  webos: codes({ Back: 461, PlayPause: 10252 }),
};

function codes(own: { Back: number; PlayPause: number }): Record<Key, number> {
  return {
    Enter: 13,
    Left: 37,
    Up: 38,
    Right: 39,
    Down: 40,
    Play: 415,
    Pause: 19,
    Tab: 9,
    ...own,
  };
}

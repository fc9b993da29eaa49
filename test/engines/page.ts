/** What a viewer can press; each engine knows how its remote or keyboard sends it. */
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

/** One page in a browser engine, however it is driven. */
export interface EnginePage {
  /** Version of the engine, such as `64.0.3264.0`. */
  readonly product: string;
  /** What the page threw and nobody caught. */
  readonly complaints: readonly string[];
  open(address: string): Promise<void>;
  /** What an expression of the page comes to, or its promise; it must be JSON. In ES5, for the oldest. */
  evaluate<T>(expression: string): Promise<T>;
  press(key: Key): Promise<void>;
  /** Puts text where the focus is, key by key. */
  type(text: string): Promise<void>;
  /** Moves the pointer; `click` presses it there. CSS pixels. */
  point(x: number, y: number, click: boolean): Promise<void>;
  /** What is on the screen, as PNG. */
  picture(): Promise<Buffer>;
  /** Ends the engine; what it stored stays in its profile. */
  close(): Promise<void>;
}

export type Shell = 'browser' | 'tizen' | 'webos';

export interface StartOptions {
  /** Where the engine keeps what survives a restart. */
  readonly profile: string;
  /** Whose remote is used. */
  readonly shell: Shell;
  /** Script that runs before any of the page's own; '' for none. */
  readonly before: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A browser engine that can be started as often as one likes. */
export interface Engine {
  /** Such as `Chromium 64` or `WPE WebKit`. */
  readonly name: string;
  /** It keeps nothing in its profile, however it is ended: under automation it is of one use only. */
  readonly forgets?: boolean;
  /** Why no film is begun in it: it would take the engine down, whatever the page does. */
  readonly noFilms?: string;
  start(options: StartOptions): Promise<EnginePage>;
}

/** Key codes as remotes of these brands send them, and a keyboard in front of a browser. */
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

/** What the command line has around it; tests bring their own. */
export interface Io {
  /** Standard output; the text brings its own line ends. */
  out(text: string): void;
  /** Standard error. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What relative paths are relative to. */
  readonly cwd: string;
  /** Null when nobody looks at a screen: then no escape codes, no QR code, nothing that moves. */
  readonly terminal: { readonly columns: number; readonly colours: boolean } | null;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  /** Calls back whenever Enter is pressed; returns what ends it. */
  onEnter(listener: () => void): () => void;
  /** Looks at what lies beside settings: logo, texts, theme and art. Absent where no app is built. */
  readonly lookAtBrand?: LookAtBrand;
}

/** @throws SettingsError naming what keeps the brand from being used; answers what to warn of, in words */
export type LookAtBrand = (settingsFile: string) => Promise<readonly string[]>;

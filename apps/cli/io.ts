/** The environment of the command line; tests supply their own. */
export interface Io {
  /** Writes to standard output; the text contains its line ends. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Base of relative paths. */
  readonly cwd: string;
  /** Null when the output is no terminal: then no escape codes, no QR code, no countdown. */
  readonly terminal: { readonly columns: number; readonly colours: boolean } | null;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  /** Calls `listener` whenever Enter is pressed; returns a function that stops it. */
  onEnter(listener: () => void): () => void;
  /** Checks the files beside the settings: logo, texts, theme and art. Absent where no app is built. */
  readonly lookAtBrand?: LookAtBrand;
}

/** Returns warnings. @throws SettingsError with the reason when the brand cannot be used */
export type LookAtBrand = (settingsFile: string) => Promise<readonly string[]>;

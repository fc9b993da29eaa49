/** What can be done with the app on a television or an emulator. */
export const verbs = ['install', 'launch', 'inspect', 'remove'] as const;
export type Verb = (typeof verbs)[number];

/** An action on an app, and how to report it. */
export interface Work {
  readonly verb: Verb;
  /** The app's id on this platform. */
  readonly id: string;
  /** Path of the package; only for installing. */
  readonly file: string;
  /** Launch parameters; null for none. */
  readonly params: Readonly<Record<string, unknown>> | null;
  say(text: string): void;
  /** Resolves when the user ends the inspection. */
  readonly ended: Promise<void>;
}

import type { MediaTokenVerdict } from '../pass/mediaToken.ts';

/** What the programmer's services ask of the sandbox that hosts them. */
export interface ProgrammerDeps {
  readonly clock: {
    /** ms since the epoch; the sandbox's clock, which tests move. */
    now(): number;
  };
  /**
   * The programmer's back end checks signature, age and resource before it releases anything; here
   * as in production the key belongs to the authentication service, so the check is handed in.
   */
  verifyMediaToken(serializedToken: string, resource: string): Promise<MediaTokenVerdict>;
  /** Origin under which viewers reach the sandbox, such as `http://localhost:8700`. */
  publicUrl(): string;
}

/** Where the routes are mounted; every address in the feed is built with it. */
export const PROGRAMMER_PATH = '/programmer';

/** Absolute URL of one of the programmer's own paths, given without a leading slash. */
export function programmerUrl(deps: Pick<ProgrammerDeps, 'publicUrl'>, path: string): string {
  return `${deps.publicUrl().replace(/\/+$/, '')}${PROGRAMMER_PATH}/${path}`;
}

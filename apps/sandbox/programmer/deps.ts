import type { MediaTokenVerdict } from '../pass/mediaToken.ts';

/** What the sandbox provides to the programmer's services. */
export interface ProgrammerDeps {
  readonly clock: {
    /** ms since the epoch; the sandbox's clock, which tests move. */
    now(): number;
  };
  /**
   * The programmer's back end checks signature, age and resource before it returns a stream. The key belongs
   * to the authentication service, as in production, so the check is a parameter.
   */
  verifyMediaToken(serializedToken: string, resource: string): Promise<MediaTokenVerdict>;
  /** The sandbox's origin for viewers, such as `http://localhost:8700`. */
  publicUrl(): string;
}

/** The path at which the routes are mounted; every URL in the feed contains it. */
export const PROGRAMMER_PATH = '/programmer';

/** Absolute URL of one of the programmer's own paths, given without a leading slash. */
export function programmerUrl(deps: Pick<ProgrammerDeps, 'publicUrl'>, path: string): string {
  return `${deps.publicUrl().replace(/\/+$/, '')}${PROGRAMMER_PATH}/${path}`;
}

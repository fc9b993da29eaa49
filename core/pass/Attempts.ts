import type { PassError } from './errors.ts';
import { maxAttempts } from './throttling.ts';

/**
 * The shared budget of repeats for all calls of one action of the viewer. Each call may be made once; every
 * repeat, in any layer and for any reason (a failure, a new access token, an item whose error says `retry`), is
 * taken from this budget. So no call is sent more than three times.
 */
export class Attempts {
  private repeats = 0;
  private trouble: PassError | undefined;

  /** For calls that the viewer does not wait for: each call is made once. */
  static once(): Attempts {
    const attempts = new Attempts();
    attempts.repeats = maxAttempts - 1;
    return attempts;
  }

  /** Attempts made at a repeated call, the present one included. */
  get made(): number {
    return this.repeats + 1;
  }

  get left(): number {
    return maxAttempts - this.made;
  }

  /** Takes a repeat; false when there is none left. */
  repeat(): boolean {
    if (this.left === 0) return false;
    this.repeats++;
    return true;
  }

  /** Notes that no access token could be obtained, so no call was made. */
  withoutToken(error: PassError): void {
    if (this.left === 0) this.trouble = error;
  }

  /** Why no access token can be obtained, once no attempt is left: later calls fail with it at once. */
  get tokenTrouble(): PassError | undefined {
    return this.trouble;
  }
}

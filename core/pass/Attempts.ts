import type { PassError } from './errors.ts';
import { maxAttempts } from './throttling.ts';

/**
 * The budget of one thing that the viewer asked for, however many different calls that takes. Each call
 * may be made once; whichever layer repeats one, for whatever reason (a failure, a new access token, an
 * item that asks for it), takes the repeat from here. So no call leaves the device more than three times.
 */
export class Attempts {
  private repeats = 0;
  private trouble: PassError | undefined;

  /** For what nobody waits for: each call is made once. */
  static once(): Attempts {
    const attempts = new Attempts();
    attempts.repeats = maxAttempts - 1;
    return attempts;
  }

  /** At a call that is repeated, this one included. */
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

  /** No access token could be had, so no call was made. */
  withoutToken(error: PassError): void {
    if (this.left === 0) this.trouble = error;
  }

  /** Why no access token can be had, once the attempts at one are used up: the next call needs none. */
  get tokenTrouble(): PassError | undefined {
    return this.trouble;
  }
}

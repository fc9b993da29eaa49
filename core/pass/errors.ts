/** What the service says to do about an error (Enhanced Error Codes), or what we conclude without it. */
export type ErrorAction =
  | 'none'
  | 'configuration'
  | 'application-registration'
  | 'authentication'
  | 'authorization'
  | 'retry';

/** What a PassError is made from; only `code` must be known. */
export interface PassErrorInit {
  readonly code: string;
  readonly action?: string;
  readonly status?: number;
  readonly message?: string;
  readonly details?: string;
  readonly trace?: string;
  readonly cause?: unknown;
}

/**
 * The one error class. `code` and `action` are for programs, `message` and `details` for people (the
 * provider's own words), `trace` for support. Carries no token, secret or id.
 */
export class PassError extends Error {
  override readonly name = 'PassError';
  /** Adobe's (`authorization_denied_by_mvpd`), DCR's (`invalid_client`) or ours (`network_timeout`). */
  readonly code: string;
  /** As sent; unknown values stay as they are. */
  readonly action: string;
  /** The HTTP status, or the status inside the item; 0 when there was no answer. */
  readonly status: number;
  /** The partner's own text (a denial in the provider's words). */
  readonly details?: string;
  readonly trace?: string;

  constructor(init: PassErrorInit) {
    super(init.message ?? init.code, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.action = init.action ?? 'none';
    this.status = init.status ?? 0;
    if (init.details !== undefined) this.details = init.details;
    if (init.trace !== undefined) this.trace = init.trace;
  }
}

/** Whatever was thrown, as the one error class: `defect` for what nobody meant to throw. */
export function asPassError(thrown: unknown): PassError {
  return thrown instanceof PassError ? thrown : new PassError({ code: 'defect', cause: thrown });
}

/** `call`, whose rejections are PassErrors and nothing else. */
export function withPassErrors<A extends unknown[], T>(
  call: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (error) {
      throw asPassError(error);
    }
  };
}

/** What `Send` rejects with when there is an answer, which this app may not read (CORS, in browsers). */
export class AnswerKept extends Error {
  override readonly name = 'AnswerKept';
}

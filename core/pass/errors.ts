/** The service's advice for an error (Enhanced Error Codes), or our own when the service gave none. */
export type ErrorAction =
  | 'none'
  | 'configuration'
  | 'application-registration'
  | 'authentication'
  | 'authorization'
  | 'retry';

/** The input of a PassError; only `code` is required. */
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
 * The only error class. `code` and `action` are for programs, `message` and `details` for people (the
 * provider's own text), `trace` for support. Contains no token, secret or id.
 */
export class PassError extends Error {
  override readonly name = 'PassError';
  /** Adobe's (`authorization_denied_by_mvpd`), DCR's (`invalid_client`) or ours (`network_timeout`). */
  readonly code: string;
  /** As sent; unknown values stay as they are. */
  readonly action: string;
  /** The HTTP status, or the status inside the item; 0 when there was no answer. */
  readonly status: number;
  /** The partner's own text (the provider's text for a denial). */
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

/** Converts anything thrown to a PassError; code `defect` for what is not a PassError. */
export function asPassError(thrown: unknown): PassError {
  return thrown instanceof PassError ? thrown : new PassError({ code: 'defect', cause: thrown });
}

/** `call`, but it rejects only with PassErrors. */
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

/** `Send` rejects with this when there is an answer that this app may not read (CORS, in browsers). */
export class AnswerKept extends Error {
  override readonly name = 'AnswerKept';
}

/**
 * What the status of an HTTP answer means, for any sender; 0 when there was no answer. Only this file and
 * `errorPolicy.ts` contain statuses and codes: other files call these functions.
 */
interface Answered {
  readonly status: number;
}

/** No complete answer was received. */
export function isUnanswered({ status }: Answered): boolean {
  return status === 0;
}

export function isSuccess({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** The only status with which a server sends the complete requested content. */
export function isWhole({ status }: Answered): boolean {
  return status === 200;
}

/** Without 304, which belongs to conditional requests; this project makes none. */
export function isRedirect({ status }: Answered): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** The sender of the answer found the request wrong, or refused it. */
export function isRefused({ status }: Answered): boolean {
  return status >= 400 && status < 500;
}

/** The sender of the answer failed. */
export function isServerFailure({ status }: Answered): boolean {
  return status >= 500;
}

export function isFailure(answer: Answered): boolean {
  return isRefused(answer) || isServerFailure(answer);
}

/** The access token, or another credential, was refused. */
export function isTokenRefused({ status }: Answered): boolean {
  return status === 401;
}

/** The requester is not known, or is not allowed. */
export function isNotAllowed(answer: Answered): boolean {
  return isTokenRefused(answer) || answer.status === 403;
}

export function isNotFound({ status }: Answered): boolean {
  return status === 404;
}

/** The content no longer exists. */
export function isOver({ status }: Answered): boolean {
  return status === 410;
}

/** The content does not exist, or no longer exists. */
export function isGone(answer: Answered): boolean {
  return isNotFound(answer) || isOver(answer);
}

/** Something else must be done first (REST API V1: the login). */
export function needsSomethingFirst({ status }: Answered): boolean {
  return status === 412;
}

/** A proxy requires a password. */
export function needsProxyLogin({ status }: Answered): boolean {
  return status === 407;
}

/** The network requires its own login (RFC 6585). */
export function needsNetworkLogin({ status }: Answered): boolean {
  return status === 511;
}

export function isThrottled({ status }: Answered): boolean {
  return status === 429;
}

/** A refusal that may not occur again: the request took too long, or was sent too early. */
export function isUntimely({ status }: Answered): boolean {
  return status === 408 || status === 425;
}

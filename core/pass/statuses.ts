/**
 * What the status of an HTTP answer says, whoever sent it; 0 when there was none. With `errorPolicy.ts` the one
 * place that knows statuses and codes: everybody else asks these.
 */
interface Answered {
  readonly status: number;
}

/** No whole answer came. */
export function isUnanswered({ status }: Answered): boolean {
  return status === 0;
}

export function isSuccess({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** The one status under which a server gives what was asked for, whole. */
export function isWhole({ status }: Answered): boolean {
  return status === 200;
}

/** 304 belongs to conditional requests, and nobody here makes any. */
export function isRedirect({ status }: Answered): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** Whoever answered takes the request for wrong, or refuses it. */
export function isRefused({ status }: Answered): boolean {
  return status >= 400 && status < 500;
}

/** Whoever answered could not do it. */
export function isServerFailure({ status }: Answered): boolean {
  return status >= 500;
}

export function isFailure(answer: Answered): boolean {
  return isRefused(answer) || isServerFailure(answer);
}

/** The access token, or whatever else tells who asks, was refused. */
export function isTokenRefused({ status }: Answered): boolean {
  return status === 401;
}

/** Who asks is not known, or may not. */
export function isNotAllowed(answer: Answered): boolean {
  return isTokenRefused(answer) || answer.status === 403;
}

export function isNotFound({ status }: Answered): boolean {
  return status === 404;
}

/** What was there is over. */
export function isOver({ status }: Answered): boolean {
  return status === 410;
}

/** Nothing is there, or not any more. */
export function isGone(answer: Answered): boolean {
  return isNotFound(answer) || isOver(answer);
}

/** Something else has to come first (REST API V1: the login). */
export function needsSomethingFirst({ status }: Answered): boolean {
  return status === 412;
}

/** A proxy on the way wants a password. */
export function needsProxyLogin({ status }: Answered): boolean {
  return status === 407;
}

/** The network wants a login of its own (RFC 6585). */
export function needsNetworkLogin({ status }: Answered): boolean {
  return status === 511;
}

export function isThrottled({ status }: Answered): boolean {
  return status === 429;
}

/** A refusal that the same request would not meet again: it took too long, or came too early. */
export function isUntimely({ status }: Answered): boolean {
  return status === 408 || status === 425;
}

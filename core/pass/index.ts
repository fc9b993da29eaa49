/** The public exports of the protocol: single requests to Adobe Pass, without the statechart. */
export { createPassService } from './createPassService.ts';
export {
  byAction,
  byCode,
  dcrCodes,
  enhancedCodes,
  isAwayFromHome,
  isCancelled,
  isOfPlayback,
  isPreviewOver,
  isReturnRefused,
  isStreamFailure,
  isUnknown,
  isWithoutAnswer,
  type ProblemKey,
  policyFor,
  type Rule,
} from './errorPolicy.ts';
export { PassError, type PassErrorInit } from './errors.ts';
export { sendWithTimeout, type TimeoutKind, wait } from './http.ts';
export { hashIdentity } from './identity.ts';
export type * from './PassService.ts';
export { isObject, parseObject } from './parse.ts';
export { pathPart } from './pathPart.ts';
export { createSecondScreenService } from './secondScreen.ts';
export * from './statuses.ts';
export { isCaptivePortal, isPage } from './unexpectedResponse.ts';
export { createV1Client, type V1Client } from './v1/V1Client.ts';

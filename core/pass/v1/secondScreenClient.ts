import type { HttpResponse } from '../../ports.ts';
import type { Attempts } from '../Attempts.ts';
import type { RetryPolicy } from '../AuthorizedClient.ts';
import type { PassRequest } from '../PassRequest.ts';
import type { Provider } from '../PassService.ts';
import * as ask from './requests.ts';
import * as read from './responses.ts';

/** Sends one call of REST API V1 and reads its answer. @throws PassError */
export type V1Call = <T>(
  request: PassRequest,
  reader: (response: HttpResponse) => T,
  retryPolicy: RetryPolicy,
  signal: AbortSignal,
  attempts?: Attempts,
) => Promise<T>;

/** The calls that a second screen also makes. Every call rejects with a PassError. */
export interface V1SecondScreenClient {
  regcodeRecord(code: string, signal: AbortSignal): Promise<read.RegistrationRecord>;
  config(signal: AbortSignal, attempts?: Attempts): Promise<Provider[]>;
  checkAuthnByCode(code: string, signal: AbortSignal): Promise<boolean>;
}

export function createV1SecondScreenClient(call: V1Call, requestor: string): V1SecondScreenClient {
  return {
    regcodeRecord: (code, signal) =>
      call(ask.regcodeRecordRequest(requestor, code), read.readRegistration, 'always', signal),

    config: (signal, attempts) =>
      call(ask.configRequest(requestor), read.readConfig, 'always', signal, attempts),

    checkAuthnByCode: (code, signal) =>
      call(ask.checkAuthnByCodeRequest(requestor, code), read.readCheckAuthn, 'never', signal),
  };
}

import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts, HttpResponse } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import type { Attempts } from '../Attempts.ts';
import { AuthorizedClient, type DeviceHeaders, type RetryPolicy } from '../AuthorizedClient.ts';
import { deviceInfoHeader } from '../deviceInfo.ts';
import { identityOf } from '../identity.ts';
import type { PassRequest } from '../PassRequest.ts';
import * as ask from './requests.ts';
import * as read from './responses.ts';
import { createV1SecondScreenClient, type V1SecondScreenClient } from './secondScreenClient.ts';

/**
 * The single calls of REST API V1, with the names of Adobe's pages. `V1Service` combines them into a
 * `PassService`; tools that check one call use them directly. Every call rejects with a PassError.
 */
export interface V1Client extends V1SecondScreenClient {
  prepare(signal: AbortSignal): Promise<void>;
  probe(): void;
  createRegcode(
    options: ask.RegcodeOptions,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<read.RegistrationRecord>;
  deleteRegcode(code: string, signal: AbortSignal): Promise<void>;
  checkAuthn(signal: AbortSignal, attempts?: Attempts): Promise<boolean>;
  /** @throws PassError `authentication_session_missing` or `_expired` when there is none */
  authnToken(
    retryPolicy: RetryPolicy,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<read.AuthnToken>;
  authorize(resource: string, signal: AbortSignal, attempts?: Attempts): Promise<read.AuthzToken>;
  authzToken(resource: string, signal: AbortSignal): Promise<read.AuthzToken>;
  mediaToken(
    resource: string,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<read.ShortMediaToken>;
  preauthorize(
    resources: readonly string[],
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<read.Preauthorized[]>;
  preauthorizeByCode(
    code: string,
    resources: readonly string[],
    signal: AbortSignal,
  ): Promise<read.Preauthorized[]>;
  userMetadata(signal: AbortSignal, attempts?: Attempts): Promise<read.UserMetadata | null>;
  logout(signal: AbortSignal, attempts?: Attempts): Promise<void>;
  freePreview(mvpd: string, signal: AbortSignal, attempts?: Attempts): Promise<void>;
}

/** Adobe, "Passing client information": Base64, then URL-encoded, also in a header. */
const v1DeviceHeaders: DeviceHeaders = ({ info }, applicationId) => ({
  'X-Device-Info': encodeURIComponent(deviceInfoHeader(info, applicationId)),
});

/** @param format requested format of the answers; both formats are read */
export function createV1Client(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory,
  format: 'json' | 'xml' = 'json',
): V1Client {
  const { serviceProvider: requestor, domainName } = settings;
  const caller = new AuthorizedClient(settings, ports, memory, v1DeviceHeaders);
  const accept = `application/${format}`;

  /** The identifier from the shell. V2 sends the same one, so it is the same device for both. */
  async function device(): Promise<ask.V1Device> {
    return { requestor, deviceId: (await caller.device()).id };
  }

  /** Only for a promotional TempPass; the service ignores it in all other cases. */
  async function genericData(): Promise<string | undefined> {
    return (await identityOf(ports)) ?? undefined;
  }

  function call<T>(
    request: PassRequest,
    reader: (response: HttpResponse) => T,
    retryPolicy: RetryPolicy,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<T> {
    return caller.call({ ...request, accept }, reader, retryPolicy, signal, attempts);
  }

  return {
    ...createV1SecondScreenClient(call, requestor),

    prepare: (signal) => caller.prepare(signal),
    probe: () => caller.probe(),

    // If the first request has already made a code, a repeat does no harm: the last code counts.
    createRegcode: async (options, signal, attempts) =>
      call(
        ask.regcodeRequest(await device(), options),
        read.readRegistration,
        'always',
        signal,
        attempts,
      ),

    deleteRegcode: (code, signal) =>
      call(ask.deleteRegcodeRequest(requestor, code), read.readDeletedRegcode, 'always', signal),

    checkAuthn: async (signal, attempts) =>
      call(ask.checkAuthnRequest(await device()), read.readCheckAuthn, 'always', signal, attempts),

    authnToken: async (retryPolicy, signal, attempts) =>
      call(
        ask.authnTokenRequest(await device()),
        read.readAuthnToken,
        retryPolicy,
        signal,
        attempts,
      ),

    authorize: async (resource, signal, attempts) =>
      call(
        ask.authorizeRequest(await device(), resource, await genericData()),
        read.readAuthorize,
        'asked',
        signal,
        attempts,
      ),

    authzToken: async (resource, signal) =>
      call(ask.authzTokenRequest(await device(), resource), read.readAuthzToken, 'asked', signal),

    mediaToken: async (resource, signal, attempts) =>
      call(
        ask.mediaTokenRequest(await device(), resource),
        read.readMediaToken,
        'asked',
        signal,
        attempts,
      ),

    preauthorize: async (resources, signal, attempts) =>
      call(
        ask.preauthorizeRequest(await device(), resources),
        read.readPreauthorized,
        'asked',
        signal,
        attempts,
      ),

    preauthorizeByCode: (code, resources, signal) =>
      call(
        ask.preauthorizeByCodeRequest(requestor, code, resources),
        read.readPreauthorized,
        'asked',
        signal,
      ),

    userMetadata: async (signal, attempts) =>
      call(
        ask.userMetadataRequest(await device()),
        read.readUserMetadata,
        'asked',
        signal,
        attempts,
      ),

    logout: async (signal, attempts) =>
      call(ask.logoutRequest(await device()), read.readLogout, 'always', signal, attempts),

    freePreview: async (mvpd, signal, attempts) => {
      const data = await genericData();
      const pass = { mvpd, domainName, ...(data === undefined ? {} : { genericData: data }) };
      const request = ask.freePreviewRequest(await device(), pass);
      return call(request, read.readFreePreview, 'asked', signal, attempts);
    },
  };
}

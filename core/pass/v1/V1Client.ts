import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts, HttpResponse } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import { Caller, type DeviceHeaders, type Patience } from '../Caller.ts';
import { deviceInfoHeader } from '../deviceInfo.ts';
import { identityOf } from '../identity.ts';
import type { PassRequest } from '../PassRequest.ts';
import type { Tries } from '../pace.ts';
import * as ask from './requests.ts';
import * as read from './responses.ts';
import { createV1SecondScreenClient, type V1SecondScreenClient } from './secondScreenClient.ts';

/**
 * REST API V1 call by call, under the names of its pages. `V1Service` puts these together into the
 * port; tools that look at one call use them directly. Every call rejects with a PassError.
 */
export interface V1Client extends V1SecondScreenClient {
  prepare(signal: AbortSignal): Promise<void>;
  reconsider(): void;
  createRegcode(options: ask.RegcodeOptions, signal: AbortSignal): Promise<read.RegistrationRecord>;
  deleteRegcode(code: string, signal: AbortSignal): Promise<void>;
  checkAuthn(signal: AbortSignal): Promise<boolean>;
  /** @throws PassError `authentication_session_missing` or `_expired` when there is none */
  authnToken(patience: Patience, signal: AbortSignal): Promise<read.AuthnToken>;
  /** @param tries what is left of them for this question, when it was put before */
  authorize(resource: string, signal: AbortSignal, tries?: Tries): Promise<read.AuthzToken>;
  authzToken(resource: string, signal: AbortSignal): Promise<read.AuthzToken>;
  mediaToken(resource: string, signal: AbortSignal): Promise<read.ShortMediaToken>;
  preauthorize(resources: readonly string[], signal: AbortSignal): Promise<read.Preauthorized[]>;
  preauthorizeByCode(
    code: string,
    resources: readonly string[],
    signal: AbortSignal,
  ): Promise<read.Preauthorized[]>;
  userMetadata(signal: AbortSignal): Promise<read.UserMetadata | null>;
  logout(signal: AbortSignal): Promise<void>;
  freePreview(mvpd: string, signal: AbortSignal): Promise<void>;
}

/** Adobe, "Passing client information": Base64, then URL-encoded, in a header too. */
const v1DeviceHeaders: DeviceHeaders = ({ info }, applicationId) => ({
  'X-Device-Info': encodeURIComponent(deviceInfoHeader(info, applicationId)),
});

/** @param format how the service is asked to answer; both are read */
export function createV1Client(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory,
  format: 'json' | 'xml' = 'json',
): V1Client {
  const { serviceProvider: requestor, domainName } = settings;
  const caller = new Caller(settings, ports, memory, v1DeviceHeaders);
  const accept = `application/${format}`;

  /** The identifier as the shell gives it: V2 sends the same one, so both know the same device. */
  async function device(): Promise<ask.V1Device> {
    return { requestor, deviceId: (await caller.device()).id };
  }

  /** Only a promotional TempPass has a use for it; the service ignores it everywhere else. */
  async function genericData(): Promise<string | undefined> {
    return (await identityOf(ports)) ?? undefined;
  }

  function call<T>(
    request: PassRequest,
    reader: (response: HttpResponse) => T,
    patience: Patience,
    signal: AbortSignal,
    tries?: Tries,
  ): Promise<T> {
    return caller.call({ ...request, accept }, reader, patience, signal, tries);
  }

  return {
    ...createV1SecondScreenClient(call, requestor),

    prepare: (signal) => caller.prepare(signal),
    reconsider: () => caller.reconsider(),

    // Repeating a code that may have been made costs the viewer nothing: the last one counts.
    createRegcode: async (options, signal) =>
      call(ask.regcodeRequest(await device(), options), read.readRegistration, 'always', signal),

    deleteRegcode: (code, signal) =>
      call(ask.deleteRegcodeRequest(requestor, code), read.readDeletedRegcode, 'always', signal),

    checkAuthn: async (signal) =>
      call(ask.checkAuthnRequest(await device()), read.readCheckAuthn, 'always', signal),

    authnToken: async (patience, signal) =>
      call(ask.authnTokenRequest(await device()), read.readAuthnToken, patience, signal),

    authorize: async (resource, signal, tries) =>
      call(
        ask.authorizeRequest(await device(), resource, await genericData()),
        read.readAuthorize,
        'asked',
        signal,
        tries,
      ),

    authzToken: async (resource, signal) =>
      call(ask.authzTokenRequest(await device(), resource), read.readAuthzToken, 'asked', signal),

    mediaToken: async (resource, signal) =>
      call(ask.mediaTokenRequest(await device(), resource), read.readMediaToken, 'asked', signal),

    preauthorize: async (resources, signal) =>
      call(
        ask.preauthorizeRequest(await device(), resources),
        read.readPreauthorized,
        'asked',
        signal,
      ),

    preauthorizeByCode: (code, resources, signal) =>
      call(
        ask.preauthorizeByCodeRequest(requestor, code, resources),
        read.readPreauthorized,
        'asked',
        signal,
      ),

    userMetadata: async (signal) =>
      call(ask.userMetadataRequest(await device()), read.readUserMetadata, 'asked', signal),

    logout: async (signal) =>
      call(ask.logoutRequest(await device()), read.readLogout, 'always', signal),

    freePreview: async (mvpd, signal) => {
      const data = await genericData();
      const pass = { mvpd, domainName, ...(data === undefined ? {} : { genericData: data }) };
      const request = ask.freePreviewRequest(await device(), pass);
      return call(request, read.readFreePreview, 'asked', signal);
    },
  };
}

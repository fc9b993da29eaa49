import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import { PassError } from '../errors.ts';
import type { PassService, Provider, Session, SessionParameters } from '../PassService.ts';
import { createDeviceLogin, type LoginMark } from './DeviceLogin.ts';
import * as decisions from './decisions.ts';
import { codeProfile, sessionInfoOf, sessionOf } from './mapping.ts';
import { authenticatePath } from './requests.ts';
import { createV1Client } from './V1Client.ts';

/** As for V2: the list may be cached; ms. */
const configLife = 3 * 60_000;
/** Life that a registration code is asked for, s; Adobe's own default. */
const regcodeLife = 30 * 60;

interface KnownCode {
  readonly params: SessionParameters;
  /** Present for a code that this device made: the login that it knew of then. */
  readonly ours?: { readonly before: LoginMark | undefined };
}

/**
 * `PassService` over REST API V1. What V1 lacks is made up for here: the browser carries the second
 * screen's choice to the service, so resuming sends nothing; one login a device, so profiles are a list
 * of at most one; a decision and its media token are two calls; a TempPass needs a login without
 * credentials ("free preview"), which V2 does by itself.
 */
export function createV1Service(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory,
): PassService {
  const { serviceProvider: requestor, baseUrl } = settings;
  const client = createV1Client(settings, ports, memory);
  const codes = new Map<string, KnownCode>();
  const login = createDeviceLogin({ client, memory, clock: ports.clock, isTempPass });
  let cached: { providers: Provider[]; at: number } | undefined;
  let previewBegun = false;

  const service: PassService = {
    // Adobe recommends Continue over polling for V1; polling at the usual pace is allowed.
    capabilities: { api: 'v1', chooseProviderOnSecondScreen: true, polling: false },

    prepare: (signal) => client.prepare(signal),
    reconsider: () => client.reconsider(),

    async providers(signal) {
      const now = ports.clock.monotonic();
      if (cached && now - cached.at < configLife) return cached.providers;
      const providers = await client.config(signal);
      cached = { providers, at: ports.clock.monotonic() };
      return providers;
    },

    async createSession(params, signal) {
      const { mvpd } = params;
      if (mvpd !== undefined && (await isTempPass(mvpd, signal))) {
        await client.freePreview(mvpd, signal);
        return temporarySession(mvpd);
      }
      const options = {
        ttl: regcodeLife,
        registrationUrl: settings.activateUrl,
        ...(mvpd === undefined ? {} : { mvpd }),
      };
      const before = await login.mark();
      const record = await client.createRegcode(options, signal);
      codes.set(record.code, { params, ours: { before } });
      return sessionOf(record, params, 'resume', loginUrl(record.code));
    },

    // Adobe, "Initiate Authentication": what the second screen chose travels in the browser's address.
    async resumeSession(code, params) {
      const known = codes.get(code);
      const merged = { ...known?.params, ...params };
      codes.set(code, { ...known, params: merged });
      return sessionOf({ code }, merged, 'retry', loginUrl(code));
    },

    async inspectSession(code, signal) {
      const record = await client.regcodeRecord(code, signal);
      const known = codes.get(code);
      const params = {
        ...known?.params,
        ...(record.mvpd === undefined ? {} : { mvpd: record.mvpd }),
      };
      codes.set(code, { ...known, params });
      return sessionInfoOf(record, requestor);
    },

    loginUrl,

    // As in V2, the list of all is without temporary access.
    async profiles(signal) {
      return (await login.current(signal)).filter(({ type }) => type !== 'temporary');
    },

    async profilesOf(mvpd, signal) {
      return (await login.current(signal)).filter((profile) => profile.mvpd === mvpd);
    },

    async profilesByCode(code, signal) {
      const known = codes.get(code);
      if (known?.ours) return login.since(known.ours.before, signal);
      const done = await client.checkAuthnByCode(code, signal);
      return done ? [codeProfile(known?.params.mvpd ?? '')] : [];
    },

    preauthorize: (mvpd, resources, signal) =>
      decisions.preauthorize(client, mvpd, resources, signal),

    async authorize(mvpd, resource, signal) {
      const isNewPreview = () => mvpd === settings.freePreview && !previewBegun;
      const parts = { client, isTempPass, isNewPreview };
      const decision = await decisions.authorize(parts, mvpd, resource, signal);
      previewBegun ||= mvpd === settings.freePreview;
      return decision;
    },

    // The provider's own session is left alone: V1 has no way to end it.
    async logout(mvpd, _redirectUrl, signal) {
      await client.logout(signal);
      return [{ mvpd, actionName: 'complete', actionType: 'none' }];
    },
  };
  return service;

  /** As far as it is known: without an MVPD the service answers with a page that says so. */
  function loginUrl(code: string): string {
    const { mvpd, domainName, redirectUrl } = codes.get(code)?.params ?? {};
    const path = authenticatePath({
      requestor,
      code,
      ...(mvpd === undefined ? {} : { mvpd }),
      domainName: domainName ?? settings.domainName,
      redirectUrl: redirectUrl ?? settings.activateUrl,
    });
    return baseUrl + path;
  }

  /** False when the list cannot be had: then the ordinary way is tried, and says what is wrong. */
  async function isTempPass(mvpd: string, signal: AbortSignal): Promise<boolean> {
    if (mvpd === settings.freePreview) return true;
    // What an MVPD is does not change: a list of any age will do.
    const known = cached?.providers.find(({ id }) => id === mvpd);
    if (known) return known.isTempPass;
    try {
      const providers = await service.providers(signal);
      return providers.some((provider) => provider.id === mvpd && provider.isTempPass);
    } catch (error) {
      if (error instanceof PassError && error.code === 'cancelled') throw error;
      return false;
    }
  }
}

/** As V2 answers for a TempPass: nothing to sign in to. */
function temporarySession(mvpd: string): Session {
  return {
    actionName: 'authorize',
    actionType: 'direct',
    reasonType: 'temporary',
    missingParameters: [],
    mvpd,
  };
}

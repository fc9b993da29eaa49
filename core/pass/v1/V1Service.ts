import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import { Attempts } from '../Attempts.ts';
import { isCancelled } from '../errorPolicy.ts';
import type { PassService, Session } from '../PassService.ts';
import { createDeviceLogin } from './DeviceLogin.ts';
import * as decisions from './decisions.ts';
import { sessionOf } from './mapping.ts';
import { createV1SecondScreen, type KnownCode } from './secondScreen.ts';
import { createV1Client } from './V1Client.ts';

/** Life that a registration code is asked for, s; Adobe's own default. */
const regcodeLife = 30 * 60;

/**
 * `PassService` over REST API V1. What V1 lacks is made up for here: the browser carries the second
 * screen's choice to the service, so resuming sends nothing; one login a device, so profiles are a list
 * of at most one; a decision and its media token are two calls; a TempPass needs a login without
 * credentials ("free preview"), which V2 does by itself. For V1 Adobe recommends a button ("Continue") rather than polling,
 * and allows polling at the usual pace.
 */
export function createV1Service(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory,
): PassService {
  const client = createV1Client(settings, ports, memory);
  const codes = new Map<string, KnownCode>();
  const login = createDeviceLogin({ client, memory, clock: ports.clock, isTempPass });
  let previewBegun = false;

  const shared = createV1SecondScreen({ client, settings, clock: ports.clock, codes });
  const service: PassService = {
    providers: shared.providers,
    resumeSession: shared.resumeSession,
    inspectSession: shared.inspectSession,
    loginUrl: shared.loginUrl,

    prepare: (signal) => client.prepare(signal),
    probe: () => client.probe(),

    async createSession(params, signal, attempts = new Attempts()) {
      const { mvpd } = params;
      if (mvpd !== undefined && (await isTempPass(mvpd, signal, attempts))) {
        await client.freePreview(mvpd, signal, attempts);
        return temporarySession(mvpd);
      }
      const options = {
        ttl: regcodeLife,
        registrationUrl: settings.activateUrl,
        ...(mvpd === undefined ? {} : { mvpd }),
      };
      const before = await login.lastKnown();
      const record = await client.createRegcode(options, signal, attempts);
      codes.set(record.code, { params, ours: { before } });
      return sessionOf(record, params, 'resume', shared.loginUrl(record.code));
    },

    // As in V2, the list of all is without temporary access.
    async profiles(signal, attempts = new Attempts()) {
      return (await login.current(signal, attempts)).filter(({ type }) => type !== 'temporary');
    },

    async profilesOf(mvpd, signal, attempts = new Attempts()) {
      return (await login.current(signal, attempts)).filter((profile) => profile.mvpd === mvpd);
    },

    async profilesByCode(code, signal) {
      const ours = codes.get(code)?.ours;
      return ours ? login.since(ours.before, signal) : shared.profilesByCode(code, signal);
    },

    preauthorize: (mvpd, resources, signal, attempts = new Attempts()) =>
      decisions.preauthorize(client, mvpd, resources, signal, attempts),

    async authorize(mvpd, resource, signal, attempts = new Attempts()) {
      const isNewPreview = () => mvpd === settings.freePreview && !previewBegun;
      const parts = { client, isTempPass, isNewPreview };
      const decision = await decisions.authorize(parts, mvpd, resource, signal, attempts);
      previewBegun ||= mvpd === settings.freePreview;
      return decision;
    },

    // The provider's own session is left alone: V1 has no way to end it.
    async logout(mvpd, _redirectUrl, signal, attempts) {
      await client.logout(signal, attempts);
      return [{ mvpd, actionName: 'complete', actionType: 'none' }];
    },
  };
  return service;

  /** False when the list cannot be had: then the ordinary way is tried, and says what is wrong. */
  async function isTempPass(
    mvpd: string,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<boolean> {
    if (mvpd === settings.freePreview) return true;
    // What an MVPD is does not change: a list of any age will do.
    const known = shared.knownProviders().find(({ id }) => id === mvpd);
    if (known) return known.isTempPass;
    try {
      const providers = await shared.providers(signal, attempts);
      return providers.some((provider) => provider.id === mvpd && provider.isTempPass);
    } catch (error) {
      if (isCancelled(error)) throw error;
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

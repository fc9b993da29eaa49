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

/** Requested lifetime of a registration code, s; Adobe's own default. */
const regcodeLife = 30 * 60;

/**
 * `PassService` over REST API V1. Differences from V2 that this service hides: the browser sends the second
 * screen's choice to the service, so `resumeSession` sends nothing; a device has one login, so the list of
 * profiles has at most one entry; a decision and its media token are two calls; a TempPass needs a login without
 * credentials ("free preview"), which V2 makes by itself. For V1 Adobe recommends a button ("Continue") rather than
 * polling, and allows polling at the usual interval.
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

    // As in V2, the list of all profiles does not contain temporary access.
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

    // The provider's own session continues: V1 has no call to end it.
    async logout(mvpd, _redirectUrl, signal, attempts) {
      await client.logout(signal, attempts);
      return [{ mvpd, actionName: 'complete', actionType: 'none' }];
    },
  };
  return service;

  /** False when the list cannot be loaded: then the calls for other MVPDs are made, and return the error. */
  async function isTempPass(
    mvpd: string,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<boolean> {
    if (mvpd === settings.freePreview) return true;
    // Whether an MVPD is a TempPass does not change: a list of any age can be used.
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

/** The answer of V2 for a TempPass: no sign-in is needed. */
function temporarySession(mvpd: string): Session {
  return {
    actionName: 'authorize',
    actionType: 'direct',
    reasonType: 'temporary',
    missingParameters: [],
    mvpd,
  };
}

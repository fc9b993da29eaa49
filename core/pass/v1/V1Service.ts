import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import { PassError } from '../errors.ts';
import type {
  Decision,
  PassService,
  Profile,
  Provider,
  Session,
  SessionParameters,
} from '../PassService.ts';
import { codeProfile, sessionInfoOf, sessionOf, tokenProfile } from './mapping.ts';
import { authenticatePath } from './requests.ts';
import { isMissingLogin } from './responses.ts';
import { createV1Client } from './V1Client.ts';

/** As for V2: the list may be cached; ms. */
const configLife = 3 * 60_000;
/** Life that a registration code is asked for, s; Adobe's own default. */
const regcodeLife = 30 * 60;
/** "At most 5 resources by default" (Preflight). */
const preauthorizeLimit = 5;

/** What is known of a code: only a code that this device made stands for this device's login. */
interface KnownCode {
  readonly ours: boolean;
  readonly params: SessionParameters;
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
  let cached: { providers: Provider[]; at: number } | undefined;

  const service: PassService = {
    // Adobe recommends Continue over polling for V1; polling at the usual pace is allowed.
    capabilities: { api: 'v1', chooseProviderOnSecondScreen: true, polling: false },

    prepare: (signal) => client.prepare(signal),

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
      const record = await client.createRegcode(options, signal);
      codes.set(record.code, { ours: true, params });
      return sessionOf(record, params, 'resume', loginUrl(record.code));
    },

    // Adobe, "Initiate Authentication": what the second screen chose travels in the browser's address.
    async resumeSession(code, params) {
      const known = codes.get(code);
      const merged = { ...known?.params, ...params };
      codes.set(code, { ours: known?.ours ?? false, params: merged });
      return sessionOf({ code }, merged, 'retry', loginUrl(code));
    },

    async inspectSession(code, signal) {
      const record = await client.regcodeRecord(code, signal);
      const known = codes.get(code);
      const params = {
        ...known?.params,
        ...(record.mvpd === undefined ? {} : { mvpd: record.mvpd }),
      };
      codes.set(code, { ours: known?.ours ?? false, params });
      return sessionInfoOf(record, requestor);
    },

    loginUrl,

    profiles: loginOfThisDevice,

    async profilesOf(mvpd, signal) {
      return (await loginOfThisDevice(signal)).filter((profile) => profile.mvpd === mvpd);
    },

    async profilesByCode(code, signal) {
      const known = codes.get(code);
      if (known?.ours) return byToken('never', signal);
      const done = await client.checkAuthnByCode(code, signal);
      return done ? [codeProfile(known?.params.mvpd ?? '')] : [];
    },

    async preauthorize(mvpd, resources, signal) {
      const decisions: Decision[] = [];
      for (const batch of batches(resources)) {
        const answers = await client.preauthorize(batch, signal);
        for (const { resource, authorized, error } of answers) {
          if (!batch.includes(resource)) continue;
          const more = error === undefined ? {} : { error };
          decisions.push({ resource, mvpd, authorized, source: 'mvpd', ...more });
        }
      }
      return decisions;
    },

    async authorize(mvpd, resource, signal) {
      try {
        return await decide(mvpd, resource, signal);
      } catch (error) {
        const mayPreview = error instanceof PassError && isMissingLogin(error);
        if (!mayPreview || !(await isTempPass(mvpd, signal))) throw error;
        await client.freePreview(mvpd, signal);
        return decide(mvpd, resource, signal);
      }
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

  /** One request where the login is remembered: its end was fixed when it was made. */
  async function loginOfThisDevice(signal: AbortSignal): Promise<Profile[]> {
    if (!(await client.checkAuthn(signal))) return [];
    const remembered = await memory.get('profile');
    if (remembered && remembered.notAfter > ports.clock.now()) return [remembered];
    return byToken('always', signal);
  }

  async function byToken(patience: 'never' | 'always', signal: AbortSignal): Promise<Profile[]> {
    try {
      const token = await client.authnToken(patience, signal);
      const metadata = await metadataIfAny(signal);
      const now = ports.clock.now();
      const isTemporary = cached?.providers.find(({ id }) => id === token.mvpd)?.isTempPass;
      return [tokenProfile(token, metadata, now, isTemporary === true)];
    } catch (error) {
      if (error instanceof PassError && isMissingLogin(error)) return [];
      throw error;
    }
  }

  /** Nice to have: a login is not refused because the provider's data could not be had. */
  async function metadataIfAny(signal: AbortSignal) {
    try {
      return await client.userMetadata(signal);
    } catch (error) {
      const ends =
        error instanceof PassError && (error.code === 'cancelled' || isMissingLogin(error));
      if (ends) throw error;
      return null;
    }
  }

  /** Adobe, "Authorization Flow": the decision, then the short media token. */
  async function decide(mvpd: string, resource: string, signal: AbortSignal): Promise<Decision> {
    try {
      const decision = await client.authorize(resource, signal);
      const token = await client.mediaToken(decision.resource ?? resource, signal);
      return {
        resource,
        mvpd: decision.mvpd,
        authorized: true,
        source: 'mvpd',
        token: { notBefore: 0, notAfter: token.expires, serializedToken: token.serializedToken },
      };
    } catch (error) {
      if (!(error instanceof PassError) || !isDenial(error)) throw error;
      return { resource, mvpd, authorized: false, source: 'mvpd', error };
    }
  }

  /** False when the list cannot be had: then the ordinary way is tried, and says what is wrong. */
  async function isTempPass(mvpd: string, signal: AbortSignal): Promise<boolean> {
    try {
      return (await service.providers(signal)).some(
        ({ id, isTempPass }) => id === mvpd && isTempPass,
      );
    } catch (error) {
      if (error instanceof PassError && error.code === 'cancelled') throw error;
      return false;
    }
  }
}

/** Resources that V1's comma-separated list cannot tell apart (MRSS) are asked about alone. */
function* batches(resources: readonly string[]): Generator<readonly string[]> {
  const plain = resources.filter((resource) => !resource.includes(','));
  for (let i = 0; i < plain.length; i += preauthorizeLimit) {
    yield plain.slice(i, i + preauthorizeLimit);
  }
  for (const resource of resources) if (resource.includes(',')) yield [resource];
}

function isDenial(error: PassError): boolean {
  return error.code.startsWith('authorization_denied_by_');
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

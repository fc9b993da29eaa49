import { PassError } from '../errors.ts';
import type { Decision } from '../PassService.ts';
import { Tries } from '../pace.ts';
import { resourceSent } from '../resources.ts';
import { type AuthzToken, isMissingLogin } from './responses.ts';
import type { V1Client } from './V1Client.ts';

/** "At most 5 resources by default" (Preflight). */
const preauthorizeLimit = 5;
/** Default life of a short media token, ms ("Media Tokens"); V1 tells only when it ends. */
const mediaTokenLife = 7 * 60_000;

interface Parts {
  readonly client: V1Client;
  isTempPass(mvpd: string, signal: AbortSignal): Promise<boolean>;
  /** The free preview of the settings, not begun in this launch: known without asking. */
  isNewPreview(mvpd: string): boolean;
}

/**
 * Adobe, "Authorization Flow": the decision, then the short media token. A TempPass needs a login of its
 * own ("free preview") where none is there.
 */
export async function authorize(
  { client, isTempPass, isNewPreview }: Parts,
  mvpd: string,
  resource: string,
  signal: AbortSignal,
): Promise<Decision> {
  try {
    const decision = await decide();
    const decided = decision.resource ?? resource;
    const token = await client.mediaToken(resourceSent(decided, [resource]) ?? decided, signal);
    return {
      resource,
      mvpd: decision.mvpd,
      authorized: true,
      source: 'mvpd',
      token: {
        notBefore: token.expires - mediaTokenLife,
        notAfter: token.expires,
        serializedToken: token.serializedToken,
      },
    };
  } catch (error) {
    if (!(error instanceof PassError) || !isDenial(error)) throw error;
    const told = (await isOverNow(error)) ? previewOver(error) : error;
    return { resource, mvpd, authorized: false, source: 'mvpd', error: told };
  }

  async function decide(): Promise<AuthzToken> {
    const tries = new Tries();
    if (isNewPreview(mvpd)) {
      await client.freePreview(mvpd, signal);
      return client.authorize(resource, signal, tries);
    }
    try {
      const decision = await client.authorize(resource, signal, tries);
      // The login of somebody else's: V1 decides by the device, not by the MVPD that is meant.
      if (decision.mvpd === mvpd || !(await isTempPass(mvpd, signal))) return decision;
    } catch (error) {
      const mayPreview = error instanceof PassError && isMissingLogin(error);
      if (!mayPreview || !(await isTempPass(mvpd, signal))) throw error;
    }
    await client.freePreview(mvpd, signal);
    return client.authorize(resource, signal, tries);
  }

  /** A TempPass permits everything while it lasts, so a bare denial says that it does not. */
  async function isOverNow(error: PassError): Promise<boolean> {
    return error.code === 'authorization_denied_by_mvpd' && isTempPass(mvpd, signal);
  }
}

export async function preauthorize(
  client: V1Client,
  mvpd: string,
  resources: readonly string[],
  signal: AbortSignal,
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const batch of batches(resources)) {
    for (const answer of await client.preauthorize(batch, signal)) {
      const { authorized, error } = answer;
      const resource = resourceSent(answer.resource, batch);
      if (resource === undefined) continue;
      const more = error === undefined ? {} : { error };
      decisions.push({ resource, mvpd, authorized, source: 'mvpd', ...more });
    }
  }
  return decisions;
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

function previewOver({ status, message }: PassError): PassError {
  return new PassError({
    code: 'temporary_access_duration_limit_exceeded',
    action: 'authentication',
    status,
    message,
  });
}

import type { Attempts } from '../Attempts.ts';
import { isBareDenial, isDenial, isMissingLogin, previewOver } from '../errorPolicy.ts';
import { PassError } from '../errors.ts';
import type { Decision } from '../PassService.ts';
import { resourceSent } from '../resources.ts';
import type { AuthzToken } from './responses.ts';
import type { V1Client } from './V1Client.ts';

/** "At most 5 resources by default" (Preflight). */
const preauthorizeLimit = 5;
/** Default lifetime of a short media token, ms ("Media Tokens"); V1 sends only its end. */
const mediaTokenLife = 7 * 60_000;

interface Parts {
  readonly client: V1Client;
  isTempPass(mvpd: string, signal: AbortSignal, attempts: Attempts): Promise<boolean>;
  /** Whether `mvpd` is the free preview of the settings and was not used in this launch; sends no request. */
  isNewPreview(mvpd: string): boolean;
}

/**
 * Adobe, "Authorization Flow": the decision, then the short media token. A TempPass without a login needs its own
 * login ("free preview") first.
 */
export async function authorize(
  { client, isTempPass, isNewPreview }: Parts,
  mvpd: string,
  resource: string,
  signal: AbortSignal,
  attempts: Attempts,
): Promise<Decision> {
  try {
    const decision = await decide();
    const decided = decision.resource ?? resource;
    const sent = resourceSent(decided, [resource]) ?? decided;
    const token = await client.mediaToken(sent, signal, attempts);
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
    if (isNewPreview(mvpd)) {
      await client.freePreview(mvpd, signal, attempts);
      return client.authorize(resource, signal, attempts);
    }
    let missing = new PassError({ code: 'authentication_session_missing' });
    try {
      const decision = await client.authorize(resource, signal, attempts);
      // V1 uses the device's current MVPD, which may differ from `mvpd`.
      if (decision.mvpd === mvpd || !(await isTempPass(mvpd, signal, attempts))) return decision;
    } catch (error) {
      if (!(error instanceof PassError) || !isMissingLogin(error)) throw error;
      if (!(await isTempPass(mvpd, signal, attempts))) throw error;
      missing = error;
    }
    if (!attempts.repeat()) throw missing;
    await client.freePreview(mvpd, signal, attempts);
    return client.authorize(resource, signal, attempts);
  }

  /** A TempPass permits everything while it is valid, so a denial without a reason means that it is over. */
  async function isOverNow(error: PassError): Promise<boolean> {
    return isBareDenial(error) && isTempPass(mvpd, signal, attempts);
  }
}

export async function preauthorize(
  client: V1Client,
  mvpd: string,
  resources: readonly string[],
  signal: AbortSignal,
  attempts: Attempts,
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const batch of batches(resources)) {
    for (const answer of await client.preauthorize(batch, signal, attempts)) {
      const { authorized, error } = answer;
      const resource = resourceSent(answer.resource, batch);
      if (resource === undefined) continue;
      const more = error === undefined ? {} : { error };
      decisions.push({ resource, mvpd, authorized, source: 'mvpd', ...more });
    }
  }
  return decisions;
}

/** Resources with a comma (MRSS) are sent alone, because V1's list is separated by commas. */
function* batches(resources: readonly string[]): Generator<readonly string[]> {
  const plain = resources.filter((resource) => !resource.includes(','));
  for (let i = 0; i < plain.length; i += preauthorizeLimit) {
    yield plain.slice(i, i + preauthorizeLimit);
  }
  for (const resource of resources) if (resource.includes(',')) yield [resource];
}

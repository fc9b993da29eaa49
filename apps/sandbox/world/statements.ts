import { createHash } from 'node:crypto';
import { parseJson } from '../server/json.ts';

/**
 * Software statements that the sandbox has "issued": one for each registered application. A real one
 * is a signed JWT from the TVE Dashboard; these say what they are in place of a signature, because
 * they open nothing but the sandbox.
 */
export interface RegisteredApplication {
  /** `software_id` in the statement's payload. */
  readonly softwareId: string;
  /** Service providers whose paths its tokens may use. */
  readonly serviceProviders: readonly string[] | 'all';
  readonly scopes: readonly string[];
  /** What its clients may ask tokens with; `client_credentials` when absent. */
  readonly grantTypes?: readonly string[];
  /** Answered as `redirect_uris` when the registration names none. */
  readonly redirectUris: readonly string[];
}

export const V2_SCOPE = 'api:client:v2';
/** What tokens of statements made for V1 are good for, as recorded. */
export const V1_SCOPES: readonly string[] = [
  'config:client',
  'decisions:client',
  'platform:sso',
  'profile:client',
  'tokens:client',
];

export const registeredApplications: readonly RegisteredApplication[] = [
  {
    softwareId: 'northstar-tv',
    serviceProviders: ['NORTHSTAR'],
    scopes: [V2_SCOPE],
    redirectUris: ['adbe.northstar://signin'],
  },
  {
    softwareId: 'northstar-activate',
    serviceProviders: ['NORTHSTAR'],
    scopes: [V2_SCOPE],
    redirectUris: ['adbe.northstar://signin'],
  },
  {
    softwareId: 'lighthouse-tv',
    serviceProviders: ['LIGHTHOUSE'],
    scopes: [V2_SCOPE],
    redirectUris: ['adbe.lighthouse://signin'],
  },
  {
    // Made for the older API: registration works, every V2 call answers 401.
    softwareId: 'northstar-legacy',
    serviceProviders: ['NORTHSTAR'],
    scopes: V1_SCOPES,
    redirectUris: ['adbe.northstar://signin'],
  },
  {
    // Set up for another way of asking than the one that every client uses: no token for its clients.
    softwareId: 'northstar-kiosk',
    serviceProviders: ['NORTHSTAR'],
    scopes: [V2_SCOPE],
    grantTypes: ['authorization_code'],
    redirectUris: ['adbe.northstar://signin'],
  },
];

const HEADER = { alg: 'RS256', typ: 'JWT' };
const SIGNATURE = 'demo statement, good only for the sandbox';

/** The statement of a registered application, as an app embeds it. */
export function softwareStatement(softwareId: string): string {
  const payload = {
    iss: 'couchpass-sandbox',
    software_id: softwareId,
    software_version: 'RESTV2',
  };
  return [JSON.stringify(HEADER), JSON.stringify(payload), SIGNATURE]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}

/** The demo's application behind a statement, undefined when it is none of these. */
export function builtInApplication(statement: string): RegisteredApplication | undefined {
  return registeredApplications.find(
    ({ softwareId }) => softwareStatement(softwareId) === statement,
  );
}

/**
 * Whether a statement says that the sandbox issued it. One that it did not issue is not taken even where
 * any other is: somebody mistyped it.
 */
export function claimsToBeBuiltIn(statement: string): boolean {
  return readJwtPayload(statement)?.iss === 'couchpass-sandbox';
}

/**
 * What a statement that others issued is called: by its own payload where that says so, else by a hash. Real
 * ones have `sub`; what else is in them is not documented, and some are no JWT at all.
 */
export function softwareIdOf(statement: string): string {
  const { software_id, sub } = readJwtPayload(statement) ?? {};
  const named = [software_id, sub].find(
    (one): one is string => typeof one === 'string' && /^[!-~]{1,100}$/.test(one),
  );
  return named ?? `statement-${createHash('sha256').update(statement).digest('hex').slice(0, 12)}`;
}

function readJwtPayload(text: string): Record<string, unknown> | undefined {
  const parts = text.split('.');
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part))) return undefined;
  const [header, payload] = parts.slice(0, 2).map(readJsonPart);
  return header && payload;
}

function readJsonPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

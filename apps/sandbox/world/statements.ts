import { createHash } from 'node:crypto';
import { parseJson } from '../server/json.ts';

/**
 * Software statements that the sandbox has "issued": one for each registered application. A real one
 * is a signed JWT from the TVE Dashboard; these have a descriptive text instead of a signature, because
 * they are valid for the sandbox only.
 */
export interface RegisteredApplication {
  /** `software_id` in the statement's payload. */
  readonly softwareId: string;
  /** Service providers whose paths its tokens may use. */
  readonly serviceProviders: readonly string[] | 'all';
  readonly scopes: readonly string[];
  /** The grant types with which its clients may request tokens; `client_credentials` when absent. */
  readonly grantTypes?: readonly string[];
  /** Answered as `redirect_uris` when the registration names none. */
  readonly redirectUris: readonly string[];
}

export const V2_SCOPE = 'api:client:v2';
/** The scopes of statements made for V1, as recorded. */
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
    // For the older API: registration works, every V2 call answers 401.
    softwareId: 'northstar-legacy',
    serviceProviders: ['NORTHSTAR'],
    scopes: V1_SCOPES,
    redirectUris: ['adbe.northstar://signin'],
  },
  {
    // Allows only another grant type than the one that every client uses: its clients get no token.
    softwareId: 'northstar-kiosk',
    serviceProviders: ['NORTHSTAR'],
    scopes: [V2_SCOPE],
    grantTypes: ['authorization_code'],
    redirectUris: ['adbe.northstar://signin'],
  },
];

const HEADER = { alg: 'RS256', typ: 'JWT' };
const SIGNATURE = 'demo statement, good only for the sandbox';

/** The statement of a registered application, as embedded in an app. */
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

/** The demo's application that a statement belongs to; undefined for other statements. */
export function builtInApplication(statement: string): RegisteredApplication | undefined {
  return registeredApplications.find(
    ({ softwareId }) => softwareStatement(softwareId) === statement,
  );
}

/**
 * Whether a statement names the sandbox as its issuer. If the sandbox did not issue it, it is not accepted even
 * where undeclared statements are: it probably has a typing error.
 */
export function claimsToBeBuiltIn(statement: string): boolean {
  return readJwtPayload(statement)?.iss === 'couchpass-sandbox';
}

/**
 * The id of a statement from another issuer: from its payload, else a hash. Real statements have `sub`; their
 * other contents are not documented, and some are not JWTs.
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

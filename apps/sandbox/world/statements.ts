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
    scopes: ['api:client:v1'],
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

/** What clients of a registered application may ask tokens with. */
export function grantTypesOf(softwareId: string): readonly string[] {
  const application = registeredApplications.find((one) => one.softwareId === softwareId);
  return application?.grantTypes ?? ['client_credentials'];
}

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

/**
 * The registered application behind a statement, or undefined when it is none.
 * `lenient` also takes statements that others issued (any JWT of three parts): clients that are
 * configured for the real service run unchanged, with access to every service provider.
 */
export function readStatement(
  statement: string,
  mode: 'lenient' | 'strict',
): RegisteredApplication | undefined {
  const known = registeredApplications.find(
    (application) => softwareStatement(application.softwareId) === statement,
  );
  if (known || mode === 'strict') return known;
  const payload = readJwtPayload(statement);
  if (!payload || payload.iss === 'couchpass-sandbox') return undefined;
  return {
    softwareId: String(payload.software_id ?? payload.sub ?? 'unnamed'),
    serviceProviders: 'all',
    scopes: [V2_SCOPE],
    redirectUris: [],
  };
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

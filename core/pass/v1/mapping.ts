import type {
  Profile,
  ProfileAttribute,
  Session,
  SessionInfo,
  SessionParameters,
} from '../PassService.ts';
import type { AuthnToken, RegistrationRecord, UserMetadata } from './responses.ts';

/** REST API V1's records in the terms of the port. Pure. */

/** What a login needs besides the code; the order is the one in which V2 names them. */
const parameters = ['mvpd', 'domainName', 'redirectUrl'] as const;

function missingFrom(params: SessionParameters): string[] {
  return parameters.filter((name) => params[name] === undefined);
}

type KnownRecord = Pick<RegistrationRecord, 'code' | 'generated' | 'expires'>;

/** V1 has no next step in its answer: it follows from what is known. */
export function sessionOf(
  { code, generated, expires }: KnownRecord,
  params: SessionParameters,
  whenMissing: 'resume' | 'retry',
  loginUrl: string,
): Session {
  const missingParameters = missingFrom(params);
  const complete = missingParameters.length === 0;
  return {
    actionName: complete ? 'authenticate' : whenMissing,
    actionType: complete ? 'interactive' : 'direct',
    reasonType: 'none',
    missingParameters,
    ...(complete ? { url: loginUrl } : {}),
    code,
    ...(params.mvpd === undefined ? {} : { mvpd: params.mvpd }),
    ...validity(generated, expires),
  };
}

/** A registration record knows of the provider only; the rest is for the second screen to bring. */
export function sessionInfoOf(record: RegistrationRecord, requestor: string): SessionInfo {
  const { mvpd, device, generated, expires } = record;
  return {
    existingParameters: { serviceProvider: requestor, ...(mvpd === undefined ? {} : { mvpd }) },
    missingParameters: missingFrom(mvpd === undefined ? {} : { mvpd }),
    device,
    ...validity(generated, expires),
  };
}

/**
 * @param now ms; stands for the beginning where the service does not tell it
 */
export function tokenProfile(
  token: AuthnToken,
  metadata: UserMetadata | null,
  now: number,
  temporary: boolean,
): Profile {
  const attributes = attributesOf(metadata);
  const isApple = attributes.tokenSource?.value === 'Apple';
  return {
    mvpd: token.mvpd,
    notBefore: metadata?.updated ?? Math.min(now, token.expires),
    notAfter: token.expires,
    issuer: isApple ? 'Apple' : token.mvpd,
    type: isApple ? 'appleSSO' : temporary ? 'temporary' : 'regular',
    attributes,
  };
}

/** "Signed in" is all that V1 tells the second screen; `mvpd` is what the viewer chose there, or ''. */
export function codeProfile(mvpd: string): Profile {
  return { mvpd, notBefore: 0, notAfter: 0, issuer: mvpd, type: 'regular', attributes: {} };
}

function attributesOf(metadata: UserMetadata | null): Record<string, ProfileAttribute> {
  if (!metadata) return {};
  return Object.fromEntries(
    Object.entries(metadata.data).map(([name, value]) => [
      name,
      { value, state: metadata.encrypted.includes(name) ? 'enc' : 'plain' },
    ]),
  );
}

function validity(generated: number | undefined, expires: number | undefined) {
  return {
    ...(generated === undefined ? {} : { notBefore: generated }),
    ...(expires === undefined ? {} : { notAfter: expires }),
  };
}

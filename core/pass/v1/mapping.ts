import type {
  Profile,
  ProfileAttribute,
  Session,
  SessionInfo,
  SessionParameters,
} from '../PassService.ts';
import type { AuthnToken, RegistrationRecord, UserMetadata } from './responses.ts';

/** Converts REST API V1's records to the types of `PassService`. Pure. */

/** The parameters of a login besides the code, in the order of V2. */
const parameters = ['mvpd', 'domainName', 'redirectUrl'] as const;

function missingFrom(params: SessionParameters): string[] {
  return parameters.filter((name) => params[name] === undefined);
}

type KnownRecord = Pick<RegistrationRecord, 'code' | 'generated' | 'expires'>;

/** V1's answer contains no next step: it is derived from the known parameters. */
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

/** A registration record contains only the provider; the second screen supplies the other parameters. */
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
 * @param now ms; used as the beginning when the service does not send it
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

/** V1 reports to the second screen only "signed in"; `mvpd` is the viewer's choice there, or ''. */
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

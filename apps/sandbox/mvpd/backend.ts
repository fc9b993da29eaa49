import { getOwn } from '../getOwn.ts';
import { homeAddressOf } from '../pass/deviceAddress.ts';
import { type ErrorInformation, errorInformation } from '../pass/enhancedErrors.ts';
import type { ErrorCode } from '../pass/errorCatalogue.ts';
import { resourceTitle } from '../pass/resources.ts';
import type { PassContext, Service } from '../service.ts';
import type { Trouble } from '../state/dashboard.ts';
import type { Profile } from '../state/types.ts';
import { findAccount } from '../world/accounts.ts';
import type { Mvpd } from '../world/providers.ts';
import { enterResource } from '../world/undeclaredInput.ts';

/** The question of Adobe's service to a provider about one viewer and one channel. */
export interface ProviderQuestion {
  readonly serviceProvider: string;
  readonly mvpd: Mvpd;
  readonly profile: Profile;
  readonly resource: string;
  readonly kind: 'authorize' | 'preauthorize';
}

/** The provider's answer: undefined means permitted. */
export function askProvider(
  c: PassContext,
  service: Service,
  question: ProviderQuestion,
): ErrorInformation | undefined {
  const { mvpd, profile, kind } = question;
  const trouble =
    getOwn(service.rules.troubles, mvpd.id) ?? (stumbles(service, question) && 'broken');
  if (trouble === 'nonsense') throw new Error(`${mvpd.id} answered nothing that can be read`);
  if (trouble) return errorInformation(NETWORK_ERRORS[trouble]);
  if (hasEndedSession(service, mvpd, profile))
    return errorInformation('authorization_denied_by_session_invalidated');
  if (profile.home !== undefined && !isAtHome(c, service, profile.home))
    return errorInformation('authorization_denied_by_hba_policies');
  const denial = denialOf(c, service, question);
  if (!denial) {
    if (kind === 'authorize') profile.authorizedAt ??= service.clock.now();
    return undefined;
  }
  const { code, details } = denial;
  if (code !== 'not_in_package') return errorInformation(code, details ? { details } : {});
  return errorInformation(
    kind === 'authorize' ? 'authorization_denied_by_mvpd' : 'preauthorization_denied_by_mvpd',
    details ? { details } : {},
  );
}

const NETWORK_ERRORS: Readonly<Record<Exclude<Trouble, 'nonsense'>, ErrorCode>> = {
  silent: 'network_connection_timeout',
  broken: 'network_received_error',
  late: 'maximum_execution_time_exceeded',
};

function isAtHome(c: PassContext, service: Service, home: string): boolean {
  return service.rules.atHome && homeAddressOf(c) === home;
}

/** Whether the provider has signed the viewer out after its fixed time; the profile is then invalidated. */
function hasEndedSession(service: Service, mvpd: Mvpd, profile: Profile): boolean {
  if (mvpd.endsSessionsAfterS === undefined) return false;
  const hasEnded = service.clock.now() >= profile.notBefore + mvpd.endsSessionsAfterS * 1_000;
  if (hasEnded) profile.invalidated = true;
  return hasEnded;
}

/** Whether programmer and provider have agreed on a resource; see the rule `ungatedResources`. */
export function isGated(
  c: PassContext,
  service: Service,
  serviceProvider: string,
  resource: string,
): boolean {
  const provider = service.world.serviceProvider(serviceProvider);
  return provider !== undefined && enterResource(c, service, provider, resource);
}

interface Denied {
  readonly code:
    | 'not_in_package'
    | 'authorization_denied_by_parental_controls'
    | 'identity_not_recognized_by_mvpd';
  readonly details?: string;
}

function denialOf(
  c: PassContext,
  service: Service,
  { serviceProvider, mvpd, profile, resource }: ProviderQuestion,
): Denied | undefined {
  const channel = resourceTitle(resource);
  const account = findAccount(profile.user);
  // No account: the profile was made while AuthNAll applied, and the rule no longer applies.
  if (!account || account.isForgotten) return { code: 'identity_not_recognized_by_mvpd' };
  if (!isGated(c, service, serviceProvider, resource))
    return {
      code: 'not_in_package',
      details: `${mvpd.displayName} knows no such channel.`,
    };
  const denial = getOwn(account.denied, channel);
  if (denial)
    return {
      code:
        denial.code === 'parental_controls'
          ? 'authorization_denied_by_parental_controls'
          : 'not_in_package',
      details: denial.details(mvpd),
    };
  if (mvpd.permits === 'news' && !/-NEWS$/.test(channel))
    return {
      code: 'not_in_package',
      details: `Your ${mvpd.displayName} package has the news channel only.`,
    };
  if (mvpd.permits === 'family' && !/-(NEWS|KIDS)$/.test(channel))
    return {
      code: 'authorization_denied_by_parental_controls',
      details: `${mvpd.displayName} is set to family viewing. The account's owner can change that.`,
    };
  return undefined;
}

const questionsAnswered = new WeakMap<Service, Set<string>>();
const MOST_REMEMBERED = 10_000;

/** A provider with an unreliable connection: the first question about each channel fails, the next one succeeds. */
function stumbles(service: Service, { mvpd, profile, resource, kind }: ProviderQuestion): boolean {
  if (!mvpd.stumbles) return false;
  const asked = questionsAnswered.get(service) ?? new Set();
  questionsAnswered.set(service, asked);
  const key = [profile.notBefore, profile.user, kind, resource].join('\u0000');
  if (asked.delete(key)) return false;
  if (asked.size >= MOST_REMEMBERED) asked.clear();
  asked.add(key);
  return true;
}

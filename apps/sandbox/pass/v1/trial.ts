import type { Service } from '../../service.ts';
import type { Owner, Profile, ProfileAttribute, Trial } from '../../state/types.ts';
import type { Mvpd } from '../../world/providers.ts';
import { isTempPass, limitsOf, remaining, trialOf } from '../tempPass.ts';
import { readIdentity } from '../tempPassIdentity.ts';
import type { V1Call } from './call.ts';

/**
 * `generic_data`: the identity for a promotional TempPass. JSON with braces, or with parentheses as in the pages'
 * samples. V2 sends the same in a header.
 */
export function identityIn({ inputs, service }: V1Call): string | undefined {
  const text = (inputs.get('generic_data') ?? '').trim().replace(/^\((.*)\)$/s, '{$1}');
  return readIdentity(Buffer.from(text).toString('base64'), service.mode);
}

/** The trial of a login with a TempPass; undefined before the first authorization. */
export function trialOfLogin(service: Service, owner: Owner, profile: Profile): Trial | undefined {
  const mvpd = service.world.mvpd(profile.mvpd);
  return mvpd && isTempPass(mvpd) ? trialOf(service, owner, mvpd, profile.identity) : undefined;
}

/** The end of the running trial, which begins with the first authorization; otherwise the end of the login. */
export function endOfLogin(service: Service, owner: Owner, profile: Profile): number {
  const trial = trialOfLogin(service, owner, profile);
  return trial && trial.notAfter > service.clock.now() ? trial.notAfter : profile.notAfter;
}

/** The user metadata of a promotional TempPass; a basic one has none. */
export function trialAttributes(
  service: Service,
  owner: Owner,
  profile: Profile,
): Record<string, ProfileAttribute> {
  const mvpd: Mvpd | undefined = service.world.mvpd(profile.mvpd);
  const trial = trialOfLogin(service, owner, profile);
  const limits = mvpd && trial && limitsOf(service, mvpd);
  if (!trial || limits?.resources === undefined) return {};
  const values = {
    remaining_resources: remaining(limits, trial),
    used_assets: trial.usedAssets,
    expiration_date: trial.notAfter,
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, state: 'plain' as const }]),
  );
}

import type { Service } from '../../service.ts';
import type { Owner, Profile, ProfileAttribute, Trial } from '../../state/types.ts';
import type { Mvpd } from '../../world/providers.ts';
import { isTempPass, limitsOf, remaining, trialOf } from '../tempPass.ts';
import { readIdentity } from '../tempPassIdentity.ts';
import type { V1Call } from './call.ts';

/**
 * `generic_data`: whom a promotional TempPass is for. JSON with braces, or with the parentheses that the
 * pages' samples have. V2 carries the same in a header.
 */
export function identityIn({ inputs, service }: V1Call): string | undefined {
  const text = (inputs.get('generic_data') ?? '').trim().replace(/^\((.*)\)$/s, '{$1}');
  return readIdentity(Buffer.from(text).toString('base64'), service.mode);
}

/** The trial that a login for a TempPass stands for; none before its first authorization. */
export function trialOfLogin(service: Service, owner: Owner, profile: Profile): Trial | undefined {
  const mvpd = service.world.mvpd(profile.mvpd);
  return mvpd && isTempPass(mvpd) ? trialOf(service, owner, mvpd, profile.identity) : undefined;
}

/** A TempPass lasts from its first authorization on; while it runs, that end is the one that counts. */
export function endOfLogin(service: Service, owner: Owner, profile: Profile): number {
  const trial = trialOfLogin(service, owner, profile);
  return trial && trial.notAfter > service.clock.now() ? trial.notAfter : profile.notAfter;
}

/** What a promotional TempPass tells as user metadata; a basic one tells nothing. */
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

import { createHash } from 'node:crypto';
import type { Service } from '../service.ts';
import type { Degradation } from '../state/dashboard.ts';
import type { Owner } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import type { ProfileAnswer } from './profileAnswer.ts';
import { isTempPass } from './tempPass.ts';

/** First characters of every degraded viewer's `userID`. */
const USER_ID_PREFIX = '95cf93bcd183214a';
const PROFILE_LIFE_MS = 60_000;

/** The degradation rule on this integration (page "Degraded access flows"). A TempPass has none. */
export function degradationOf(
  { rules }: Service,
  serviceProvider: string,
  mvpd: Mvpd,
): Degradation | undefined {
  return isTempPass(mvpd) ? undefined : rules.degradations[`${serviceProvider}/${mvpd.id}`];
}

/** Whether a request contains too many resources; see the rule `degradedLimit`. */
export function isTooMany(
  service: Service,
  serviceProvider: string,
  mvpd: Mvpd,
  count: number,
  most: number,
): boolean {
  const isFree =
    service.rules.degradedLimit === 'ignored' &&
    degradationOf(service, serviceProvider, mvpd) !== undefined;
  return count > most && !isFree;
}

/** Whether every viewer counts as signed in. */
export function isAuthNAll(service: Service, serviceProvider: string, mvpd: Mvpd): boolean {
  return degradationOf(service, serviceProvider, mvpd)?.rule === 'AuthNAll';
}

export function degradedUserId({ deviceId }: Owner): string {
  const id = createHash('sha256').update(deviceId).digest('hex').slice(0, 24);
  return `${USER_ID_PREFIX}${id}`;
}

/** The profile of a viewer who did not sign in, while AuthNAll applies. */
export function degradedProfile(service: Service, owner: Owner): ProfileAnswer {
  const now = service.clock.now();
  return {
    notBefore: now,
    notAfter: now + PROFILE_LIFE_MS,
    issuer: 'Adobe',
    type: 'degraded',
    attributes: { userID: { value: degradedUserId(owner), state: 'plain' } },
  };
}

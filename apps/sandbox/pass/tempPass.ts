import type { Service } from '../service.ts';
import type { Owner } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import { errorInformation } from './enhancedErrors.ts';

/**
 * Basic TempPass (page "Temporary access flows"): a pseudo-MVPD without a login. The trial belongs to
 * the device, begins with the first authorization and ends by wall clock.
 */
export interface Trial {
  readonly notBefore: number;
  readonly notAfter: number;
}

export function isTempPass(mvpd: Mvpd): mvpd is Mvpd & { tempPassLifeS: number } {
  return mvpd.tempPassLifeS !== undefined;
}

function keyOf(owner: Owner, mvpd: Mvpd): string {
  // Not the client credentials: registering again must not give a second trial.
  return JSON.stringify([owner.deviceId, owner.serviceProvider, mvpd.id]);
}

export function trialOf(service: Service, owner: Owner, mvpd: Mvpd): Trial | undefined {
  return service.store.trials.get(keyOf(owner, mvpd));
}

/** The running trial; begins it when this device had none. Undefined when it is over. */
export function useTrial(
  service: Service,
  owner: Owner,
  mvpd: Mvpd & { tempPassLifeS: number },
): Trial | undefined {
  const now = service.clock.now();
  const known = trialOf(service, owner, mvpd);
  if (known) return now < known.notAfter ? known : undefined;
  const trial = { notBefore: now, notAfter: now + mvpd.tempPassLifeS * 1_000 };
  service.store.trials.set(keyOf(owner, mvpd), trial);
  return trial;
}

export const trialIsOver = () => errorInformation('temporary_access_duration_limit_exceeded');

import { getOwn } from '../getOwn.ts';
import type { Service } from '../service.ts';
import type { Owner, Trial } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import { type ErrorInformation, errorInformation, fault } from './enhancedErrors.ts';

/**
 * TempPass (page "Temporary access flows"): a pseudo-MVPD without a login. A trial begins with the
 * first authorization and ends by wall clock; a promotional one also when its resources are used up.
 * A basic trial belongs to the device; a promotional one belongs to device and identity, and is found by either
 * of them.
 */
export interface Limits {
  readonly lifeS: number;
  /** Present on a promotional TempPass. */
  readonly resources?: number;
}

/** Who uses a trial. Client credentials do not count, so that a new registration gives no second trial. */
export interface Applicant {
  readonly owner: Owner;
  /** Hash of the viewer's identifier, from AP-TempPass-Identity. */
  readonly identity?: string;
}

export function isTempPass(mvpd: Mvpd): mvpd is Mvpd & { tempPassLifeS: number } {
  return mvpd.tempPassLifeS !== undefined;
}

/** The limits of the pass. @throws invalid_configuration_temporary_access when they are not configured */
export function limitsOf({ rules }: Service, mvpd: Mvpd): Limits {
  const set = getOwn(rules.tempPasses, mvpd.id);
  const lifeS = set?.lifeS === undefined ? mvpd.tempPassLifeS : set.lifeS;
  const resources = set?.resources === undefined ? mvpd.tempPassResources : set.resources;
  if (!lifeS || resources === null) throw fault('invalid_configuration_temporary_access');
  return { lifeS, ...(resources === undefined ? {} : { resources }) };
}

export function trialOf(
  { store }: Service,
  owner: Owner,
  mvpd: Mvpd,
  identity?: string,
): Trial | undefined {
  const place = placeOf(
    store.trials,
    { owner, ...(identity === undefined ? {} : { identity }) },
    mvpd,
  );
  const trial = place === undefined ? undefined : store.trials.get(place);
  return typeof trial === 'object' ? trial : undefined;
}

/** The error of an ended or used-up trial; `resource` when the question is about one. */
export function whyOver(
  service: Service,
  limits: Limits,
  trial: Trial | undefined,
  resource?: string,
): ErrorInformation | undefined {
  if (!trial) return undefined;
  if (trial.notAfter <= service.clock.now())
    return errorInformation('temporary_access_duration_limit_exceeded');
  // Whether a repeated resource counts again is not documented; "used_assets" contains each one once.
  const isCounted =
    resource !== undefined && service.mode === 'lenient' && trial.usedAssets.includes(resource);
  return !isCounted && remaining(limits, trial) === 0
    ? errorInformation('temporary_access_resources_limit_exceeded')
    : undefined;
}

/** Resources left on a promotional TempPass; undefined on a basic one. */
export function remaining({ resources }: Limits, { usedAssets }: Trial): number | undefined {
  return resources === undefined ? undefined : Math.max(0, resources - usedAssets.length);
}

/** Authorizes a resource by this pass: begins or finds the trial, and counts the resource. */
export function useTrial(
  service: Service,
  applicant: Applicant,
  mvpd: Mvpd,
  resource: string,
): ErrorInformation | undefined {
  const limits = limitsOf(service, mvpd);
  const { trials } = service.store;
  const now = service.clock.now();
  const keys = keysOf(applicant, mvpd);
  const place = placeOf(trials, applicant, mvpd) ?? keys.device;
  const known = trialOf(service, applicant.owner, mvpd, applicant.identity);
  const error = whyOver(service, limits, known, resource);
  if (error) return error;
  const trial = known ?? { notBefore: now, notAfter: now + limits.lifeS * 1_000, usedAssets: [] };
  const counts = limits.resources !== undefined && !trial.usedAssets.includes(resource);
  trials.set(place, counts ? { ...trial, usedAssets: [...trial.usedAssets, resource] } : trial);
  for (const key of Object.values(keys)) if (!trials.has(key)) trials.set(key, place);
  return undefined;
}

/** Deletes trials of a pass: all of them, or those of one device or identity. */
export function resetTrials(
  { store: { trials } }: Service,
  serviceProvider: string,
  mvpd: Mvpd,
  whose: { readonly device?: string; readonly identity?: string } = {},
): void {
  const chosen = Object.entries(whose).map(([kind, value]) =>
    keyOf(serviceProvider, mvpd, kind as Kind, value),
  );
  const places = new Set(
    chosen.map((key) => {
      const value = trials.get(key);
      return typeof value === 'string' ? value : key;
    }),
  );
  const prefix = keyOf(serviceProvider, mvpd);
  for (const key of [...trials.keys()]) {
    if (!key.startsWith(prefix)) continue;
    const value = trials.get(key);
    if (chosen.length === 0 || places.has(typeof value === 'string' ? value : key))
      trials.delete(key);
  }
}

type Kind = 'device' | 'identity';

function keysOf({ owner, identity }: Applicant, mvpd: Mvpd): { device: string; identity?: string } {
  const { serviceProvider, deviceId } = owner;
  return {
    device: keyOf(serviceProvider, mvpd, 'device', deviceId),
    ...(identity === undefined
      ? {}
      : { identity: keyOf(serviceProvider, mvpd, 'identity', identity) }),
  };
}

/** The key of the applicant's trial. If device and identity have different trials, the identity's is used. */
function placeOf(
  trials: ReadonlyMap<string, Trial | string>,
  applicant: Applicant,
  mvpd: Mvpd,
): string | undefined {
  const { device, identity } = keysOf(applicant, mvpd);
  const key = identity !== undefined && trials.has(identity) ? identity : device;
  const found = trials.get(key);
  return typeof found === 'string' ? found : found && key;
}

function keyOf(serviceProvider: string, mvpd: Mvpd, kind?: Kind, value?: string): string {
  const prefix = `${JSON.stringify([serviceProvider, mvpd.id])}\u0000`;
  return kind === undefined ? prefix : `${prefix}${kind}\u0000${value}`;
}

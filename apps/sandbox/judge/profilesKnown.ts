import { readLogouts, readProfiles } from './answers.ts';
import { type Call, hasError, is, isOk } from './calls.ts';
import type { Client } from './client.ts';

export interface KnownProfile {
  readonly mvpd: string;
  readonly type: string;
  /** ms by the service's clock. */
  readonly notAfter: number;
  /** The answer that contained the profile. */
  readonly from: Call;
}

export type KnownProfiles = ReadonlyMap<string, KnownProfile>;

export const PROFILE_ERRORS = [
  'authenticated_profile_missing',
  'authenticated_profile_expired',
  'authenticated_profile_invalidated',
] as const;

const known = new WeakMap<Client, ReadonlyMap<Call, KnownProfiles>>();

/**
 * The valid profiles that a client had received before `call`: added by profile answers, and removed by later
 * answers, by errors, by logout and by a new registration.
 */
export function profilesBefore(client: Client, call: Call): KnownProfiles {
  let states = known.get(client);
  if (!states) {
    states = follow(client);
    known.set(client, states);
  }
  const all = states.get(call) ?? new Map<string, KnownProfile>();
  return new Map([...all].filter(([, { notAfter }]) => call.time < notAfter));
}

function follow({ calls }: Client): ReadonlyMap<Call, KnownProfiles> {
  const states = new Map<Call, KnownProfiles>();
  let now = new Map<string, KnownProfile>();
  for (const call of calls) {
    states.set(call, now);
    now = learn(now, call);
  }
  return states;
}

function learn(now: ReadonlyMap<string, KnownProfile>, call: Call): Map<string, KnownProfile> {
  const next = new Map(now);
  const answered = isOk(call) ? readProfiles(call.answer) : undefined;
  // The list of "Retrieve profiles" never contains temporary and degraded access, so those profiles are kept.
  if (answered && is('profiles')(call))
    for (const [mvpd, { type }] of now)
      if (type !== 'temporary' && type !== 'degraded') next.delete(mvpd);
  if (answered && is('profilesOf')(call)) next.delete(call.op.mvpd);
  for (const profile of answered ?? []) next.set(profile.mvpd, { ...profile, from: call });
  if (hasError(call, ...PROFILE_ERRORS)) next.delete(call.op.mvpd);
  if (is('logout')(call) && isOk(call)) {
    next.delete(call.op.mvpd);
    for (const { mvpd } of readLogouts(call.answer)) next.delete(mvpd);
  }
  if (is('register')(call)) next.clear();
  return next;
}

/** Answers that end a profile which the client had: it is missing in a list, or an error refers to it. */
export function lossesOf(client: Client): Array<{ readonly told: Call; readonly mvpd: string }> {
  const losses: Array<{ told: Call; mvpd: string }> = [];
  let now: ReadonlyMap<string, KnownProfile> = new Map();
  for (const told of client.calls) {
    const next = learn(now, told);
    if (!is('logout', 'register')(told))
      for (const mvpd of now.keys()) if (!next.has(mvpd)) losses.push({ told, mvpd });
    now = next;
  }
  return losses;
}

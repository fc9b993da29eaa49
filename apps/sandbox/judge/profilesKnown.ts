import { readLogouts, readProfiles } from './answers.ts';
import { type Call, hasError, is, isOk } from './calls.ts';
import type { Client } from './client.ts';

export interface KnownProfile {
  readonly mvpd: string;
  readonly type: string;
  /** ms by the service's clock. */
  readonly notAfter: number;
  /** The answer that said so. */
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
 * Which valid profiles a client had been told of when it made `call`: by profile answers, taken back by
 * later answers, by errors, by logout and by a new registration.
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
  // "Retrieve profiles" leaves temporary and degraded access out: it says nothing against those.
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

/** Answers that told a client that a profile it had is over: missing in a list, or named by an error. */
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

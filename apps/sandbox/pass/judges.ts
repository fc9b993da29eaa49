import { askProvider } from '../mvpd/backend.ts';
import type { PassContext, Service } from '../service.ts';
import { isValid } from '../state/store.ts';
import type { Owner, Profile } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import { degradationOf, degradedUserId } from './degradation.ts';
import { type ErrorInformation, errorInformation, PassFault } from './enhancedErrors.ts';
import { findProfile } from './profiles.ts';
import { type Applicant, isTempPass, limitsOf, trialOf, useTrial, whyOver } from './tempPass.ts';
import { identityMissing, identityOf } from './tempPassIdentity.ts';

/** The owner and the provider of a decision request. */
export interface Question {
  readonly owner: Owner;
  readonly mvpd: Mvpd;
  /** Identity for a promotional TempPass; read from the request's header when absent. */
  readonly identity?: string;
  readonly resources?: readonly string[];
}

export type Kind = 'authorize' | 'preauthorize';

/** The decision about one resource. */
export interface Verdict {
  readonly error?: ErrorInformation;
  /** Anonymised viewer id, for the media token. */
  readonly viewer: string;
}

export interface Judge {
  /** The `source` of a decision. */
  readonly source: 'mvpd' | 'degradation' | 'temppass';
  /** Whether an authorization contains its period of validity. */
  readonly hasValidity: boolean;
  decide(resource: string): Verdict;
}

/** Chooses what decides: a degradation rule, a TempPass, or the provider. */
export function judgeOf(c: PassContext, service: Service, question: Question, kind: Kind): Judge {
  const judge = pick(c, service, question, kind);
  const ordered = c.get('itemError');
  if (!ordered) return judge;
  const named = ordered.resources?.map((resource) => resource.trim());
  const isHit = (resource: string) => named?.includes(resource) ?? true;
  return {
    ...judge,
    decide: (resource) =>
      isHit(resource)
        ? { ...judge.decide(resource), error: ordered.error() }
        : judge.decide(resource),
  };
}

function pick(c: PassContext, service: Service, question: Question, kind: Kind): Judge {
  if (isTempPass(question.mvpd)) return judgeOfTrial(c, service, question, kind);
  return judgeOfDegradation(service, question) ?? judgeOfMvpd(c, service, question, kind);
}

/** Decides by a degradation rule, without a profile and without the provider. */
function judgeOfDegradation(service: Service, { owner, mvpd }: Question): Judge | undefined {
  const degradation = degradationOf(service, owner.serviceProvider, mvpd);
  if (!degradation) return undefined;
  const { rule, message } = degradation;
  const viewer = degradedUserId(owner);
  const details = message === undefined ? {} : { details: message };
  return {
    source: 'degradation',
    hasValidity: rule === 'AuthNAll',
    decide: () =>
      rule === 'AuthZNone'
        ? { viewer, error: errorInformation('authorization_denied_by_degradation_rule', details) }
        : { viewer },
  };
}

function judgeOfTrial(c: PassContext, service: Service, question: Question, kind: Kind): Judge {
  const { owner, mvpd } = question;
  const limits = limitsOf(service, mvpd);
  const isPromotional = limits.resources !== undefined;
  const identity = isPromotional ? (question.identity ?? identityOf(c, service.mode)) : undefined;
  const applicant: Applicant = { owner, ...(identity === undefined ? {} : { identity }) };
  const decide = (resource: string): ErrorInformation | undefined => {
    // Only an authorization begins the trial; a preauthorization does not, and needs no identity.
    if (kind === 'preauthorize')
      return whyOver(service, limits, trialOf(service, owner, mvpd, identity), resource);
    if (isPromotional && identity === undefined) return identityMissing().body;
    return useTrial(service, applicant, mvpd, resource);
  };
  return {
    source: 'temppass',
    hasValidity: true,
    decide: (resource) => {
      const error = decide(resource);
      return { viewer: 'temppass', ...(error ? { error } : {}) };
    },
  };
}

function judgeOfMvpd(c: PassContext, service: Service, question: Question, kind: Kind): Judge {
  const { owner, mvpd } = question;
  const profile = findProfile(c, service, owner, mvpd);
  const unusable = whyUnusable(profile, service.clock.now());
  // Whether the error is the whole answer or part of each decision is not documented: see Rules.
  if (unusable && service.rules.profileErrors === 'top')
    throw new PassFault(errorInformation(unusable));
  const viewer = String(profile?.attributes.userID?.value ?? '');
  return {
    source: 'mvpd',
    hasValidity: true,
    decide: (resource) => {
      if (unusable || !profile)
        return { viewer, error: errorInformation(unusable ?? 'authenticated_profile_missing') };
      const { serviceProvider } = owner;
      const error = askProvider(c, service, { serviceProvider, mvpd, profile, resource, kind });
      return error ? { viewer, error } : { viewer };
    },
  };
}

function whyUnusable(profile: Profile | undefined, now: number) {
  if (!profile) return 'authenticated_profile_missing';
  if (profile.invalidated) return 'authenticated_profile_invalidated';
  return isValid(profile, now) ? undefined : 'authenticated_profile_expired';
}

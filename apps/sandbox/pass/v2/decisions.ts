import type { PassContext, Service } from '../../service.ts';
import { isValid } from '../../state/store.ts';
import type { Owner, Profile } from '../../state/types.ts';
import { findAccount } from '../../world/accounts.ts';
import type { Mvpd } from '../../world/providers.ts';
import { type ErrorInformation, errorInformation, fault, PassFault } from '../enhancedErrors.ts';
import { activeMvpd, admit, ownerOf } from '../guard.ts';
import type { IssuedMediaToken } from '../mediaToken.ts';
import { readResources, resourceTitle } from '../resources.ts';
import { isTempPass, trialIsOver, trialOf, useTrial } from '../tempPass.ts';

interface Decision {
  readonly resource: string;
  readonly serviceProvider: string;
  readonly mvpd: string;
  readonly source: 'mvpd' | 'temppass';
  readonly authorized: boolean;
  readonly token?: IssuedMediaToken;
  readonly error?: ErrorInformation;
  readonly notBefore?: number;
  readonly notAfter?: number;
}

interface Question {
  readonly owner: Owner;
  readonly mvpd: Mvpd;
  readonly resources: readonly string[];
}

/** What the answering side says about one resource. */
interface Verdict {
  readonly error?: ErrorInformation;
  /** Anonymised viewer, for the media token. */
  readonly viewer: string;
}

/**
 * "Retrieve authorization decisions using specific mvpd". A denial is a 200 with the error inside; a
 * permit carries a media token, good for one playback within minutes.
 */
export async function authorize(c: PassContext, service: Service): Promise<Response> {
  const question = read(c, service, service.rules.maxAuthorizeResources);
  const judge = judgeFor(c, service, question, 'authorize');
  const now = service.clock.now();
  const validity = { notBefore: now, notAfter: now + service.rules.decisionLifeS * 1_000 };
  const decisions = await Promise.all(
    question.resources.map(async (resource): Promise<Decision> => {
      const { error, viewer } = judge(resource);
      if (error) return { ...frame(question, resource), authorized: false, error, ...validity };
      const token = await service.mediaTokens.issue(
        {
          serviceProvider: question.owner.serviceProvider,
          mvpd: question.mvpd.id,
          resource,
          sessionGuid: viewer,
        },
        service.rules.mediaTokenLifeS * 1_000,
      );
      return { ...frame(question, resource), authorized: true, token, ...validity };
    }),
  );
  return c.json({ decisions });
}

/** "Retrieve preauthorization decisions using specific mvpd": never a token, never times. */
export function preauthorize(c: PassContext, service: Service): Response {
  const question = read(c, service, service.rules.maxPreauthorizeResources);
  const judge = judgeFor(c, service, question, 'preauthorize');
  const decisions = question.resources.map((resource): Decision => {
    const { error } = judge(resource);
    return error
      ? { ...frame(question, resource), authorized: false, error }
      : { ...frame(question, resource), authorized: true };
  });
  return c.json({ decisions });
}

function read(c: PassContext, service: Service, most: number): Question {
  const admitted = admit(c, service);
  const mvpd = activeMvpd(service, admitted.serviceProvider, c.req.param('mvpd') ?? '');
  const owner = ownerOf(c, service, admitted);
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
  const resources = isJson ? readResources(c.get('body')) : undefined;
  if (!resources) throw fault('invalid_parameter_resources');
  if (resources.length > most) throw fault('too_many_resources');
  return { owner, mvpd, resources };
}

function frame({ owner, mvpd }: Question, resource: string) {
  const source = isTempPass(mvpd) ? ('temppass' as const) : ('mvpd' as const);
  return { resource, serviceProvider: owner.serviceProvider, mvpd: mvpd.id, source };
}

type Kind = 'authorize' | 'preauthorize';

/** The answering side's verdicts; REST API V1 asks the same judges. */
export function judgeFor(
  c: PassContext,
  service: Service,
  question: Question,
  kind: Kind,
): (resource: string) => Verdict {
  const judge = isTempPass(question.mvpd)
    ? judgeOfTrial(service, question, kind)
    : judgeOfMvpd(service, question, kind);
  const ordered = c.get('itemError');
  return (resource) => {
    const verdict = judge(resource);
    const isHit = ordered && (ordered.resources?.includes(resource) ?? true);
    return isHit ? { ...verdict, error: ordered.error() } : verdict;
  };
}

function judgeOfTrial(service: Service, { owner, mvpd }: Question, kind: Kind) {
  // Only an authorization begins the trial; asking in advance does not.
  const isOver =
    isTempPass(mvpd) && kind === 'authorize'
      ? useTrial(service, owner, mvpd) === undefined
      : (trialOf(service, owner, mvpd)?.notAfter ?? Infinity) <= service.clock.now();
  return (): Verdict => ({ viewer: 'temppass', ...(isOver ? { error: trialIsOver() } : {}) });
}

function judgeOfMvpd(service: Service, { owner, mvpd }: Question, kind: Kind) {
  const profile = service.store.profilesOf(owner).get(mvpd.id);
  const unusable = whyUnusable(profile, service.clock.now());
  // Whether this is the whole answer or sits in each decision is not documented: see Rules.
  if (unusable && service.rules.profileErrors === 'top')
    throw new PassFault(errorInformation(unusable));
  const viewer = String(profile?.attributes.userID?.value ?? '');
  const account = findAccount(profile?.user ?? '');
  return (resource: string): Verdict => {
    if (unusable) return { viewer, error: errorInformation(unusable) };
    const denial = account?.denied[resourceTitle(resource)];
    if (!denial) return { viewer };
    const code =
      denial.code === 'parental_controls'
        ? 'authorization_denied_by_parental_controls'
        : kind === 'authorize'
          ? 'authorization_denied_by_mvpd'
          : 'preauthorization_denied_by_mvpd';
    return { viewer, error: errorInformation(code, { details: denial.details(mvpd) }) };
  };
}

function whyUnusable(profile: Profile | undefined, now: number) {
  if (!profile) return 'authenticated_profile_missing';
  if (profile.invalidated) return 'authenticated_profile_invalidated';
  return isValid(profile, now) ? undefined : 'authenticated_profile_expired';
}

import { isGated } from '../../mvpd/backend.ts';
import type { PassContext, Service } from '../../service.ts';
import { isTooMany } from '../degradation.ts';
import type { ErrorInformation } from '../enhancedErrors.ts';
import { errorInformation, fault } from '../enhancedErrors.ts';
import { activeMvpd, admit, ownerOf } from '../guard.ts';
import { type Judge, judgeOf, type Question } from '../judges.ts';
import type { IssuedMediaToken } from '../mediaToken.ts';
import { echoed, readResources } from '../resources.ts';
import { checkPartnerStatus } from './partnerStatus.ts';

interface Decision {
  readonly resource: string;
  readonly serviceProvider: string;
  readonly mvpd: string;
  readonly source: Judge['source'];
  readonly authorized: boolean;
  readonly token?: IssuedMediaToken;
  readonly error?: ErrorInformation;
  readonly notBefore?: number;
  readonly notAfter?: number;
}

interface DecisionQuestion extends Question {
  /** As they were sent; they are trimmed before a decision is made. */
  readonly resources: readonly string[];
  /** Whether there are more resources than allowed; see the rule `tooManyResources`. */
  readonly isTooLong: boolean;
}

/**
 * "Retrieve authorization decisions using specific mvpd". A denial is a 200 that contains the error; a
 * permit contains a media token, valid for one playback within minutes.
 */
export async function authorize(c: PassContext, service: Service): Promise<Response> {
  const question = read(c, service, service.rules.maxAuthorizeResources);
  if (question.isTooLong) return c.json({ decisions: tooMany(service, question) });
  const judge = judgeOf(c, service, question, 'authorize');
  const { proxiedBy } = question.mvpd;
  const now = service.clock.now();
  const validity = judge.hasValidity
    ? { notBefore: now, notAfter: now + service.rules.decisionLifeS * 1_000 }
    : {};
  const decisions = await Promise.all(
    question.resources.map(async (sent): Promise<Decision> => {
      const frame = frameOf(service, question, judge.source, sent);
      const resource = sent.trim();
      const { error, viewer } = judge.decide(resource);
      // Without a usable profile no decision was made, so the answer has no validity.
      const isDecided = !error?.code.startsWith('authenticated_profile_');
      if (error) return { ...frame, authorized: false, error, ...(isDecided ? validity : {}) };
      const token = await service.mediaTokens.issue(
        {
          serviceProvider: question.owner.serviceProvider,
          mvpd: question.mvpd.id,
          ...(proxiedBy === undefined ? {} : { proxyMvpd: proxiedBy }),
          resource,
          sessionGuid: viewer,
        },
        service.rules.mediaTokenLifeS * 1_000,
      );
      return { ...frame, authorized: true, token, ...validity };
    }),
  );
  return c.json({ decisions });
}

/** "Retrieve preauthorization decisions using specific mvpd": without media tokens and times. */
export function preauthorize(c: PassContext, service: Service): Response {
  const question = read(c, service, service.rules.maxPreauthorizeResources);
  if (question.isTooLong) return c.json({ decisions: tooMany(service, question) });
  const judge = judgeOf(c, service, question, 'preauthorize');
  const isOmitted = (resource: string) =>
    service.rules.ungatedResources === 'omitted' &&
    judge.source === 'mvpd' &&
    !isGated(c, service, question.owner.serviceProvider, resource);
  const decisions = question.resources.flatMap((sent): Decision[] => {
    const resource = sent.trim();
    const { error } = judge.decide(resource);
    const frame = frameOf(service, question, judge.source, sent);
    if (!error) return [{ ...frame, authorized: true }];
    return isOmitted(resource) ? [] : [{ ...frame, authorized: false, error }];
  });
  return c.json({ decisions });
}

function read(c: PassContext, service: Service, most: number): DecisionQuestion {
  const admitted = admit(c, service);
  const mvpd = activeMvpd(c, service, admitted.serviceProvider, c.req.param('mvpd') ?? '');
  const owner = ownerOf(c, service, admitted);
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
  const resources = isJson ? readResources(c.get('body'), service.mode) : undefined;
  if (!resources) throw fault('invalid_parameter_resources');
  const isTooLong = isTooMany(service, owner.serviceProvider, mvpd, resources.length, most);
  if (isTooLong && service.rules.tooManyResources === 'top') throw fault('too_many_resources');
  checkPartnerStatus(c, service, owner, mvpd);
  return { owner, mvpd, resources, isTooLong };
}

/** Makes no decision: each one contains the error. */
function tooMany(service: Service, question: DecisionQuestion): Decision[] {
  return question.resources.map((sent) => ({
    ...frameOf(service, question, 'mvpd', sent),
    authorized: false,
    error: errorInformation('too_many_resources'),
  }));
}

function frameOf(
  { rules }: Service,
  { owner, mvpd }: Question,
  source: Judge['source'],
  sent: string,
) {
  const resource = echoed(sent, rules.resourceEcho);
  return { resource, serviceProvider: owner.serviceProvider, mvpd: mvpd.id, source };
}

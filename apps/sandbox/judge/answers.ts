import { once } from './once.ts';
import { field, member } from './traffic.ts';

/** An error of the service, read from any of its documented shapes. */
export interface PassErrorSeen {
  readonly code: string;
  /** '' when the error names none (DCR, V1). */
  readonly action: string;
}

export interface DecisionSeen {
  readonly resource: string;
  readonly authorized: boolean;
  readonly source: string;
  /** The media token, '' without one. */
  readonly token: string;
  /** ms since the epoch by the service's clock; NaN without a token. */
  readonly tokenNotAfter: number;
  readonly error?: PassErrorSeen;
}

export interface ProfileSeen {
  readonly mvpd: string;
  readonly type: string;
  /** ms since the epoch by the service's clock. */
  readonly notAfter: number;
}

export interface SessionSeen {
  readonly actionName: string;
  readonly reasonType: string;
  readonly code: string;
  readonly mvpd: string;
  /** Names of the missing request parameters. */
  readonly missing: readonly string[];
  /** ms; NaN when the answer does not contain it. */
  readonly lifeMs: number;
}

/** The error when the whole answer is one: V2's bare object, one wrapped in `error`, or DCR's text. */
export function readError(answer: unknown): PassErrorSeen | undefined {
  const wrapped = member(answer, 'error');
  if (typeof wrapped === 'string') return { code: wrapped, action: '' };
  const error = typeof wrapped === 'object' && wrapped !== null ? wrapped : answer;
  const code = field(error, 'code');
  // A session answer has a `code` too; errors have none of its other members.
  if (code === '' || member(error, 'actionName') !== undefined) return undefined;
  return { code, action: field(error, 'action') };
}

/** V2 `decisions`, V1 `resources`. */
export function readDecisions(answer: unknown): readonly DecisionSeen[] {
  return typeof answer === 'object' && answer !== null ? decisionsIn(answer) : [];
}

const decisionsIn = once((answer: object): readonly DecisionSeen[] => {
  const list = member(answer, 'decisions') ?? member(answer, 'resources');
  if (!Array.isArray(list)) return [];
  return list.map((decision) => {
    const token = member(decision, 'token');
    const error = member(decision, 'error');
    return {
      resource: field(decision, 'resource') || field(decision, 'id'),
      authorized: field(decision, 'authorized') === 'true',
      source: field(decision, 'source'),
      token: field(token, 'serializedToken'),
      tokenNotAfter: Number(field(token, 'notAfter') || Number.NaN),
      ...(error === undefined
        ? {}
        : { error: { code: field(error, 'code'), action: field(error, 'action') } }),
    };
  });
});

/** The profiles of an answer; undefined when the answer has no `profiles` object. */
export function readProfiles(answer: unknown): ProfileSeen[] | undefined {
  const profiles = member(answer, 'profiles');
  if (typeof profiles !== 'object' || profiles === null) return undefined;
  return Object.entries(profiles).map(([mvpd, profile]) => ({
    mvpd,
    type: field(profile, 'type'),
    notAfter: Number(field(profile, 'notAfter') || Number.POSITIVE_INFINITY),
  }));
}

/** The answer to creating, resuming or inspecting a session; undefined for any other answer. */
export function readSession(answer: unknown): SessionSeen | undefined {
  const parameters = member(answer, 'parameters') ?? answer;
  const missing = ['missingParameters', 'missing']
    .map((name) => member(parameters, name))
    .find((list) => Array.isArray(list)) as unknown[] | undefined;
  const inspected = member(parameters, 'existingParameters') ?? member(parameters, 'existing');
  const actionName = field(answer, 'actionName');
  if (actionName === '' && inspected === undefined) return undefined;
  const [notBefore, notAfter] = [field(answer, 'notBefore'), field(answer, 'notAfter')];
  return {
    actionName,
    reasonType: field(answer, 'reasonType'),
    code: field(answer, 'code'),
    mvpd: field(answer, 'mvpd') || field(inspected, 'mvpd'),
    missing: (missing ?? [])
      .filter((name) => typeof name === 'string')
      .map((name) => (name === 'domain' ? 'domainName' : name)),
    lifeMs: notBefore && notAfter ? Number(notAfter) - Number(notBefore) : Number.NaN,
  };
}

export interface ProviderSeen {
  readonly id: string;
  readonly displayName: string;
  readonly isTempPass: boolean;
}

/** The MVPDs of a configuration, at either of the two places that Adobe's pages document. */
export function readProviders(answer: unknown): readonly ProviderSeen[] | undefined {
  return typeof answer === 'object' && answer !== null ? providersIn(answer) : undefined;
}

const providersIn = once((answer: object): readonly ProviderSeen[] | undefined => {
  const list = member(member(answer, 'requestor'), 'mvpds') ?? member(answer, 'mvpds');
  if (!Array.isArray(list)) return undefined;
  return list.map((mvpd) => ({
    id: field(mvpd, 'id'),
    displayName: field(mvpd, 'displayName'),
    isTempPass: field(mvpd, 'isTempPass') === 'true',
  }));
});

export interface LogoutSeen {
  readonly mvpd: string;
  readonly actionName: string;
  readonly url: string;
}

export function readLogouts(answer: unknown): LogoutSeen[] {
  const logouts = member(answer, 'logouts');
  if (typeof logouts !== 'object' || logouts === null) return [];
  return Object.entries(logouts).map(([mvpd, step]) => ({
    mvpd,
    actionName: field(step, 'actionName'),
    url: field(step, 'url'),
  }));
}

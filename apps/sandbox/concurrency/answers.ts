import type { ConcurrencyRules } from './rules.ts';
import type { Session } from './Streams.ts';

/** Bodies of 400, 409 and 410: the evaluation result, in the shapes on Adobe's pages. */
export interface Policy {
  readonly name: string;
  readonly limit: number;
  /** The attribute whose values are counted; when absent, streams are counted. */
  readonly attribute?: string;
}

const UNKNOWN = 'Unknown';

/** Undefined for a refusal without a body. */
export function violation(
  policy: Policy,
  conflicts: readonly Session[],
  shape: ConcurrencyRules['conflictShape'],
): object | undefined {
  const message = `Your account is already watching on ${conflicts.length} screens.`;
  if (shape === 'none') return undefined;
  if (shape === 'B' || shape === 'C') {
    const attributes = {
      rule: policy.name,
      threshold: policy.limit,
      current: conflicts.length,
      conflicts: conflicts.map(({ id, code, metadata }) => ({
        sessionId: id,
        terminationCode: code,
        metadata,
      })),
    };
    const result = {
      decision: 'DENY',
      associatedAdvice: [{ id: 'advice-1', adviceType: 'rule-violation', attributes }],
      obligations: [],
    };
    const error = { code: 'POLICY_VIOLATION', message };
    return shape === 'B'
      ? { evaluationResult: result }
      : { status: 'error', error, evaluationResult: result };
  }
  const listed =
    shape === 'D'
      ? conflicts.map(conflictOf)
      : Object.fromEntries(
          groupsOf(policy, conflicts).map(([key, of]) => [key, of.map(conflictOf)]),
        );
  return {
    associatedAdvice: [
      {
        type: 'rule-violation',
        message,
        policyName: policy.name,
        ruleName: `${policy.limit} streams cap`,
        attribute: policy.attribute ?? 'streamId',
        // As in the pages' sample, where the threshold is one more than the number in the rule's name.
        threshold: policy.limit + 1,
        scope: {},
        conflicts: listed,
      },
    ],
    obligations: [],
  };
}

/** Groups sessions by the counted value; for streams this is the session's own id. */
function groupsOf({ attribute }: Policy, conflicts: readonly Session[]): [string, Session[]][] {
  const groups = new Map<string, Session[]>();
  for (const session of conflicts) {
    const key = attribute === undefined ? session.id : (session.metadata[attribute] ?? UNKNOWN);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  return [...groups];
}

function conflictOf({ code, metadata, startedAt }: Session): object {
  return {
    terminationCode: code,
    metadata,
    channel: metadata.channel ?? UNKNOWN,
    startedAt: new Date(startedAt).toISOString(),
    deviceName: metadata.deviceName ?? UNKNOWN,
    applicationName: metadata.applicationName ?? UNKNOWN,
  };
}

export function termination(
  { metadata, startedAt }: Pick<Session, 'metadata' | 'startedAt'>,
  shape: ConcurrencyRules['conflictShape'],
): object {
  const device = metadata.deviceName ?? UNKNOWN;
  const message = `The stream was ended from ${device}.`;
  if (shape === 'B' || shape === 'C') {
    const attributes = { terminatedBy: device, reason: message };
    const advice = { id: 'advice-1', adviceType: 'remote-termination', attributes };
    return { evaluationResult: { associatedAdvice: [advice], obligations: [] } };
  }
  const terminator = {
    channel: metadata.channel ?? UNKNOWN,
    startedAt: new Date(startedAt).toISOString(),
    deviceName: device,
    applicationName: metadata.applicationName ?? UNKNOWN,
  };
  return {
    associatedAdvice: [{ type: 'remote-termination', message, terminator }],
    obligations: [],
  };
}

export function badMetadata(
  missing: readonly string[],
  obligation: ConcurrencyRules['obligation'],
): object {
  const refresh = {
    namespace: 'adobe.primetime.cm',
    action: 'refresh',
    arguments: ['metadata'],
  };
  const logout = { namespace: 'adobe.primetime.authentication', action: 'logout', arguments: [] };
  const obligations = {
    refresh,
    refreshList: [refresh],
    logout: [logout],
    none: [],
  }[obligation];
  const message = `Metadata is missing or cannot be used: ${missing.join(', ')}.`;
  return { associatedAdvice: [{ type: 'metadata', message }], obligations };
}

export function nameList(
  names: readonly string[],
  shape: ConcurrencyRules['metadataShape'],
): object {
  if (shape === 'names') return names;
  const objects = names.map((name) => ({ name, required: true }));
  return shape === 'objects' ? objects : { metadata: objects };
}

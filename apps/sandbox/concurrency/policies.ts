import type { Policy } from './answers.ts';
import type { ConcurrencyRules } from './rules.ts';

/** An application, found by its id. */
export interface Application {
  readonly id: string;
  readonly policy: Policy;
  readonly required: readonly string[];
  readonly strategy: ConcurrencyRules['strategy'];
}

/**
 * The two applications in Adobe's overview, with their documented policies, and the network's own, whose policy the
 * controls change; undefined for an unknown id.
 */
export function applicationOf(id: string, rules: ConcurrencyRules): Application | undefined {
  if (id === 'demo-app') {
    const policy = { name: 'demo-policy', limit: 3 };
    return { id, policy, required: [], strategy: 'lifo' };
  }
  if (id === 'demo-app-2') {
    const policy = { name: 'demo-policy-2', limit: 2, attribute: 'channel' };
    return { id, policy, required: ['channel'], strategy: 'lifo' };
  }
  if (id !== 'northstar-tv' && !rules.applications.includes(id)) return undefined;
  const { streamLimit: limit, requiredMetadata: required, strategy } = rules;
  return { id, policy: { name: 'northstar', limit }, required, strategy };
}

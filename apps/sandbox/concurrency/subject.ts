import type { ConcurrencyRules } from './rules.ts';

/**
 * `upstreamUserID`: the account at the provider, the same under every service provider. Undefined when the rules
 * withhold it.
 */
export function subjectAs({ subject }: ConcurrencyRules, userId: string): string | undefined {
  if (subject === 'none') return undefined;
  return subject === 'plain' ? userId : `${userId.slice(0, 8)}/${userId.slice(8, 16)}+==`;
}

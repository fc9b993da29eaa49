import { allRules } from '../../../apps/sandbox/judge/judge.ts';
import type { Finding } from '../../../apps/sandbox/judge/rule.ts';
import type { Traffic } from '../../../apps/sandbox/judge/traffic.ts';

/** The finding of the rule of `row` for the client whose key contains `who` (the first client when absent). */
export function find(row: string, traffic: Traffic, who = ''): Finding {
  const rule = allRules[row];
  if (!rule) throw new Error(`${row} has no rule`);
  const finding = rule(traffic).find(({ client }) => client.includes(who));
  if (!finding) throw new Error(`${row} found no client ${who}`);
  return finding;
}

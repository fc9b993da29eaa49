import type { ProfileAttribute } from '@couchpass/core';
import { isImpersonal } from '../trace/names.ts';
import type { ReportedAttribute } from './report.ts';

/** A viewer's attributes: all names, but values only where they identify nobody. */
export function reportAttributes(
  attributes: Readonly<Record<string, ProfileAttribute>>,
): ReportedAttribute[] {
  return Object.entries(attributes).map(([name, { value, state }]) => {
    const encrypted = state !== 'plain';
    return { name, encrypted, ...(isImpersonal(name) && !encrypted ? { value } : {}) };
  });
}

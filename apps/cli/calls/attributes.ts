import type { ProfileAttribute } from '@couchpass/core';
import { isImpersonal } from '../trace/names.ts';
import type { ReportedAttribute } from './report.ts';

/** What a provider tells of a viewer: names all, values only where they single nobody out. */
export function reportAttributes(
  attributes: Readonly<Record<string, ProfileAttribute>>,
): ReportedAttribute[] {
  return Object.entries(attributes).map(([name, { value, state }]) => {
    const encrypted = state !== 'plain';
    return { name, encrypted, ...(isImpersonal(name) && !encrypted ? { value } : {}) };
  });
}

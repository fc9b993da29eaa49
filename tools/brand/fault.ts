import { SettingsError, type SettingsFault } from '@couchpass/core';

/** Results of reading a brand's files: with faults the brand cannot be used, with warnings it can. */
export class Findings {
  readonly faults: SettingsFault[] = [];
  readonly warnings: string[] = [];

  fault(key: string, wrong: string, allowed: string): void {
    this.faults.push({ key, wrong, allowed });
  }

  warn(text: string): void {
    this.warnings.push(text);
  }

  /** @throws SettingsError with all faults */
  refuse(): void {
    if (this.faults.length > 0) throw new SettingsError(this.faults);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds a fault for every key of `value` that is not in `known`; returns the known ones. */
export function knownKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  { key, found }: { readonly key: string; readonly found: Findings },
): string[] {
  return Object.keys(value).filter((name) => {
    if (known.includes(name)) return true;
    found.fault(`${key}: ${shownName(name)}`, 'is not a known key', known.join(', '));
    return false;
  });
}

function shownName(name: string): string {
  const said = JSON.stringify(name.length > 60 ? `${name.slice(0, 57)}…` : name);
  return said.slice(1, -1);
}

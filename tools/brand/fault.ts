import { SettingsError, type SettingsFault } from '@couchpass/core';

/** What is found while the files of a brand are read: faults keep it from being used, warnings do not. */
export class Findings {
  readonly faults: SettingsFault[] = [];
  readonly warnings: string[] = [];

  fault(key: string, wrong: string, allowed: string): void {
    this.faults.push({ key, wrong, allowed });
  }

  warn(text: string): void {
    this.warnings.push(text);
  }

  /** @throws SettingsError naming every fault */
  refuse(): void {
    if (this.faults.length > 0) throw new SettingsError(this.faults);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names every key of `value` that is not among `known`; answers those that are. */
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

import { type SettingsFault, sayFault } from '@couchpass/core';

/** A reason why an app cannot be packed: the key, its value, and the allowed values. */
export type PackageFault = SettingsFault;

/** The app cannot be packed; `faults` contains the reasons. Exit code 2. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  readonly faults: readonly PackageFault[];
  constructor(faults: readonly PackageFault[]) {
    super(faults.map(sayFault).join('\n'));
    this.faults = faults;
  }
}

/** @throws PackageError when there are faults */
export function refuseFaults(faults: readonly PackageFault[]): void {
  if (faults.length > 0) throw new PackageError(faults);
}

/** Describes a key's value, short enough for a line. */
export function holds(value: unknown): string {
  if (value === undefined || value === '') return 'is missing';
  const said = JSON.stringify(value) ?? String(value);
  return `holds ${said.length > 60 ? `${said.slice(0, 57)}…` : said}`;
}

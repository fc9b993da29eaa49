import { type SettingsFault, sayFault } from '@couchpass/core';

/** One thing that keeps an app from being packed: which key, what it holds, what is allowed. */
export type PackageFault = SettingsFault;

/** The app cannot be packed; `faults` says why in words. Exit code 2. */
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

/** What a key holds, short enough for a line. */
export function holds(value: unknown): string {
  if (value === undefined || value === '') return 'is missing';
  const said = JSON.stringify(value) ?? String(value);
  return `holds ${said.length > 60 ? `${said.slice(0, 57)}…` : said}`;
}

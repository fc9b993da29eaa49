import { zipSync } from 'fflate';
import type { Files } from '../content.ts';

/** Without spaces: sets cannot install a file with spaces in its name. */
export function wgtName({ id, version }: { id: string; version: string }): string {
  return `${id}-${version}.wgt`;
}

/** A widget archive. The same files give the same bytes, at any time and on any computer. */
export function writeWgt(files: Files): Uint8Array {
  // ZIP has no time zones: this is midnight in the local time.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(files), { level: 9, mtime });
}

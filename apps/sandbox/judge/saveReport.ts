import { writeFile } from 'node:fs/promises';
import type { Report } from './judge.ts';
import { renderReport } from './report.ts';

/** A file could not be read or written; the message gives the reason. */
export class FileError extends Error {}

/** @throws FileError */
export async function saveReport(file: string, report: Report): Promise<void> {
  try {
    await writeFile(file, renderReport(report));
  } catch (error) {
    throw new FileError(`${file}: ${sayFileError(error as NodeJS.ErrnoException)}`);
  }
}

export function sayFileError(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'there is no such file or folder';
  if (error.code === 'EISDIR') return 'this is a folder';
  if (error.code === 'EACCES') return 'it may not be opened';
  return error.message;
}

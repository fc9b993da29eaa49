import { mkdir } from 'node:fs/promises';
import { type Backend, DataError } from './backend.ts';
import { loadStore } from './loadStore.ts';

/**
 * A LevelDB folder. Every write is a record with a checksum at the end of a log: a record that a crash left
 * incomplete is dropped when the folder is opened again; earlier records remain.
 * @throws DataError
 */
export async function openFolder(folder: string): Promise<Backend> {
  // Not loaded by a sandbox that stores nothing.
  const { ClassicLevel } = await loadStore('classic-level', () => import('classic-level'));
  // The folder will contain client secrets and access tokens, although only invented ones.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
    throw sayWhy(folder, error);
  });
  const level = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: 'view' });
  await level.open().catch((error) => {
    throw sayWhy(folder, (error as Error).cause ?? error);
  });
  return {
    entries: () => level.iterator(),
    write: (changes) =>
      level.batch(
        [...changes].map(([key, value]) =>
          value === undefined ? { type: 'del', key } : { type: 'put', key, value },
        ),
      ),
    close: () => level.close(),
  };
}

function sayWhy(folder: string, error: unknown): DataError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why =
    code === 'LEVEL_LOCKED'
      ? 'another sandbox keeps its state there. Stop it, or choose another folder.'
      : message;
  return new DataError(`--data ${folder}: ${why}`, { cause: error });
}

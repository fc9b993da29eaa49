import { DataError } from './backend.ts';

/** Packages that only a sandbox with `--data` needs; they are not installed by default. */
const versions = { 'classic-level': '3', '@redis/client': '6' };

/**
 * Loads one of these packages.
 * @throws DataError with the command that installs it, when it is not installed
 */
export async function loadStore<T>(
  name: keyof typeof versions,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const command = `npm install ${name}@${versions[name]}`;
    throw new DataError(`--data needs the package ${name}, which is not installed: ${command}`, {
      cause: error,
    });
  }
}

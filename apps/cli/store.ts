import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The store cannot be read: without it the command would act as another device. Exit code 2. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly path: string;
  /** Follows the path, such as `cannot be read (EACCES)`. */
  readonly wrong: string;
  readonly advice: string;
  constructor(path: string, wrong: string, advice: string) {
    super(`${path} ${wrong}`);
    this.path = path;
    this.wrong = wrong;
    this.advice = advice;
  }
}

/** Names of our files (`platforms/node/fileStore.ts`); other files in the folder are ignored. */
const ours = /^(couchpass|platform)_2f_[\w-]+\.json$/;

/**
 * Checks all stored files before the first request: the memory treats an unreadable file as absent, which is
 * right on a television, but would register a new client here at every run.
 * @throws StoreError
 */
export async function checkStore(directory: string): Promise<void> {
  for (const name of await namesIn(directory)) {
    if (!ours.test(name)) continue;
    const path = join(directory, name);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw unreadable(path, error);
    });
    if (text === null || isJson(text)) continue;
    throw new StoreError(
      path,
      'is not JSON: it was edited, or the disk lost a part of it',
      'Delete it, and what it held is forgotten; or choose another folder with --store.',
    );
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    // The folder is created when something is stored.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(directory, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, { code }: NodeJS.ErrnoException): StoreError {
  const advice = 'Make it readable for this user, or choose another folder with --store.';
  return new StoreError(path, `cannot be read (${code})`, advice);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

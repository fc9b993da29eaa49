import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyValueStore } from '@couchpass/core';
import { withLock } from './lock.ts';

/**
 * One JSON file per key in `directory`, readable by this user only (0600; the directory 0700 when it is
 * created here). A value is written to a temporary file, flushed, and renamed, so that after a crash the file
 * holds the old value or the new one. A file that is not JSON (edited by hand, or damaged) reads as absent.
 * Rejects with the system's error when the directory cannot be used.
 */
export function createFileStore(directory: string): KeyValueStore {
  /** Keeps the writes of this process in order. */
  let last: Promise<unknown> = Promise.resolve();
  let prepared: Promise<void> | undefined;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const prepare = () => {
    prepared ??= prepareDirectory(directory);
    return prepared;
  };

  return {
    async get(key) {
      await last;
      return parse(await readOrNull(fileOf(directory, key)));
    },
    set: (key, value) =>
      inTurn(async () => {
        await prepare();
        await replace(directory, fileOf(directory, key), JSON.stringify(value));
      }),
    delete: (key) => inTurn(() => rm(fileOf(directory, key), { force: true })),
    async exclusive(work) {
      await prepare().catch(() => {});
      return withLock(directory, work);
    },
  };
}

const ending = '.json';
/** Names of temporary files; no other file in the directory is ever removed. */
const unfinished = /^\.couchpass-[\da-f-]{36}\.tmp$/;
/** ms; an older temporary file is no longer being written. */
const abandoned = 60_000;

/** Gives every key its own name on every file system: only letters that are safe everywhere are kept. */
function fileOf(directory: string, key: string): string {
  const name = key.replace(
    /[^a-z0-9-]/g,
    (letter) => `_${(letter.codePointAt(0) ?? 0).toString(16)}_`,
  );
  return join(directory, `${name}${ending}`);
}

/** Creates the directory for this user only; removes temporary files that a crash left behind. */
async function prepareDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    if (!unfinished.test(name)) continue;
    const file = join(directory, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > abandoned) await rm(file, { force: true });
  }
}

async function replace(directory: string, file: string, text: string): Promise<void> {
  const temporary = join(directory, `.couchpass-${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

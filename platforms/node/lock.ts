import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** ms between two checks of a lock that another process holds. */
const pause = 50;
/** ms; longer than any work of a store under a lock. */
const usualLongest = 60_000;
/** ms; longer than writing the content of a new lock file takes. */
const longestEmpty = 2_000;

/**
 * Runs `work` while no other process runs work for the same directory. A lock whose process has ended is
 * ignored. Where no lock can be created (a directory that is not writable), `work` runs without one.
 * @param longest ms; longer than any such work takes
 */
export async function withLock<T>(
  directory: string,
  work: () => Promise<T>,
  longest = usualLongest,
): Promise<T> {
  const file = join(directory, '.couchpass.lock');
  // The random part tells two locks of one process apart.
  const mine = `${process.pid} ${randomUUID()}`;
  const isHeld = await acquire(file, mine, longest);
  try {
    return await work();
  } finally {
    if (isHeld && (await contentOf(file)) === mine) await rm(file, { force: true }).catch(() => {});
  }
}

async function acquire(file: string, mine: string, longest: number): Promise<boolean> {
  for (const until = Date.now() + longest; Date.now() < until; ) {
    try {
      return await make(file, mine);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    const theirs = await contentOf(file);
    if (theirs !== null && (await isAbandoned(file, theirs, longest)))
      await breakLock(file, theirs);
    else await wait(pause);
  }
  return false;
}

/** Returns false when the content cannot be written: an empty lock would block other processes. @throws EEXIST */
async function make(file: string, mine: string): Promise<boolean> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(mine);
    return true;
  } catch {
    await rm(file, { force: true }).catch(() => {});
    return false;
  } finally {
    await handle.close().catch(() => {});
  }
}

async function isAbandoned(file: string, content: string, longest: number): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
  const age = Date.now() - mtimeMs;
  if (age > longest) return true;
  const pid = Number(content.split(' ')[0]);
  // Its process has not written the content yet, or ended before that.
  if (!(pid > 0)) return age > longestEmpty;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two processes may break the same lock: a process that moved a newer lock away restores it. */
async function breakLock(file: string, abandoned: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    if ((await contentOf(aside)) !== abandoned) await link(aside, file);
  } catch {
    // Another process was faster.
  } finally {
    await rm(aside, { force: true }).catch(() => {});
  }
}

async function contentOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

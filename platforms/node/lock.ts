import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Between two looks at a lock that somebody else holds, ms. */
const pause = 50;
/** Longer than anything that a store does under a lock takes, ms. */
const usualLongest = 60_000;
/** Longer than it takes to write a lock that was made, ms. */
const longestEmpty = 2_000;

/**
 * Runs `work` while no other process runs one for the same directory. A lock whose process is gone counts
 * as none. Where no lock can be had (a directory that cannot be written), `work` runs without one.
 * @param longest longer than any such work takes, ms
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

/** False when there is no room for its content: an empty lock would stop everybody else. @throws EEXIST */
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
  // Its process is about to write it, or ended before it could.
  if (!(pid > 0)) return age > longestEmpty;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two may find the same lock abandoned: whoever moves a newer one away puts it back. */
async function breakLock(file: string, abandoned: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    if ((await contentOf(aside)) !== abandoned) await link(aside, file);
  } catch {
    // Somebody else was faster.
  } finally {
    await rm(aside, { force: true }).catch(() => {});
  }
}

async function contentOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

import { mkdir, readdir } from 'node:fs/promises';
import { type Backend, type Changes, DataError } from './backend.ts';
import { digestOf, EMPTY_DIGEST, toggle } from './digest.ts';
import { loadStore } from './loadStore.ts';

/** The name under which every write stores the digest of all values. */
const DIGEST = '\u0000digest';

/**
 * A LevelDB folder. Every write is a record with a checksum at the end of a log, and is on the disk when it is
 * answered, also after a power cut. A record that a crash left incomplete is dropped when the folder is opened
 * again; earlier records remain. A loss in the middle is noticed by the digest and told to `warn`.
 * @throws DataError
 */
export async function openFolder(
  folder: string,
  warn: (message: string) => void,
): Promise<Backend> {
  // Not loaded by a sandbox that stores nothing.
  const { ClassicLevel } = await loadStore('classic-level', () => import('classic-level'));
  // The folder will contain client secrets and access tokens, although only invented ones.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
    throw sayWhy(folder, error);
  });
  await refuseDamaged(folder);
  const open = async () => {
    const opened = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: 'view' });
    await opened.open().catch((error) => {
      throw sayWhy(folder, (error as Error).cause ?? error);
    });
    return opened;
  };
  let level = await open();
  /** A failed write ends all later ones of a LevelDB that is open. */
  let hasFailed = false;
  /** By name: the digest of what is stored under it. */
  const digests = new Map<string, Uint8Array>();
  let total: Uint8Array = EMPTY_DIGEST;

  /** The digest of everything after these changes, and of each changed value. */
  function after(changes: Changes): {
    total: Uint8Array;
    each: Map<string, Uint8Array | undefined>;
  } {
    let next = total;
    const each = new Map<string, Uint8Array | undefined>();
    for (const [name, bytes] of changes) {
      const digest = bytes && digestOf(name, bytes);
      next = toggle(toggle(next, digests.get(name)), digest);
      each.set(name, digest);
    }
    return { total: next, each };
  }

  function keep({ total: next, each }: ReturnType<typeof after>): void {
    total = next;
    for (const [name, digest] of each)
      if (digest) digests.set(name, digest);
      else digests.delete(name);
  }

  return {
    async *entries() {
      let told: Uint8Array | undefined;
      for await (const [name, bytes] of level.iterator()) {
        if (name === DIGEST) told = bytes;
        else {
          keep(after(new Map([[name, bytes]])));
          yield [name, bytes];
        }
      }
      if (told && Buffer.compare(told, total) !== 0)
        warn(`--data ${folder}: a part of what was kept there is damaged, and lost.`);
    },
    async write(changes) {
      if (hasFailed) {
        await level.close();
        level = await open();
      }
      hasFailed = true;
      const next = after(changes);
      const operations = [...changes, [DIGEST, next.total] as const].map(([key, value]) =>
        value === undefined
          ? ({ type: 'del', key } as const)
          : ({ type: 'put', key, value } as const),
      );
      await level.batch(operations, { sync: true });
      hasFailed = false;
      keep(next);
      return true;
    },
    close: () => level.close(),
  };
}

/** LevelDB would begin anew in a folder whose table of contents is missing, and delete everything else. */
async function refuseDamaged(folder: string): Promise<void> {
  const names = await readdir(folder);
  const isUsed = names.some((name) => /^(MANIFEST-\d+|\d+\.(log|ldb|sst))$/.test(name));
  if (isUsed && !names.includes('CURRENT'))
    throw new DataError(
      `--data ${folder}: its file CURRENT is missing, without which nothing there can be read. ` +
        'Restore it from a copy, or choose another folder.',
    );
}

function sayWhy(folder: string, error: unknown): DataError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why =
    code === 'LEVEL_LOCKED'
      ? 'another running sandbox stores its data there. Stop it, or choose another folder.'
      : message;
  return new DataError(`--data ${folder}: ${why}`, { cause: error });
}

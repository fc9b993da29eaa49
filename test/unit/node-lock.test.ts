import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from '../../platforms/node/lock.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'couchpass-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const lockFile = () => join(directory, '.couchpass.lock');

it('lets one at a time work, and leaves nothing behind', async () => {
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(directory, async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    });
  await Promise.all(Array.from({ length: 6 }, work));
  expect(most).toBe(1);
  expect(await readdir(directory)).toEqual([]);
});

it('hands on what the work answers with, and what it fails with', async () => {
  expect(await withLock(directory, async () => 7)).toBe(7);
  await expect(withLock(directory, () => Promise.reject(new RangeError('no')))).rejects.toThrow(
    'no',
  );
  expect(await readdir(directory)).toEqual([]);
});

it('takes no notice of the lock of a process that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  await writeFile(lockFile(), `${pid} x`);
  expect(await withLock(directory, async () => 'done')).toBe('done');
  expect(await readdir(directory)).toEqual([]);
});

it('takes no notice of a lock that is older than any work', async () => {
  await writeFile(lockFile(), `${process.pid} x`);
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(lockFile(), longAgo, longAgo);
  expect(await withLock(directory, async () => 'done')).toBe('done');
});

it('is told how long the work may take', async () => {
  await writeFile(lockFile(), `${process.pid} x`);
  const before = new Date(Date.now() - 5_000);
  await utimes(lockFile(), before, before);
  expect(await withLock(directory, async () => 'done', 4_000)).toBe('done');
  expect(await readdir(directory)).toEqual([]);
});

it('takes no notice of an empty lock whose process ended before it wrote it', async () => {
  await writeFile(lockFile(), '');
  const before = new Date(Date.now() - 5_000);
  await utimes(lockFile(), before, before);
  expect(await withLock(directory, async () => 'done')).toBe('done');
  expect(await readdir(directory)).toEqual([]);
});

it('leaves no empty lock behind where nothing can be written', async () => {
  const full = 'ulimit -f 0; trap "" XFSZ; exec "$@"';
  const module = new URL('../../platforms/node/lock.ts', import.meta.url).pathname;
  const tsx = import.meta.resolve('tsx');
  const script = `import { withLock } from '${module}';
    await withLock('${directory}', async () => {});`;
  const args = ['--import', tsx, '--input-type=module', '-e', script];
  const { status, stderr } = spawnSync('/bin/sh', ['-c', full, 'sh', process.execPath, ...args]);
  expect(status, stderr.toString()).toBe(0);
  expect(await readdir(directory)).toEqual([]);
}, 30_000);

it('removes nobody else’s lock', async () => {
  await withLock(directory, () => writeFile(lockFile(), `${process.pid} other`));
  expect(await readFile(lockFile(), 'utf8')).toBe(`${process.pid} other`);
});

it('works without a lock where none can be had', async () => {
  expect(await withLock(join(directory, 'missing'), async () => 'done')).toBe('done');
});

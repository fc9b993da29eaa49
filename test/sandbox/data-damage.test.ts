import { spawnSync } from 'node:child_process';
import { mkdir, open, readdir, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFolder } from '../support/folder.ts';
import { clientOf, sandboxOf, TestClient } from './rig.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let data: string;
beforeEach(async () => {
  folder = await makeFolder();
  data = join(folder.path, 'data');
});
afterEach(() => folder.remove());

function again(client: TestClient, sandbox: TestClient['sandbox']): TestClient {
  const later = new TestClient(sandbox, client.deviceId);
  return Object.assign(later, { credentials: client.credentials, token: client.token });
}

describe('a folder that is damaged', () => {
  it('is refused without its table of contents, and left as it is', async () => {
    const first = await sandboxOf({ data });
    await clientOf(first);
    await first.close();
    await unlink(join(data, 'CURRENT'));
    const names = await readdir(data);
    await expect(sandboxOf({ data })).rejects.toThrow(
      /data: its file CURRENT is missing, .* Restore it from a copy, or choose another folder\.$/,
    );
    expect((await readdir(data)).sort()).toEqual(names.sort());
  });

  it('is used as far as it can be read, and the loss is told', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      const first = await sandboxOf({ data });
      await Promise.all(Array.from({ length: 100 }, (_, i) => clientOf(first, `tv-${i}`)));
      const log = (await readdir(data)).filter((name) => name.endsWith('.log')).at(-1) ?? '';
      const { size } = await stat(join(data, log));
      await first.close();
      const file = await open(join(data, log), 'r+');
      // LevelDB drops the damaged block of 32 KiB, and reads on after it.
      await file.write(Buffer.alloc(200, 0xff), 0, 200, Math.floor(size / 2));
      await file.close();
      expect(warn).not.toHaveBeenCalled();
      const second = await sandboxOf({ data, quiet: false });
      expect(second.control.clients().length).toBeLessThan(100);
      expect(second.control.clients().length).toBeGreaterThan(0);
      expect(warn).toHaveBeenCalledWith(
        expect.stringMatching(/data: a part of what was kept there is damaged, and lost\.$/),
      );
    } finally {
      warn.mockRestore();
    }
  });
});

/** A small file system in memory; needs the right to mount one. */
function mountSmall(place: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place]).status === 0;
}

describe('a full disk', () => {
  it('refuses changes while it is full, and everything is stored when it has room again', {
    timeout: 60_000,
  }, async (context) => {
    await mkdir(data);
    if (!mountSmall(data)) {
      console.warn('No file system can be mounted here: a full disk is not tried.');
      return context.skip();
    }
    try {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      const first = await sandboxOf({ data, quiet: false });
      const early = await clientOf(first, 'tv-early');
      const filler = join(data, 'filler');
      await writeFile(filler, Buffer.alloc(4_000_000)).catch(() => undefined);
      const statuses: number[] = [];
      const clients: TestClient[] = [];
      for (let i = 0; i < 60 && !statuses.includes(503); i++) {
        const client = new TestClient(first, `tv-${i}`);
        const { status } = await client.register();
        statuses.push(status);
        if (status === 201) clients.push(client);
      }
      expect(statuses.at(-1)).toBe(503);
      expect(warn.mock.calls.flat().join('\n')).toMatch(/data could not be stored: /);
      expect((await early.call('profiles')).status).toBe(200);

      await rm(filler);
      const late = await clientOf(first, 'tv-late');
      await first.close();
      const second = await sandboxOf({ data });
      expect((await again(early, second).call('profiles')).status).toBe(200);
      expect((await again(late, second).call('profiles')).status).toBe(200);
      for (const client of clients) expect((await again(client, second).renew()).status).toBe(201);
      await second.close();
      warn.mockRestore();
    } finally {
      spawnSync('umount', ['-l', data]);
    }
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from '../run.ts';
import { ConnectionError } from './connection.ts';
import { parseCapabilities, type TizenDevice } from './device.ts';

/**
 * Connects to the device through Samsung's own `sdb`, which may have other devices connected, too.
 * @param serial of an emulator that `sdb` finds by itself; null connects to the address
 * @throws ConnectionError
 */
export async function sdbDevice(
  program: string,
  host: string,
  port: number,
  serial: string | null,
): Promise<TizenDevice> {
  const name = serial ?? `${host}:${port}`;
  const sdb = async (...args: string[]) => {
    const { code, out, err } = await run([program, ...args]);
    const said = `${out}${err}`;
    if (code !== 0 || /^error:/m.test(said)) throw new ConnectionError(said.trim());
    return out;
  };
  const device = (...args: string[]) => sdb('-s', name, ...args);
  if (serial === null) {
    const said = await sdb('connect', name);
    if (/fail|unable|refused|cannot|timed? ?out/i.test(said)) {
      throw new ConnectionError(said.trim());
    }
  }
  return {
    means: `Samsung's sdb (${program})`,
    capabilities: async () => parseCapabilities(await device('capability').catch(() => '')),
    shell: (command) => device('shell', command),
    async push(file, path) {
      const folder = await mkdtemp(join(tmpdir(), 'couchpass-push-'));
      try {
        const local = join(folder, basename(path));
        await writeFile(local, file);
        await device('push', local, path);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async forward(remote) {
      const local = await freePort();
      await device('forward', `tcp:${local}`, `tcp:${remote}`);
      return {
        port: local,
        close: () => void run([program, '-s', name, 'forward', '--remove', `tcp:${local}`]),
      };
    },
    close: () => {},
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

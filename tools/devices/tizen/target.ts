import { findProgram, run } from '../run.ts';
import { ConnectionError } from './connection.ts';
import { directDevice, type TizenDevice } from './device.ts';
import { sayUnreachable } from './meanings.ts';
import { sdbDevice } from './sdb.ts';

/** The device for the app. */
export interface TizenPlace {
  readonly host: string;
  readonly port: number;
  /** Whether it is the emulator on this computer, which `sdb` finds by itself. */
  readonly emulator: boolean;
}

export const usualPort = 26101;

/** Samsung's `sdb`, by its path. Debian has another program of this name, a debugger. */
export async function findSdb(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const program = findProgram('sdb', env);
  if (program === null) return null;
  const { out, err } = await run([program, 'version'], { limit: 10_000 });
  return /Smart Development Bridge/i.test(out + err) ? program : null;
}

/**
 * Connects through Samsung's `sdb` where it is installed, else directly.
 * @throws DeviceError
 */
export async function reachTizen(place: TizenPlace, sdb: string | null): Promise<TizenDevice> {
  const { host, port, emulator } = place;
  try {
    if (sdb === null) return await directDevice(host, port);
    return await sdbDevice(sdb, host, port, emulator ? `emulator-${port}` : null);
  } catch (error) {
    throw error instanceof ConnectionError ? sayUnreachable(error.message) : error;
  }
}

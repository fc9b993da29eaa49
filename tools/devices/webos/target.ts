import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache } from '../../paths.ts';
import { DeviceError, explain } from '../failure.ts';
import { type Ended, run } from '../run.ts';
import type { AresCommand, WebosCli } from './cli.ts';
import { aresEnvironment } from './environment.ts';
import { meanings, unknownMeaning } from './meanings.ts';

/** The device for the app. */
export type WebosPlace =
  /** A device by its name in `ares-setup-device`. */
  | { readonly kind: 'known'; readonly name: string }
  | { readonly kind: 'emulator'; readonly port: number }
  | {
      readonly kind: 'set';
      /** IPv4: LG's tools accept nothing else. */
      readonly host: string;
      readonly port: number;
      /** Shown by the set's Developer Mode app; needed once, and again after its key changed. */
      readonly passphrase: string | null;
      /** Port of the set's key server. */
      readonly keyPort: number;
    };

export const usualPorts = { emulator: 6622, set: 9922, key: 9991 } as const;

/** A device that LG's tools can reach. */
export interface WebosTarget {
  /** The value for `--device`. */
  readonly name: string;
  readonly where: string;
  readonly cli: WebosCli;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * LG's tools keep devices and keys in the user's home folder. Devices that are only named on the command line
 * get their own home folder, so that the user's list of devices does not change.
 */
const ownHome = join(cache, 'webos-home');

/** Registers the device with LG's tools. @throws DeviceError */
export async function reach(
  cli: WebosCli,
  place: WebosPlace,
  home = ownHome,
): Promise<WebosTarget> {
  if (place.kind === 'known') {
    return { name: place.name, where: `the device "${place.name}"`, cli, env: aresEnvironment() };
  }
  await mkdir(join(home, '.ssh'), { recursive: true, mode: 0o700 });
  const env = { ...aresEnvironment(), HOME: home, USERPROFILE: home };
  if (place.kind === 'emulator') {
    const { port } = place;
    const where = `the emulator at 127.0.0.1:${port}`;
    // The usual emulator is already registered in LG's tools.
    const name = port === usualPorts.emulator ? 'emulator' : `emulator-${port}`;
    const target = { name, where, cli, env };
    if (name !== 'emulator' && !(await isKnown(target))) {
      const access = { port: String(port), username: 'developer', privatekey: 'webos_emul' };
      await introduce(target, { host: '127.0.0.1', ...access });
    }
    return target;
  }
  const { host, port } = place;
  const name = `set-${host.replaceAll('.', '-')}-${port}`;
  const target = { name, where: `the television at ${host}:${port}`, cli, env };
  if (place.passphrase !== null || !(await isKnown(target))) {
    const key = `${name}_webos`;
    const passphrase = await takeKey(place, join(home, '.ssh', key));
    if (await isKnown(target)) await ares(target, 'ares-setup-device', ['-r', name]);
    const access = { port: String(port), username: 'prisoner', privatekey: key, passphrase };
    await introduce(target, { host, ...access });
  }
  return target;
}

/** Runs one of LG's tools to its end. @throws DeviceError when it failed */
export async function ares(
  target: WebosTarget,
  name: AresCommand,
  args: readonly string[],
): Promise<Ended> {
  const ended = await run([...target.cli.command(name), ...args], { env: target.env });
  if (ended.code !== 0) throw failureOf(ended);
  return ended;
}

/** Explains the failure of a tool. */
export function failureOf({ out, err }: Pick<Ended, 'out' | 'err'>): DeviceError {
  // The tool overwrites its progress on the same line.
  const said = (err.trim() || out.trim()).replaceAll(/^.*\r(?!\n)/gm, '');
  return explain(said, meanings, unknownMeaning);
}

/** Reads the file itself, because LG's tools need a second for this. */
async function isKnown({ name, env }: WebosTarget): Promise<boolean> {
  const list = join(env.HOME ?? '', '.webos', 'tv', 'novacom-devices.json');
  try {
    const devices = JSON.parse(await readFile(list, 'utf8')) as { name?: string }[];
    return devices.some((device) => device.name === name);
  } catch {
    return false;
  }
}

async function introduce(target: WebosTarget, info: Readonly<Record<string, string>>) {
  const pairs = Object.entries(info).flatMap(([key, value]) => ['-i', `${key}=${value}`]);
  await ares(target, 'ares-setup-device', ['-a', target.name, ...pairs]);
}

/** Downloads the set's key (LG: "Developer Mode App", Key Server) and returns its passphrase. */
async function takeKey(
  { host, keyPort, passphrase }: Extract<WebosPlace, { kind: 'set' }>,
  path: string,
): Promise<string> {
  if (passphrase === null) {
    throw new DeviceError(
      'The key of this television is locked.',
      'Its Developer Mode app shows a passphrase of six letters: add --passphrase ABC123 once.',
    );
  }
  const url = `http://${host}:${keyPort}/webos_rsa`;
  const key = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    .then((answer) => (answer.ok ? answer.text() : ''))
    .catch(() => '');
  if (!key.includes('PRIVATE KEY')) {
    // A key that was downloaded before may still be valid.
    const kept = await readFile(path, 'utf8').catch(() => null);
    if (kept !== null) return passphrase;
    throw new DeviceError(
      `The television hands out no key at ${url}.`,
      'Open its Developer Mode app, turn Dev Mode Status and Key Server on, and check that this computer is in the same network.',
    );
  }
  await writeFile(path, key, { mode: 0o600 });
  return passphrase;
}

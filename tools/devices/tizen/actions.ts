import { unzipSync } from 'fflate';
import { wgtName } from '../../package/tizen/wgt.ts';
import { DeviceError } from '../failure.ts';
import type { TizenDevice } from './device.ts';
import { sayRefused } from './meanings.ts';

/** Folder for packages when the device reports none. */
const usualFolder = '/home/owner/share/tmp/sdk_tools';

/** Bytes; a larger file is not accepted as a manifest. */
const mostOfManifest = 1_000_000;

/** Id and version of a widget. @throws DeviceError when it is no widget or not signed */
export function readWidget(wgt: Buffer): { readonly id: string; readonly version: string } {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(wgt, {
      filter: ({ name, originalSize }) =>
        /^(config|author-signature|signature1)\.xml$/.test(name) && originalSize <= mostOfManifest,
    });
  } catch {
    files = {};
  }
  const again = 'Pack it again with "npm run package:tizen".';
  const config = Buffer.from(files['config.xml'] ?? []).toString('utf8');
  const id = /<tizen:application[^<>]*\bid="([A-Za-z0-9]{10}\.[A-Za-z0-9]+)"/.exec(config)?.[1];
  const version = /<widget[^<>]*\bversion="([^"]+)"/.exec(config)?.[1];
  if (id === undefined || version === undefined) {
    throw new DeviceError('This is not a Tizen widget.', again);
  }
  // The version becomes part of a shell command on the set.
  if (!/^\d{1,9}(\.\d{1,9}){0,3}$/.test(version)) {
    throw new DeviceError("The widget's version is not numbers and dots, such as 1.2.3.", again);
  }
  if (!files['author-signature.xml'] || !files['signature1.xml']) {
    throw new DeviceError('The widget is not signed; no device takes it.', again);
  }
  return { id, version };
}

/** @returns the device's output. @throws DeviceError */
export async function installTizen(device: TizenDevice, wgt: Buffer): Promise<string> {
  const widget = readWidget(wgt);
  const folder = (await device.capabilities()).get('sdk_toolpath') || usualFolder;
  const path = `${folder}/tmp/${wgtName(widget)}`;
  await device.push(wgt, path);
  // The device sends no exit code, and failures have many messages: only success is recognised.
  return expectWords(
    await device.shell(`0 vd_appinstall ${widget.id} ${path}`),
    /install completed/,
  );
}

/** @throws DeviceError */
export async function removeTizen(device: TizenDevice, id: string): Promise<string> {
  return expectWords(await device.shell(`0 vd_appuninstall ${id}`), /uninstall completed/);
}

/** @throws DeviceError */
export async function launchTizen(device: TizenDevice, id: string): Promise<string> {
  const said = await device.shell(`0 was_execute ${id}`);
  // Other devices than televisions have only the other command.
  const unknown = /unknown|invalid command|not supported/i.test(said) || said.trim() === '';
  return refuseFailure(unknown ? await device.shell(`0 execute ${id}`) : said);
}

/**
 * Starts the app for debugging and opens its inspector on this computer.
 * @throws DeviceError
 */
export async function inspectTizen(
  device: TizenDevice,
  id: string,
): Promise<{ readonly address: string; close(): void }> {
  const said = await device.shell(`0 debug ${id}`);
  const port = Number(/port:\s*(\d+)/.exec(said)?.[1]);
  if (!Number.isInteger(port)) throw sayRefused(said);
  const forwarded = await device.forward(port);
  return { address: `http://127.0.0.1:${forwarded.port}/`, close: () => forwarded.close() };
}

function expectWords(said: string, success: RegExp): string {
  if (!success.test(said)) throw sayRefused(said);
  return said;
}

function refuseFailure(said: string): string {
  if (/fail|error|not (be )?found|not installed|denied/i.test(said)) throw sayRefused(said);
  return said;
}

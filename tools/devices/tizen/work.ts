import { readFile } from 'node:fs/promises';
import { DeviceError } from '../failure.ts';
import type { Work } from '../work.ts';
import { inspectTizen, installTizen, launchTizen, readWidget, removeTizen } from './actions.ts';
import { ConnectionError } from './connection.ts';
import type { TizenDevice } from './device.ts';
import { sayUnreachable } from './meanings.ts';
import { findSdb, reachTizen, type TizenPlace } from './target.ts';

/** @throws DeviceError */
export async function workOnTizen(place: TizenPlace, work: Work): Promise<void> {
  const wgt = work.verb === 'install' ? await readPackage(work.file) : null;
  const device = await reachTizen(place, await findSdb());
  try {
    const what = place.emulator ? 'the emulator' : 'the television';
    await act(device, work, wgt, `on ${what} at ${place.host}:${place.port} with ${device.means}`);
  } catch (error) {
    throw error instanceof ConnectionError ? sayUnreachable(error.message) : error;
  } finally {
    device.close();
  }
}

async function act(device: TizenDevice, work: Work, wgt: Buffer | null, on: string): Promise<void> {
  const { verb, id, say } = work;
  if (wgt !== null) {
    const widget = readWidget(wgt);
    say(`Installing ${widget.id} ${widget.version} ${on}.`);
    await installTizen(device, wgt);
    say('Installed. "npm run launch:tizen" starts it.');
  } else if (verb === 'launch') {
    say(`Launching ${id} ${on}.`);
    await launchTizen(device, id);
    say('Launched.');
  } else if (verb === 'remove') {
    say(`Removing ${id} ${on}, with what it remembers.`);
    await removeTizen(device, id);
    say('Removed.');
  } else {
    say(`Starting ${id} for inspection ${on}.`);
    const { address, close } = await inspectTizen(device, id);
    say(`Open in Chromium: ${address}   Ctrl-C ends it.`);
    await work.ended;
    close();
  }
}

async function readPackage(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new DeviceError(`There is no ${file}.`, 'Make it with "npm run package:tizen".');
  });
}

import { basename } from 'node:path';
import { DeviceError } from '../failure.ts';
import type { Work } from '../work.ts';
import { inspectWebos, installWebos, launchWebos, removeWebos } from './actions.ts';
import { obtainWebosCli } from './cli.ts';
import { reach, type WebosPlace } from './target.ts';

/** @throws DeviceError */
export async function workOnWebos(place: WebosPlace, work: Work): Promise<void> {
  const { verb, id, file, params, say } = work;
  const cli = await obtainWebosCli(say);
  if (cli === null) {
    throw new DeviceError(
      "LG's tools are not on this computer, and could not be fetched.",
      'Install the webOS TV SDK or "npm install --global @webos-tools/cli", or run this where the package registry is reachable.',
    );
  }
  const target = await reach(cli, place);
  const on = `on ${target.where} with ${cli.source}`;
  if (verb === 'install') {
    say(`Installing ${basename(file)} ${on}.`);
    await installWebos(target, file);
    say(`Installed. "npm run launch:webos" starts it.`);
  } else if (verb === 'launch') {
    say(`Launching ${id} ${on}.`);
    await launchWebos(target, id, params);
    say('Launched.');
  } else if (verb === 'remove') {
    say(`Removing ${id} ${on}, with what it remembers.`);
    await removeWebos(target, id);
    say('Removed.');
  } else {
    say(`Inspecting ${id} ${on}. Ctrl-C ends it.`);
    await inspectWebos(target, id, (address) => say(`Open in Chromium: ${address}`), work.ended);
  }
}

import { readFile } from 'node:fs/promises';
import { createCouchpass, readSettings } from '@couchpass/core';
import { createNodePlatform } from '@couchpass/platforms/node';

// Signs a viewer in from a terminal: prints where to enter which code, and then the provider.
const settings = readSettings(await readFile('settings.json', 'utf8'), {
  baseUrl: process.env.PASS_BASE_URL,
});
const couchpass = createCouchpass(settings, createNodePlatform({ directory: '.couchpass' }));
let shown = '';

couchpass.subscribe((view) => {
  if (view.screen === 'home' && view.viewer) {
    console.log(`Signed in with ${view.viewer.providerName}.`);
    couchpass.stop();
  } else if (view.screen === 'home') {
    couchpass.send({ type: 'SIGN_IN' });
  } else if (view.screen === 'confirmProvider') {
    couchpass.send({ type: 'CONFIRM' });
  } else if (view.screen === 'signIn' && view.phase === 'expired') {
    couchpass.send({ type: 'NEW_CODE' });
  } else if (view.screen === 'signIn' && view.code !== '' && view.code !== shown) {
    shown = view.code;
    console.log(`Open ${view.address} and enter ${view.code}`);
  } else if ('problem' in view && view.problem) {
    console.error(`It did not work: ${view.problem.key} (${view.problem.code})`);
    process.exitCode = 1;
    couchpass.stop();
  }
});
couchpass.start();

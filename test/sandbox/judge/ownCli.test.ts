import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/index.ts';
import { type CliRig, openCliRig } from '../../cli/cliRig.ts';
import { verdictOn } from './app.ts';

let sandbox: Sandbox;
let cliRig: CliRig;

afterEach(async () => {
  await cliRig.close();
  await sandbox.close();
});

test('our own command line, from login to logout, breaks nothing', async () => {
  sandbox = await startSandbox({ quiet: true });
  cliRig = await openCliRig(sandbox.url);
  let used = false;
  const login = await cliRig.pass(['login', '--json'], {
    watch(_, keys) {
      const [waiting] = sandbox.control.sessions();
      if (used || !waiting) return;
      used = true;
      sandbox.control.signIn({ code: waiting.code, mvpd: 'ValleyCable', user: 'casey' });
      keys.enter();
    },
  });
  expect(login.exit).toBe(0);
  await cliRig.pass(['status', '--json']);
  await cliRig.pass(['authorize', 'NORTHSTAR-SPORT', '--json']);
  await cliRig.pass(['play', 'tidewater', '--json']);
  await cliRig.pass(['logout', '--json']);
  await cliRig.pass(['status', '--json']);

  const { clients } = sandbox.control.conformance();
  expect(clients).toHaveLength(1);
  const { broken, met } = verdictOn(clients[0]);
  expect(broken).toEqual([]);
  expect(met).toEqual(
    expect.arrayContaining(['REG-05', 'CFG-02', 'AZN-01', 'AZN-02', 'PLY-01', 'LGO-07', 'THR-02']),
  );
});

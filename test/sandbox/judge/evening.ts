import { expect } from 'vitest';
import { accounts, type Sandbox } from '../../../apps/sandbox/index.ts';
import { type App, verdictOn } from './app.ts';

interface World {
  readonly sandbox: Sandbox;
  readonly sleep: (ms: number) => void;
}

/** An account with denied resources. */
export const limited = accounts.find(({ denied }) => Object.keys(denied).length > 0)?.user ?? '';
export const deniedToLimited =
  Object.keys(accounts.find(({ user }) => user === limited)?.denied ?? {})[0] ?? '';

/** An evening in front of the television, with an app of any kind. */
export async function evening(
  Kind: new (world: World) => App,
  world: World,
): Promise<ReturnType<typeof verdictOn>> {
  const app = new Kind(world);
  await app.launch();
  await app.signIn(limited);
  await app.watch('tidewater', 'NORTHSTAR-MAIN');
  await app.watch('the-last-lap', deniedToLimited);
  for (let launches = 0; launches < 3; launches++) {
    await app.launch();
    if (!app.isSignedIn) await app.signIn(limited);
    await app.watch('tidewater', 'NORTHSTAR-MAIN');
  }
  const report = world.sandbox.control.conformance();
  expect(report.clients).toHaveLength(1);
  return verdictOn(report.clients[0]);
}

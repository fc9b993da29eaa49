import { afterEach, expect, test } from 'vitest';
import { createTestClock, type Sandbox, startSandbox } from '../../../apps/sandbox/index.ts';
import { App } from './app.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

class AcmeApp extends App {
  protected override serviceProvider = 'ACMETV';
}

/** The judge's result for AZN-08, for a client of another service provider that plays this resource. */
async function playing(resource: string): Promise<string | undefined> {
  const clock = createTestClock();
  sandbox = await startSandbox({
    quiet: true,
    now: clock.now,
    world: { serviceProviders: [{ id: 'ACMETV', resources: ['ACME-NEWS'] }] },
  });
  const app = new AcmeApp({ sandbox, sleep: clock.advance });
  await app.launch();
  await app.signIn();
  await app.watch('none', resource);
  const [client] = sandbox.control.conformance().clients;
  expect(client?.rows.filter(({ state }) => state === 'broken').map(({ id }) => id)).toEqual(
    resource === 'acme-news' ? ['AZN-08'] : [],
  );
  return client?.rows.find(({ id }) => id === 'AZN-08')?.state;
}

test('resources are held against those of the service provider in the path', async () => {
  expect(await playing('ACME-NEWS')).toBe('met');
});

test('one that is almost the declared one is broken, though the sandbox took it', async () => {
  expect(await playing('acme-news')).toBe('broken');
});

test('one that only another service provider has is nobody’s', async () => {
  expect(await playing('northstar-main')).toBe('not exercised');
});

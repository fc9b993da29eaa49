import { createTestClock } from '@couchpass/sandbox';
import { sandboxTest } from '@couchpass/sandbox/vitest';
import { expect } from 'vitest';
import { Client } from './client.ts';

// Runs beside acme.test.ts, in a worker and with sandboxes of its own.
const clock = createTestClock();
const test = sandboxTest.extend({ sandboxOptions: { now: clock.now } });

test('asks once about what the provider denies', async ({ sandbox }) => {
  const client = new Client(sandbox.url, clock.sleep);
  await client.start();
  await client.signIn((code) => {
    clock.after(5_000, () => sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'casey' }));
  });
  sandbox.control.rules({ resource: { id: 'ACME-SPORT', agreed: false } });
  expect(await client.mayWatch('ACME-SPORT')).toBe(false);
  expect(sandbox).toHaveReceived('POST', '/api/v2/*/decisions/authorize/*', { times: 1 });
});

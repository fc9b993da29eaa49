import { createTestClock } from '@couchpass/sandbox';
import { sandboxTest } from '@couchpass/sandbox/vitest';
import { expect } from 'vitest';
import { Client } from './client.ts';

// One clock for the sandbox and the client: four seconds between two polls take no time.
const clock = createTestClock();
const test = sandboxTest.extend({ sandboxOptions: { now: clock.now } });

test('signs in with a code and plays', async ({ sandbox }) => {
  const client = new Client(sandbox.url, clock.sleep);
  await client.start();
  await client.signIn((code) => {
    // The viewer needs twenty seconds on the phone.
    clock.after(20_000, () => sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' }));
  });
  expect(await client.mayWatch('ACME-NEWS')).toBe(true);

  expect(sandbox).toHaveReceived('POST', '/api/v2/ACMETV/sessions', { times: 1 });
  expect(sandbox).toHaveReceived('POST', '/api/v2/*/decisions/authorize/*', {
    body: { resources: ['ACME-NEWS'] },
  });
  expect(sandbox).toBeConformant({ exercised: ['POL-04', 'AZN-09'] });
});

test('waits when it is told to', async ({ sandbox }) => {
  const client = new Client(sandbox.url, clock.sleep);
  await client.start();
  sandbox.control.addFault({ path: '/api/v2/*/profiles/code/*', status: 429 });
  await client.signIn((code) => {
    clock.after(10_000, () => sandbox.control.signIn({ code, mvpd: 'ValleyCable' }));
  });
  expect(sandbox).toBeConformant({ only: ['POL', 'THR-01'], exercised: ['POL-09', 'THR-01'] });
});

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleOf } from './judge/docsExample.ts';
import { installed, installPacked } from './packed.ts';

const run = promisify(execFile);
const names = ['first', 'second', 'third'];

/** Each file waits until all three have a sandbox: files that run one after the other would time out. */
const testFile = (name: string) => `
import { existsSync, writeFileSync } from 'node:fs';
import { createTestClock, startSandbox } from '@couchpass/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Client } from './client.ts';

const clock = createTestClock();
let sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ quiet: true, now: clock.now });
  writeFileSync('${name}.url', sandbox.url);
  const all = ${JSON.stringify(names)};
  await vi.waitUntil(() => all.every((one) => existsSync(one + '.url')), { timeout: 110_000 });
}, 120_000);
afterAll(() => sandbox.close());

test('signs a viewer in, ${name}', { timeout: 60_000 }, async () => {
  const client = new Client(sandbox.url, clock.sleep);
  await client.start();
  await client.signIn((code) => {
    clock.after(8_000, () => sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' }));
  });
  expect(await client.mayWatch('ACME-NEWS')).toBe(true);
  // What the others' viewers did is not here.
  const opened = sandbox.control.requests().filter(({ path }) => path === '/api/v2/ACMETV/sessions');
  expect(opened).toHaveLength(1);
});
`;

let folder: Awaited<ReturnType<typeof installPacked>>;
beforeAll(async () => {
  const tests = names.map((name) => [`${name}.test.mjs`, testFile(name)]);
  const files = { 'client.ts': exampleOf('client.ts'), ...Object.fromEntries(tests) };
  folder = await installPacked(files, ['@couchpass/sandbox'], ['vitest']);
}, 600_000);
afterAll(() => folder.remove());

it('serves test files that vitest runs at the same time, each with a sandbox of its own', {
  timeout: 180_000,
}, async () => {
  const args = [installed('vitest', 'vitest.mjs'), 'run', '--fileParallelism', '--maxWorkers=3'];
  const { stdout } = await run(process.execPath, [...args, '--reporter=json'], {
    cwd: folder.path,
  }).catch((error: { stdout: string }) => error);
  expect(JSON.parse(stdout)).toMatchObject({
    numTotalTests: 3,
    numPassedTests: 3,
    numFailedTests: 0,
  });
  const urls = await Promise.all(
    names.map((name) => readFile(join(folder.path, `${name}.url`), 'utf8')),
  );
  expect(new Set(urls.map((url) => new URL(url).port)).size).toBe(3);
});

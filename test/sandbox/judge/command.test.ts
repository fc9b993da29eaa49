import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../../apps/sandbox/index.ts';
import { rows } from '../../../apps/sandbox/judge/rows/index.ts';
import { root } from '../../../tools/paths.ts';
import { until } from '../../support/condition.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-report-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function sandboxCommand(...argv: string[]) {
  const child = spawn(process.execPath, ['tools/sandbox.mjs', '--port', '0', ...argv], {
    cwd: root,
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  return { child, said, ended: once(child, 'exit') };
}

test('GET /_sandbox/conformance answers the table of every client', async () => {
  const sandbox = await startSandbox({ quiet: true });
  try {
    await fetch(`${sandbox.url}/o/client/register`, { method: 'POST', body: 'not JSON' });
    const answer = await fetch(`${sandbox.url}/_sandbox/conformance`);
    const report = (await answer.json()) as ReturnType<typeof sandbox.control.conformance>;
    expect(report).toEqual(JSON.parse(JSON.stringify(sandbox.control.conformance())));
    expect(report.clients.map((client) => client.rows.length)).toEqual([rows.length]);
    expect(report.clients[0]?.rows.find(({ id }) => id === 'REG-02')).toMatchObject({
      state: 'broken',
      evidence: [1],
    });
  } finally {
    await sandbox.close();
  }
});

test('npm run sandbox -- --report writes the report when it ends', async () => {
  const file = join(folder, 'report.html');
  const { child, said, ended } = sandboxCommand('--report', file);
  const url = await until(() => /Sandbox: +(\S+)/.exec(said.out)?.[1], { what: 'the address' });
  await fetch(`${url}/o/client/register`, { method: 'POST', body: 'not JSON' });
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(await readFile(file, 'utf8')).toContain('The registration is not JSON');
});

test('a report that could not be written is told at the start', async () => {
  const { said, ended } = sandboxCommand('--report', join(folder, 'no', 'report.html'));
  expect(await ended).toEqual([2, null]);
  expect(said.err).toMatch(/report\.html: there is no such file or folder/);
});

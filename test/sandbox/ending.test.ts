import { mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { until } from '../support/condition.ts';
import { makeFolder } from '../support/folder.ts';
import { ask, jsonBody, sandboxOf } from './rig.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => folder.remove());

async function program(...args: string[]) {
  const running = runProgram(['tools/sandbox.mjs', '--port', '0', ...args]);
  const url = await until(() => /Sandbox: +(http:\S+)/.exec(running.out())?.[1], {
    what: 'an address',
  });
  return { ...running, url };
}

/** Waits until the request has taken the only fault. */
const arrived = (url: string) =>
  until(async () => (await ask(`${url}/_sandbox/faults`)).json.length === 0, { what: 'a request' });

describe('a sandbox that is ended by a signal', () => {
  it('lets an answer on its way end', async () => {
    const { child, url, ended } = await program();
    const fault = { path: '/api/v2/*/configuration', delayMs: 600, times: 1 };
    expect((await ask(`${url}/_sandbox/faults`, jsonBody(fault))).status).toBe(201);
    const asked = ask(`${url}/api/v2/NORTHSTAR/configuration`);
    await arrived(url);
    child.kill('SIGTERM');
    expect((await asked).status).toBeGreaterThan(0);
    expect(await ended).toBe(0);
  });

  it('does not wait for one that never ends', async () => {
    const { child, url, ended } = await program();
    const fault = { path: '/**', delayMs: 60_000, times: 1 };
    expect((await ask(`${url}/_sandbox/faults`, jsonBody(fault))).status).toBe(201);
    const asked = ask(`${url}/api/v2/NORTHSTAR/configuration`).catch(() => 'cut');
    await arrived(url);
    const began = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await asked).toBe('cut');
  });

  it('ends when its report cannot be written, exit 2', async () => {
    const reports = join(folder.path, 'reports');
    await mkdir(reports);
    const running = await program('--report', join(reports, 'report.html'));
    await rm(reports, { recursive: true });
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(2);
    expect(running.err()).toMatch(/^sandbox: .*report\.html/m);
    expect(running.err()).not.toMatch(/\n +at /);
    await expect(fetch(running.url)).rejects.toThrow();
  });
});

describe('a client that goes away in the middle of a body', () => {
  it('is not reported as a failure of the sandbox', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      const sandbox = await sandboxOf({ quiet: false });
      const socket = connect(sandbox.port, '127.0.0.1');
      const head = `POST /o/client/register HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\n`;
      socket.write(`${head}Content-Length: 1000\r\n\r\n{`);
      await ask(`${sandbox.url}/_sandbox/clock`);
      socket.destroy();
      await until(async () => (await ask(`${sandbox.url}/_sandbox/clock`)).status === 200);
      await sandbox.close();
      expect(warn.mock.calls.flat().join('\n')).not.toMatch(/closed in the middle/);
    } finally {
      warn.mockRestore();
    }
  });
});

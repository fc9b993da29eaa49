import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freeOrAny } from '../../tools/listen.ts';
import { root } from '../../tools/paths.ts';
import { makeFolder } from '../support/folder.ts';
import { shippedSettings, startAll } from '../support/testEnv.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function takePort(address = '127.0.0.1'): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const taken = server.address();
  return typeof taken === 'object' && taken !== null ? taken.port : 0;
}

async function builtApps(): Promise<string> {
  const folder = await makeFolder({ 'tv/index.html': 'TV', 'activate/index.html': 'activate' });
  closing.push(folder.remove);
  return folder.path;
}

describe('startAll', () => {
  it('starts everything on free ports, and the apps learn the real addresses', async () => {
    const running = await startAll({ dist: await builtApps(), settings: await shippedSettings() });
    closing.push(running.close);
    expect(await (await fetch(running.tvUrl)).text()).toBe('TV');
    expect(await (await fetch(running.activateUrl)).text()).toBe('activate');
    expect((await fetch(`${running.sandboxUrl}/programmer/feed.json`)).status).toBe(200);

    const settings = (await (await fetch(`${running.tvUrl}settings.json`)).json()) as {
      appSettings: { pass: Record<string, string>; brand: unknown };
    };
    expect(settings.appSettings.pass.baseUrl).toBe(running.sandboxUrl);
    expect(settings.appSettings.pass.activateUrl).toBe(running.activateUrl);
    expect(settings.appSettings.pass.serviceProvider).toBe('NORTHSTAR');
  });

  it('lets the pages talk to the sandbox that was started', async () => {
    const running = await startAll({ dist: await builtApps(), settings: await shippedSettings() });
    closing.push(running.close);
    const answer = await fetch(running.activateUrl);
    expect(answer.headers.get('content-security-policy')).toContain(
      `connect-src 'self' ${running.sandboxUrl}`,
    );
  });

  it('ends all of it', async () => {
    const running = await startAll({ dist: await builtApps(), settings: await shippedSettings() });
    await running.close();
    for (const url of [running.tvUrl, running.sandboxUrl]) {
      await expect(fetch(url)).rejects.toThrow();
    }
  });

  it('leaves nothing behind when a port is taken', async () => {
    const webPort = await takePort();
    const sandboxPort = await freePort();
    const settings = await shippedSettings();
    const dist = await builtApps();
    await expect(startAll({ dist, settings, webPort, sandboxPort })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await expect(fetch(`http://127.0.0.1:${sandboxPort}/`)).rejects.toThrow();
  });

  it('is reached at both addresses that localhost may mean', async () => {
    const running = await startAll({ dist: await builtApps(), settings: await shippedSettings() });
    closing.push(running.close);
    const { hostname, port } = new URL(running.tvUrl);
    expect(hostname).toBe('localhost');
    for (const address of ['127.0.0.1', '[::1]'])
      expect(await (await fetch(`http://${address}:${port}/tv/`)).text()).toBe('TV');
  });

  it('takes another port where the usual one is taken', async () => {
    expect(await freeOrAny(await takePort())).toBe(0);
    expect(await freeOrAny(await takePort('::1'))).toBe(0);
    const free = await freePort();
    expect(await freeOrAny(free)).toBe(free);
  });
});

describe('npm start', { timeout: 20_000 }, () => {
  it.each([
    ['{}', 'appSettings: is missing'],
    ['', 'is empty'],
    ['{"appSettings":{"pass":{}},"more":1}', 'more: is not a known key'],
  ])('names what is wrong with settings that hold %s', async (content, words) => {
    const folder = await makeFolder({ 'settings.json': content });
    closing.push(folder.remove);
    const { code, complaints } = await start('--settings', join(folder.path, 'settings.json'));
    expect(complaints).toContain(words);
    expect(complaints).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });

  it('says what it does not understand', async () => {
    const { code, complaints } = await start('--port', '80');
    expect(complaints).toContain("Unknown option '--port'.");
    expect(code).toBe(2);
  });
});

async function start(...args: string[]): Promise<{ code: number; complaints: string }> {
  const child = spawn(process.execPath, [join(root, 'tools', 'start.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, complaints };
}

async function freePort(): Promise<number> {
  const port = await takePort();
  await closing.pop()?.();
  return port;
}

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/condition.ts';
import { Phone } from '../support/Phone.ts';
import { Remote } from '../support/Remote.ts';
import { shippedSettings } from '../support/testEnv.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'couchpass-own-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** `npm start` with the shipped settings after `change` has edited `pass`. */
async function start(change: (pass: Record<string, string>) => void) {
  const settings = (await shippedSettings()) as {
    appSettings: { pass: Record<string, string> };
  };
  change(settings.appSettings.pass);
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  const args = ['--settings', file, '--sandbox-port', '0', '--web-port', '0'];
  const child = spawn(process.execPath, [join(root, 'tools', 'start.mjs'), ...args], { cwd: root });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    seen.out += data;
  });
  child.stderr.on('data', (data) => {
    seen.err += data;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const address = (name: string) => new RegExp(`${name} +(http\\S+)`).exec(seen.out)?.[1] ?? '';
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  try {
    await until(() => address('Sandbox console') !== '' || child.exitCode !== null, {
      limit: 60_000,
      what: 'the start',
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    seen,
    stop,
    tv: address('TV app'),
    activate: address('Second screen'),
    console: address('Sandbox console'),
  };
}

describe('npm start with a service provider of one’s own in settings.json, and no other change', () => {
  it.each(['v2', 'v1'])('goes the whole way by keys, %s', async (api) => {
    const running = await start((pass) => {
      pass.serviceProvider = 'ACMETV';
      pass.api = api;
    });
    const contexts = await Promise.all([
      browser.newContext({ viewport: { width: 1280, height: 720 } }),
      browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' }),
    ]);
    try {
      const [tvPage, phonePage] = await Promise.all(contexts.map((context) => context.newPage()));
      if (!tvPage || !phonePage) throw new Error('no pages');
      const tv = new Remote(tvPage);
      await tvPage.goto(running.tv);
      await tv.on('home');
      await tv.play('row-0-item-0');
      await tv.on('signIn');
      await tv.says('code', /^[A-Z0-9]{7}$/);
      const code = await tv.text('code');
      await phonePage.goto(running.activate);
      const phone = new Phone(phonePage);
      await phone.signIn(code, 'Valley Cable', 'alex');
      await tv.on('player');
      await tv.videoPlays(1);

      const requests = (await (await fetch(`${running.console}requests`)).json()) as Array<{
        path: string;
        taken?: unknown;
      }>;
      expect(requests.filter(({ path }) => path.includes('/ACMETV/')).length).toBeGreaterThan(1);
      expect(requests.filter(({ taken }) => taken !== undefined)).toEqual([]);
      expect(running.seen.err).toBe('');
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
      expect(await running.stop()).toBe(0);
    }
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCouchpass, readSettings } from '@couchpass/core';
import { startSandbox } from '@couchpass/sandbox';
import { describe, expect, it } from 'vitest';
import { createMemoryStore, createShell } from '../../examples/own-shell/createShell.ts';
import { root, settingsFile } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { exampleOf } from './judge/docsExample.ts';

describe('examples/own-shell', () => {
  it('signs a viewer in and shows the catalogue', async () => {
    const sandbox = await startSandbox({ quiet: true });
    const settings = readSettings(readFileSync(settingsFile, 'utf8'), { baseUrl: sandbox.url });
    const box = { id: 'c0ffee', model: 'Box 1', firmware: '4.2' };
    const couchpass = createCouchpass(settings, createShell(box, createMemoryStore()));
    try {
      couchpass.start();
      await until(() => couchpass.view.screen === 'home', { what: 'Home' });
      couchpass.send({ type: 'SIGN_IN' });
      const code = await until(
        () => (couchpass.view.screen === 'signIn' && couchpass.view.code) || undefined,
        { what: 'a code' },
      );
      sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
      const home = await until(
        () => {
          const { view } = couchpass;
          return view.screen === 'home' && view.viewer && view.catalogue ? view : undefined;
        },
        { what: 'the viewer and the catalogue' },
      );
      expect(home.viewer?.providerName).toBe('Valley Cable');
      expect(home.catalogue?.rows.length).toBeGreaterThan(2);
    } finally {
      couchpass.stop();
      await sandbox.close();
    }
  });
});

describe('examples/double', () => {
  it('passes, in files that run at the same time', { timeout: 180_000 }, async () => {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const folder = join(root, 'examples', 'double');
    const run = spawn(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json']);
    let said = '';
    run.stdout.on('data', (text) => {
      said += text;
    });
    await once(run, 'close');
    expect(JSON.parse(said)).toMatchObject({ numPassedTests: 3, numFailedTests: 0 });
  });

  it.each(['client.ts', 'acme.test.ts'])('has the %s of docs/judge.md', (file) => {
    expect(readFileSync(join(root, 'examples', 'double', file), 'utf8')).toBe(exampleOf(file));
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { settingsFile } from '../../tools/paths.ts';
import { type CliRig, openCliRig, type Result } from './cliRig.ts';
import { signIn } from './signIn.ts';

let sandbox: Sandbox;
let cliRig: CliRig;

beforeEach(async () => {
  sandbox = await startSandbox({ quiet: true, throttle: false });
  cliRig = await openCliRig(sandbox.url);
});

afterEach(async () => {
  await cliRig.close();
  await sandbox.close();
});

/** The secrets in the store and the settings: made by this run, not by this test. */
async function keptSecrets(): Promise<string[]> {
  const names = await readdir(cliRig.store);
  const kept = await Promise.all(names.map((name) => readFile(join(cliRig.store, name), 'utf8')));
  const all = kept.join('\n');
  const find = (key: string) => new RegExp(`"${key}":"([^"]+)"`).exec(all)?.[1] ?? '';
  const device = JSON.parse(kept[names.findIndex((it) => it.startsWith('platform'))] ?? '""');
  const settings = JSON.parse(await readFile(settingsFile, 'utf8'));
  const userId = /"userID":\{"value":"([^"]+)"/.exec(all)?.[1] ?? '';
  const { softwareStatement } = settings.appSettings.pass;
  const plain = [find('clientId'), find('clientSecret'), device, softwareStatement, userId];
  const token = /"token[^}]*"value":"([^"]+)"|"value":"([^"]+)","expiresIn"/.exec(all);
  plain.push(token?.[2] ?? token?.[1] ?? '');
  for (const secret of plain) expect(secret.length).toBeGreaterThan(8);
  return plain.flatMap((it) => [it, encodeURIComponent(it), Buffer.from(it).toString('base64')]);
}

async function expectNoSecretsIn(runs: readonly Result[]): Promise<void> {
  const printed = runs.map(({ out, err }) => out + err).join('\n');
  expect(printed).toContain('(hidden)');
  for (const secret of await keptSecrets()) expect(printed).not.toContain(secret);
}

describe('--trace', () => {
  it('shows every request and answer beside the answer itself', async () => {
    const { exit, out, err } = await cliRig.pass(['profiles', '--trace']);
    expect(exit).toBe(1);
    expect(out).toBe('There is no profile.\n');
    const asked = sandbox.control.requests();
    expect(err.match(/^> (GET|POST) /gm)).toHaveLength(asked.length);
    expect(err).toMatch(/^> POST .+\/o\/client\/register$/m);
    expect(err).toMatch(/^< 201 in \d+ ms$/m);
    expect(err).toMatch(/^> Authorization: Bearer \(hidden\)$/m);
    expect(err).toMatch(/^< {3}"profiles": \{\}$/m);
  });

  it('is data with --json', async () => {
    const { reports } = await cliRig.pass(['profiles', '--trace', '--json']);
    expect(reports).toMatchObject([
      { event: 'exchange', method: 'POST', status: 201 },
      { event: 'exchange', method: 'POST', status: 201 },
      { event: 'exchange', method: 'GET', status: 200, answer: { body: { profiles: {} } } },
      { event: 'profiles' },
    ]);
  });

  it('shows the error as it was sent, and a connection that broke', async () => {
    sandbox.control.addFault({
      path: '/api/v2/NORTHSTAR/profiles',
      error: 'invalid_parameter_service_provider',
    });
    const refused = await cliRig.pass(['profiles', '--trace']);
    expect(refused.exit).toBe(2);
    expect(refused.err).toContain('"code": "invalid_parameter_service_provider"');
    sandbox.control.addFault({ path: '/api/v2/NORTHSTAR/profiles', reset: true, times: 0 });
    const broken = await cliRig.pass(['profiles', '--trace', '--json']);
    expect(broken.exit).toBe(3);
    expect(broken.reports).toContainEqual(
      expect.objectContaining({ event: 'exchange', status: 0, answer: null }),
    );
  });

  it.each(['v2', 'v1'])('prints no secret of the whole path over %s', async (api) => {
    const flags = ['--trace', '--api', api];
    const runs = [
      await signIn(sandbox, cliRig, { user: 'kim', flags }),
      await cliRig.pass(['profiles', ...flags]),
      await cliRig.pass(['preauthorize', 'NORTHSTAR-SPORT', ...flags]),
      await cliRig.pass(['authorize', 'NORTHSTAR-SPORT', ...flags]),
      await cliRig.pass(['authorize', 'NORTHSTAR-SPORT', '--json', ...flags]),
      await cliRig.pass(['play', 'NORTHSTAR-NEWS', ...flags]),
    ];
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 0, 0]);
    // No server listens at the address of the second-screen page: one check is wrong.
    runs.push(await cliRig.pass(['doctor', ...flags]));
    expect(runs.at(-1)?.exit).toBe(1);
    await expectNoSecretsIn(runs);
    expect(runs.map(({ out, err }) => out + err).join('')).not.toMatch(/serializedToken": ?"[^(]/);
  });

  it.each(['', '--xml'])('prints no secret of the calls of V1 %s', async (format) => {
    const flags = ['--trace', '--api', 'v1', ...(format === '' ? [] : [format])];
    await signIn(sandbox, cliRig, { flags: ['--api', 'v1'] });
    await cliRig.pass(['authorize', 'NORTHSTAR-MAIN', '--api', 'v1']);
    const runs = [
      await cliRig.pass(['checkauthn', ...flags]),
      await cliRig.pass(['tokens', 'authn', ...flags]),
      await cliRig.pass(['tokens', 'authz', 'NORTHSTAR-MAIN', ...flags]),
      await cliRig.pass(['tokens', 'media', 'NORTHSTAR-MAIN', ...flags]),
      await cliRig.pass(['metadata', ...flags]),
      await cliRig.pass(['regcode', ...flags]),
    ];
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 0, 0]);
    await expectNoSecretsIn(runs);
    const [code = ''] = /(?<=^Code: )\w+/m.exec(runs.at(-1)?.out ?? '') ?? [];
    expect(code.length).toBeGreaterThan(5);
    expect(runs.at(-1)?.err).not.toContain(code);
  });

  it('shows where the machine went, beside the answers', async () => {
    const { reports } = await signIn(sandbox, cliRig, { flags: ['--trace'] });
    const states = reports.flatMap((report) => (report.event === 'state' ? [report.state] : []));
    expect(states[0]).toBe('startup.restoring');
    expect(states).toEqual(
      expect.arrayContaining(['registration.creating', 'polling.codeOnScreen.asking']),
    );
    const { err } = await cliRig.pass(['play', 'NORTHSTAR-MAIN', '--trace']);
    expect(err).toMatch(/^\* authorization\.authorizing$/m);
  });

  it('shows a code only to whoever typed it', async () => {
    const { reports, out } = await signIn(sandbox, cliRig, { flags: ['--trace'] });
    const shown = reports.find(({ event }) => event === 'code');
    if (shown?.event !== 'code') throw new Error('no code');
    const exchanges = out.split('\n').filter((line) => line.includes('"event":"exchange"'));
    expect(exchanges.join('\n')).not.toContain(shown.code);
    const typed = await cliRig.pass(['session', shown.code, '--trace']);
    expect(typed.err).toContain(`/sessions/${shown.code}`);
  });
});

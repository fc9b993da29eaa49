import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { settingsFile } from '../../tools/paths.ts';
import { type CliRig, openCliRig } from './cliRig.ts';

let sandbox: Sandbox;
let cliRig: CliRig;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ quiet: true });
  cliRig = await openCliRig(sandbox.url);
  folder = await mkdtemp(join(tmpdir(), 'couchpass-settings-'));
});

afterAll(async () => {
  await cliRig.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

type Pass = Record<string, unknown>;

/** A settings file that differs from the shipped one. */
async function settingsWith(change: (pass: Pass) => void): Promise<string> {
  const settings = JSON.parse(await readFile(settingsFile, 'utf8')) as {
    appSettings: { pass: Pass };
  };
  change(settings.appSettings.pass);
  return write(JSON.stringify(settings));
}

async function write(text: string): Promise<string> {
  const file = join(folder, 'settings.json');
  await writeFile(file, text);
  return file;
}

describe('settings that cannot be used', () => {
  it.each<[string, string, (pass: Pass) => void]>([
    ['a missing service provider', 'pass.serviceProvider', (pass) => delete pass.serviceProvider],
    ['a key that is not known', 'pass.serviceProvidr', (pass) => (pass.serviceProvidr = 'X')],
    ['a wrong address', 'pass.activateUrl', (pass) => (pass.activateUrl = 'http://tv.example/x')],
  ])('names %s', async (_what, key, change) => {
    const settings = await settingsWith(change);
    const { exit, err, out } = await cliRig.pass(['status'], { settings });
    expect(exit).toBe(2);
    expect(err).toContain('The settings cannot be used:');
    expect(err).toContain(`appSettings.${key}`);
    expect(out).toBe('');
  });

  it('names a wrong PASS_BASE_URL', async () => {
    const { exit, err } = await cliRig.pass(['status'], { env: { PASS_BASE_URL: 'sandbox' } });
    expect(exit).toBe(2);
    expect(err).toContain('PASS_BASE_URL: holds "sandbox", which does not begin with https://; ');
  });

  it('says when the file is not JSON, or not there', async () => {
    const broken = await cliRig.pass(['status'], { settings: await write('{') });
    expect(broken).toMatchObject({ exit: 2, err: expect.stringContaining('is not JSON') });
    expect(broken.err).toContain(
      `${join(folder, 'settings.json')}: is not JSON: line 1, column 2:`,
    );
    const absent = await cliRig.pass(['status'], { settings: join(folder, 'absent.json') });
    expect(absent).toMatchObject({
      exit: 2,
      err: expect.stringContaining('cannot be read (ENOENT)'),
    });
    const noFile = await cliRig.pass(['status'], { settings: folder });
    expect(noFile).toMatchObject({
      exit: 2,
      err: expect.stringContaining('cannot be read (EISDIR)'),
    });
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('are read from a file in %s', async (_, encode) => {
    const file = join(folder, 'encoded.json');
    await writeFile(file, encode(await readFile(settingsFile, 'utf8')));
    const { exit, err } = await cliRig.pass(['providers'], { settings: file });
    expect(err).toBe('');
    expect(exit).toBe(0);
  });

  it('lists all faults as data with --json', async () => {
    const settings = await settingsWith((pass) => {
      delete pass.serviceProvider;
      pass.activateUrl = 7;
    });
    const { exit, reports } = await cliRig.pass(['login', '--json'], { settings });
    expect(exit).toBe(2);
    const [report] = reports;
    if (report?.event !== 'settings') throw new Error('no report of settings');
    expect(report.faults.map(({ key }) => key)).toEqual([
      'appSettings.pass.serviceProvider',
      'appSettings.pass.activateUrl',
    ]);
  });

  it('says when the service does not accept them', async () => {
    sandbox.control.rules({ takes: { softwareStatement: false } });
    const settings = await settingsWith((pass) => {
      pass.softwareStatement = 'not.a.statement';
    });
    const { exit, reports } = await cliRig.pass(['status', '--json'], { settings });
    expect(exit).toBe(2);
    expect(reports).toMatchObject([{ problem: 'setup', code: 'invalid_software_statement' }]);
  });
});

describe('what cannot be understood', () => {
  it.each([
    ['', 'A command is missing.'],
    ['dance', 'There is no command "dance".'],
    ['status --colour', "Unknown option '--colour'."],
    ['play', 'play takes one RESOURCE.'],
    ['authorize A B', 'authorize takes one RESOURCE.'],
    ['logout now', 'logout takes nothing more, not "now".'],
  ])('"%s" exits with 2: %s', async (line, words) => {
    const { exit, err, out } = await cliRig.pass(line.split(' ').filter((word) => word !== ''));
    expect(exit).toBe(2);
    expect(err.split('\n')[0]).toBe(words);
    expect(out).toBe('');
  });

  it('tells what there is with --help', async () => {
    const { exit, out } = await cliRig.pass(['--help']);
    expect(exit).toBe(0);
    for (const word of ['login', 'authorize RESOURCE', 'PASS_BASE_URL', 'Exit codes']) {
      expect(out).toContain(word);
    }
  });

  it('names an item that the feed does not have', async () => {
    const { exit, err } = await cliRig.pass(['play', 'no-such-film']);
    expect(exit).toBe(2);
    expect(err).toContain('neither an item nor a resource "no-such-film"');
  });
});

// Each call takes some seconds, because it is repeated before it fails.
describe.concurrent('a service that cannot be reached', () => {
  it.each([
    'login',
    'status',
    'authorize NORTHSTAR-MAIN',
    'play tidewater',
    'logout',
    'providers',
    'session ABCDEFG',
    'resume ABCDEFG',
    'preauthorize NORTHSTAR-MAIN',
    'checkauthn --api v1',
    'tokens authz NORTHSTAR-MAIN --api v1',
    'migrate',
  ])('exits with 3 from "%s"', async (line) => {
    const env = { PASS_BASE_URL: `http://127.0.0.1:${await unusedPort()}` };
    const { exit, reports } = await cliRig.pass([...line.split(' '), '--json'], { env });
    expect(exit).toBe(3);
    expect(reports).toEqual([
      { event: 'problem', problem: 'offline', code: 'network_unreachable' },
    ]);
  });
});

/** A port on which no server listens: it was free just now. */
function unusedPort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

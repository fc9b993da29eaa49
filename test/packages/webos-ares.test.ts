import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../tools/devices/run.ts';
import { type AresCommand, cliModules, findFetchedCli } from '../../tools/devices/webos/cli.ts';
import { aresEnvironment } from '../../tools/devices/webos/environment.ts';
import { packWebos } from '../../tools/package/pack.ts';
import { until } from '../support/condition.ts';
import { content, webosApp } from './support/fixture.ts';
import { startWebosStandIn } from './support/webosStandIn.ts';

const cli = findFetchedCli();
const { id } = webosApp;

/** LG's own commands from npm, with a stand-in for LG's emulator on this computer. */
describe.skipIf(cli === null)('ares-* commands of LG', () => {
  let home: string;
  let ipk: string;
  let standIn: Awaited<ReturnType<typeof startWebosStandIn>>;

  const ares = (name: AresCommand, ...args: string[]) =>
    run([...(cli?.command(name) ?? ['']), ...args] as [string, ...string[]], {
      env: { ...aresEnvironment(), HOME: home, USERPROFILE: home },
      limit: 30_000,
    });

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'couchpass-ares-'));
    const packed = await packWebos(webosApp, content);
    ipk = join(home, packed.name);
    await writeFile(ipk, packed.bytes);
    const key = join(cliModules, '@webos-tools', 'cli', 'files', 'conf', 'webos_emul');
    standIn = await startWebosStandIn({ user: 'developer', key: await readFile(key, 'utf8') });
    const info = [
      'host=127.0.0.1',
      `port=${standIn.port}`,
      'username=developer',
      'privatekey=webos_emul',
    ];
    const added = await ares(
      'ares-setup-device',
      '-a',
      'tv',
      ...info.flatMap((pair) => ['-i', pair]),
    );
    expect(added.err).toBe('');
  });

  afterAll(async () => {
    await standIn?.close();
    await rm(home, { recursive: true, force: true });
  });

  it('look into the package', async () => {
    const { code, out } = await ares('ares-package', '-I', ipk);
    expect(code).toBe(0);
    expect(out).toContain(id);
    expect(out).toContain('1.20.3');
  });

  it('install the package, which unpacks to what was packed', async () => {
    const { code, out, err } = await ares('ares-install', ipk, '-d', 'tv');
    expect(`${out}${err}`).toContain('Success');
    expect(code).toBe(0);
    const app = standIn.set.apps.get(id);
    expect(app?.version).toBe('1.20.3');
    expect(app?.info.title).toBe('Northstar');
    for (const [path, bytes] of content) {
      expect(await readFile(join(app?.folder ?? '', path)), path).toEqual(Buffer.from(bytes));
    }
    expect(await readdir(app?.folder ?? '')).not.toContain('author-signature.xml');
    // All files that were sent to the set have been removed.
    expect(standIn.files.size).toBe(0);
  });

  it('list it', async () => {
    const { code, out } = await ares('ares-install', '--list', '-d', 'tv');
    expect(code).toBe(0);
    expect(out.split('\n')).toContain(id);
  });

  it('launch it with a deep link', async () => {
    const link = '{"contentTarget":"the-long-meridian"}';
    const { code } = await ares('ares-launch', id, '-p', link, '-d', 'tv');
    expect(code).toBe(0);
    expect(standIn.set.running.get(id)).toEqual({ contentTarget: 'the-long-meridian' });
    const running = await ares('ares-launch', '--running', '-d', 'tv');
    expect(running.out).toContain(id);
  });

  it('inspect it', async () => {
    const [program = '', ...args] = cli?.command('ares-inspect') ?? [];
    const child: ChildProcess = spawn(program, [...args, id, '-d', 'tv'], {
      env: { ...aresEnvironment(), HOME: home, USERPROFILE: home },
    });
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const address = await until(() => /http:\/\/localhost:\d+\/devtools\/\S+/.exec(out)?.[0]);
    expect(address).toContain(id);
    child.kill('SIGTERM');
    await once(child, 'close');
  });

  it('remove it', async () => {
    const { code } = await ares('ares-install', '-r', id, '-d', 'tv');
    expect(code).toBe(0);
    expect([...standIn.set.apps.keys()]).toEqual([]);
  });
});

import { X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, run } from '../../tools/devices/run.ts';
import {
  inspectTizen,
  installTizen,
  launchTizen,
  readWidget,
  removeTizen,
} from '../../tools/devices/tizen/actions.ts';
import { directDevice, type TizenDevice } from '../../tools/devices/tizen/device.ts';
import { sayUnreachable } from '../../tools/devices/tizen/meanings.ts';
import { sdbDevice } from '../../tools/devices/tizen/sdb.ts';
import { packTizen } from '../../tools/package/pack.ts';
import type { Signers } from '../../tools/package/tizen/signature.ts';
import { makeSigners } from '../../tools/package/tizen/temporaryCertificates.ts';
import { writeWgt } from '../../tools/package/tizen/wgt.ts';
import { content, tizenApp } from './support/fixture.ts';
import { has } from './support/programs.ts';
import { type StandInOptions, startTizenStandIn } from './support/tizenStandIn.ts';

const { id } = tizenApp;
const closing: (() => unknown)[] = [];
let signers: Signers;
let wgt: Buffer;

beforeAll(async () => {
  signers = await makeSigners();
  wgt = Buffer.from((await packTizen(tizenApp, content, { signers })).bytes);
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function standIn(options: StandInOptions = {}) {
  const started = await startTizenStandIn(options);
  closing.push(started.close);
  return started;
}

async function direct(port: number): Promise<TizenDevice> {
  const device = await directDevice('127.0.0.1', port);
  closing.push(device.close);
  return device;
}

/** The message that a user gets when the action fails. */
async function complaint(action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => null,
    (reason) => reason as { message: string; advice: string },
  );
  return `${error?.message} ${error?.advice}`;
}

const root = (signer: Signers['author']) =>
  new X509Certificate(signer.certificates.at(-1) ?? Buffer.alloc(0)).fingerprint256;

describe("this project's client against the daemon's stand-in", () => {
  it('installs, launches, inspects and removes a widget whose signatures the set verifies', async () => {
    const { port, set, pushed } = await standIn({ trusts: root(signers.distributor) });
    const device = await direct(port);
    expect((await device.capabilities()).get('platform_version')).toBe('6.5');

    await installTizen(device, wgt);
    expect(set.apps.get(id)?.version).toBe(tizenApp.version);
    const [path = ''] = pushed.keys();
    expect(path).toBe(`/home/owner/share/tmp/sdk_tools/tmp/${id}-${tizenApp.version}.wgt`);
    expect(pushed.get(path)?.equals(wgt)).toBe(true);
    expect(await device.shell('0 vd_applist')).toContain(id);

    await launchTizen(device, id);
    expect([...set.running]).toEqual([id]);

    const inspected = await inspectTizen(device, id);
    closing.push(inspected.close);
    expect(await (await fetch(inspected.address)).json()).toEqual([{ title: id }]);

    await removeTizen(device, id);
    expect(set.apps.size).toBe(0);
  });

  it('sends files of any size whole', async () => {
    const { port, pushed } = await standIn();
    const device = await direct(port);
    for (const size of [0, 1, 4088, 4096, 64 * 1024, 200_001]) {
      const file = Buffer.alloc(size, 7);
      await device.push(file, `/home/owner/share/tmp/${size}`);
      expect(pushed.get(`/home/owner/share/tmp/${size}`)?.equals(file), String(size)).toBe(true);
    }
  });

  it('gets along with a daemon that does not say what it is', async () => {
    const { port, set } = await standIn({ old: true });
    const device = await direct(port);
    expect((await device.capabilities()).size).toBe(0);
    await installTizen(device, wgt);
    expect(set.apps.has(id)).toBe(true);
  });

  it('updates an app by the same author', async () => {
    const { port, set } = await standIn();
    const device = await direct(port);
    await installTizen(device, wgt);
    const newer = await packTizen({ ...tizenApp, version: '1.21.0' }, content, { signers });
    await installTizen(device, Buffer.from(newer.bytes));
    expect(set.apps.get(id)?.version).toBe('1.21.0');
  });
});

describe('a failure is told in words, with what to do', () => {
  const installing = async (options: StandInOptions, file = wgt) => {
    const { port } = await standIn(options);
    return complaint(installTizen(await direct(port), file));
  };

  it('a certificate that the set does not trust', async () => {
    expect(await installing({ trusts: root(signers.author) })).toMatch(
      /does not trust the certificates.*DUID/,
    );
  });

  it('an older copy by another author', async () => {
    const { port } = await standIn();
    const device = await direct(port);
    await installTizen(device, wgt);
    const other = await packTizen(tizenApp, content, { signers: await makeSigners() });
    expect(await complaint(installTizen(device, Buffer.from(other.bytes)))).toMatch(
      /older copy by another author.*remove:tizen/,
    );
  });

  it('no space', async () => {
    expect(await installing({ full: true })).toMatch(/no space/);
  });

  it('a set that is too old', async () => {
    expect(await installing({ platformVersion: '4.0' })).toMatch(/config\.xml.*--es5/);
  });

  it('a file that nobody signed', async () => {
    const files = new Map(Object.entries(unzipSync(wgt))).set('more.js', Buffer.from('1'));
    expect(await installing({}, Buffer.from(writeWgt(files)))).toMatch(/in no signature/);
  });

  it('a widget that was changed afterwards', async () => {
    const files = new Map(Object.entries(unzipSync(wgt))).set('main.js', Buffer.from('1'));
    expect(await installing({}, Buffer.from(writeWgt(files)))).toMatch(/does not trust/);
  });

  it('what is no widget, or is not signed, before anything is sent', async () => {
    expect(() => readWidget(Buffer.from('PK'))).toThrow('not a Tizen widget');
    const files = new Map(Object.entries(unzipSync(wgt)));
    files.delete('signature1.xml');
    expect(() => readWidget(Buffer.from(writeWgt(files)))).toThrow('not signed');
  });

  it('a widget whose version would be more than one word of a command on the set', async () => {
    for (const version of ['1.0.0;reboot', '1.0 0', '$(reboot)', '1.0.0/../x', '1.0.0\n']) {
      const files = new Map(Object.entries(unzipSync(wgt)));
      const config = Buffer.from(files.get('config.xml') ?? []).toString('utf8');
      const changed = config.replace(
        /(<widget[^>]*\bversion=")[^"]+/,
        `$1${version.replace('$', '$$$$')}`,
      );
      expect(changed).toContain(version);
      files.set('config.xml', Buffer.from(changed));
      expect(() => readWidget(Buffer.from(writeWgt(files)))).toThrow('not numbers and dots');
    }
  });

  it('an app that is not there', async () => {
    const { port } = await standIn();
    const device = await direct(port);
    for (const action of [launchTizen, removeTizen, inspectTizen]) {
      expect(await complaint(action(device, id))).toMatch(/not on it.*install:tizen/);
    }
  });

  it('a set that listens to another computer', async () => {
    const { port } = await standIn({ listens: false });
    const error = await direct(port).catch((reason: Error) => reason);
    const { message, advice } = sayUnreachable((error as Error).message);
    expect(`${message} ${advice}`).toMatch(/no orders from this computer.*Host PC IP/);
  });

  it('nothing there at all', async () => {
    const { port, close } = await startTizenStandIn();
    await close();
    const error = await direct(port).catch((reason: Error) => reason);
    expect(sayUnreachable((error as Error).message).advice).toMatch(/Developer Mode is off/);
  });

  it('something else there', async () => {
    const { createServer } = await import('node:http');
    const server = createServer().listen(0, '127.0.0.1');
    closing.push(() => new Promise((done) => server.close(done)));
    await new Promise((done) => server.once('listening', done));
    const port = (server.address() as { port: number }).port;
    const error = await direct(port).catch((reason: Error) => reason);
    expect(sayUnreachable((error as Error).message).message).toMatch(/no Tizen device/);
  });
});

describe.skipIf(!has('adb'))("Debian's adb", () => {
  let folder: string;
  const env = () => ({ ...process.env, ANDROID_ADB_SERVER_PORT: adbPort, HOME: folder });
  // A port other than that of an adb server that may already run on this computer.
  const adbPort = String(20_000 + (process.pid % 20_000));
  const adb = (...args: string[]) => run(['adb', ...args], { env: env(), limit: 30_000 });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couchpass-adb-'));
  });
  afterAll(async () => {
    await adb('kill-server');
    await rm(folder, { recursive: true, force: true });
  });

  it('gets the same answers from the stand-in as this client', async () => {
    const { port, set } = await standIn({ trusts: root(signers.distributor) });
    const device = await direct(port);
    const serial = `127.0.0.1:${port}`;
    expect((await adb('connect', serial)).out).toContain(`connected to ${serial}`);
    const shell = async (command: string) =>
      (await adb('-s', serial, 'shell', ...command.split(' '))).out;

    const file = join(folder, 'app.wgt');
    await writeFile(file, wgt);
    const path = '/home/owner/share/tmp/sdk_tools/tmp/app.wgt';
    const sent = await adb('-s', serial, 'push', file, path);
    expect(sent.code, sent.err).toBe(0);

    for (const command of [
      '0 getduid',
      `0 vd_appinstall ${id} ${path}`,
      '0 vd_applist',
      `0 was_execute ${id}`,
      `0 debug ${id}`,
      `0 vd_appuninstall ${id}`,
      `0 vd_appuninstall ${id}`,
      '0 nonsense',
    ]) {
      const before = new Map(set.apps);
      const byAdb = await shell(command);
      set.apps.clear();
      for (const [key, app] of before) set.apps.set(key, app);
      expect(await device.shell(command), command).toBe(byAdb);
      expect(byAdb).not.toBe('');
    }
  });

  it("in the place of Samsung's sdb, is what the tools drive", async () => {
    const { port, set } = await standIn();
    const program = join(folder, 'sdb');
    await symlink(findProgram('adb') ?? '', program);
    const before = process.env.ANDROID_ADB_SERVER_PORT;
    process.env.ANDROID_ADB_SERVER_PORT = adbPort;
    closing.push(() => {
      if (before === undefined) delete process.env.ANDROID_ADB_SERVER_PORT;
      else process.env.ANDROID_ADB_SERVER_PORT = before;
    });
    const device = await sdbDevice(program, '127.0.0.1', port, null);
    await installTizen(device, wgt);
    expect(set.apps.has(id)).toBe(true);
    await launchTizen(device, id);
    const inspected = await inspectTizen(device, id);
    closing.push(inspected.close);
    expect(await (await fetch(inspected.address)).json()).toEqual([{ title: id }]);
    await removeTizen(device, id);
    expect(set.apps.size).toBe(0);
  });
});

describe("Samsung's sdb, as it is called", () => {
  it('is asked to connect, to say what the device is, to send and to run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'couchpass-sdb-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const program = join(folder, 'sdb');
    const log = join(folder, 'log');
    await writeFile(
      program,
      `#!/bin/sh
echo "$@" >> ${log}
case "$3" in
  capability) echo sdk_toolpath:/opt/tools ;;
  shell) echo "app_id[${id}] install completed" ;;
esac
`,
    );
    await chmod(program, 0o755);
    await installTizen(await sdbDevice(program, '192.0.2.7', 26101, null), wgt);
    const said = (await readFile(log, 'utf8')).replace(/push \S+/, 'push FILE').split('\n');
    const path = `/opt/tools/tmp/${id}-${tizenApp.version}.wgt`;
    expect(said).toEqual([
      'connect 192.0.2.7:26101',
      '-s 192.0.2.7:26101 capability',
      `-s 192.0.2.7:26101 push FILE ${path}`,
      `-s 192.0.2.7:26101 shell 0 vd_appinstall ${id} ${path}`,
      '',
    ]);
  });
});

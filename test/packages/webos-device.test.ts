import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  inspectWebos,
  installWebos,
  launchWebos,
  listWebos,
  removeWebos,
} from '../../tools/devices/webos/actions.ts';
import { cliModules, findFetchedCli, type WebosCli } from '../../tools/devices/webos/cli.ts';
import { reach, type WebosPlace, type WebosTarget } from '../../tools/devices/webos/target.ts';
import { packWebos } from '../../tools/package/pack.ts';
import { writeIpk } from '../../tools/package/webos/ipk.ts';
import { content, webosApp } from './support/fixture.ts';
import { startWebosStandIn } from './support/webosStandIn.ts';

const found = findFetchedCli();
const { id } = webosApp;
const closing: (() => unknown)[] = [];
let folder: string;
let ipk: string;

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The message that a user gets when the action fails. */
async function complaint(action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => null,
    (reason) => reason as { message: string; advice: string },
  );
  return `${error?.message} ${error?.advice}`;
}

describe.skipIf(found === null)("this project's tools for LG, through LG's tools", () => {
  const cli = found as WebosCli;
  let emulatorKey: string;
  let shared: Awaited<ReturnType<typeof startWebosStandIn>>;
  let target: WebosTarget;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couchpass-lg-'));
    const packed = await packWebos(webosApp, content);
    ipk = join(folder, packed.name);
    await writeFile(ipk, packed.bytes);
    emulatorKey = await readFile(
      join(cliModules, '@webos-tools', 'cli', 'files', 'conf', 'webos_emul'),
      'utf8',
    );
    shared = await startWebosStandIn({ user: 'developer', key: emulatorKey });
    target = await emulator(shared.port);
  });
  afterAll(async () => {
    await shared?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function standIn(access = { user: 'developer', key: emulatorKey }) {
    const started = await startWebosStandIn(access);
    closing.push(started.close);
    return started;
  }

  async function emulator(port: number) {
    const home = await mkdtemp(join(folder, 'home-'));
    return reach(cli, { kind: 'emulator', port }, home);
  }

  it('install, launch with a deep link, inspect and remove on an emulator', async () => {
    const { set } = shared;
    await installWebos(target, ipk);
    expect(await listWebos(target)).toEqual([id]);

    await launchWebos(target, id, { contentTarget: 'the "long" meridian' });
    expect(set.running.get(id)).toEqual({ contentTarget: 'the "long" meridian' });

    let [end, address] = [() => {}, ''];
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await inspectWebos(
      target,
      id,
      (said) => {
        address = said;
        end();
      },
      ended,
    );
    expect(address).toMatch(/^http:\/\/localhost:\d+\/devtools\/.*com\.example\.northstar/);

    await removeWebos(target, id);
    expect(set.apps.size).toBe(0);
  });

  it('take the key of a television with its passphrase, once', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const passphrase = 'ABC123';
    const key = privateKey.export({
      type: 'pkcs1',
      format: 'pem',
      cipher: 'aes-128-cbc',
      passphrase,
    }) as string;
    let asked = 0;
    const keyServer = createServer((request, answer) => {
      asked += 1;
      answer.statusCode = request.url === '/webos_rsa' ? 200 : 404;
      answer.end(key);
    }).listen(0, '127.0.0.1');
    await once(keyServer, 'listening');
    closing.push(() => new Promise((done) => keyServer.close(done)));
    const { port, set } = await standIn({ user: 'prisoner', key, passphrase } as never);
    const home = await mkdtemp(join(folder, 'home-'));
    const keyPort = (keyServer.address() as AddressInfo).port;
    const place: WebosPlace = { kind: 'set', host: '127.0.0.1', port, passphrase, keyPort };

    expect(await complaint(reach(cli, { ...place, passphrase: null }, home))).toMatch(
      /--passphrase/,
    );
    const wrong = await reach(cli, { ...place, passphrase: 'WRONG1' }, home);
    expect(await complaint(installWebos(wrong, ipk))).toMatch(/refuses the key.*Key Server/);

    await installWebos(await reach(cli, place, home), ipk);
    expect(set.apps.has(id)).toBe(true);
    const before = asked;
    expect(await listWebos(await reach(cli, { ...place, passphrase: null }, home))).toEqual([id]);
    expect(asked).toBe(before);
  });

  it('say that a television hands out no key', async () => {
    const { port } = await standIn();
    const home = await mkdtemp(join(folder, 'home-'));
    const place = {
      kind: 'set',
      host: '127.0.0.1',
      port,
      passphrase: 'ABC123',
      keyPort: port,
    } as const;
    expect(await complaint(reach(cli, place, home))).toMatch(/hands out no key.*Key Server on/);
  });

  it('say that a key is refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
    const { port } = await standIn({ user: 'developer', key });
    expect(await complaint(installWebos(await emulator(port), ipk))).toMatch(/refuses the key/);
  });

  it('say that nothing is there', async () => {
    const { port, close } = await startWebosStandIn({ user: 'developer', key: emulatorKey });
    await close();
    expect(await complaint(installWebos(await emulator(port), ipk))).toMatch(
      /Nothing.*answers there.*Emulator: start it/,
    );
  });

  it('say that a package is broken, foreign or too much', async () => {
    const { set } = shared;
    const install = async (name: string, bytes: Uint8Array) => {
      const file = join(folder, name);
      await writeFile(file, bytes);
      return complaint(installWebos(target, file));
    };
    const bytes = await readFile(ipk);
    expect(await install('cut.ipk', bytes.subarray(0, bytes.length - 900))).toMatch(
      /cannot read the package.*package:webos/,
    );
    expect(await install('noise.ipk', Buffer.alloc(5000, 'no'))).toMatch(/cannot read the package/);
    const foreign = writeIpk({ id: 'com.webos.northstar', version: '1.0.0' }, content);
    expect(await install('foreign.ipk', foreign)).toMatch(
      /like LG's own apps.*platforms\.webos\.id/,
    );
    set.fill();
    expect(await install('full.ipk', bytes)).toMatch(/no space left/);
    expect(set.apps.size).toBe(0);
  });

  it('say that an app is not there', async () => {
    expect(await complaint(launchWebos(target, id, null))).toMatch(/not on it.*install:webos/);
    expect(await complaint(removeWebos(target, id))).toMatch(/not on it/);
  });
});

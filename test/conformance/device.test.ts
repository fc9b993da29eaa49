import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { KeyValueStore } from '../../core/ports.ts';
import { createNodePlatform } from '../../platforms/node/index.ts';
import { deviceInfo } from '../support/ports.ts';
import { deviceInfoOf } from './calls.ts';
import type { TelevisionOptions } from './television.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { film } from './titles.ts';

const identifier = 'ap-device-identifier';

/** A real shell with a real disk: its device information and its stored data. */
async function computer(all: TestEnv) {
  const directory = await mkdtemp(join(tmpdir(), 'couchpass-device-'));
  onTestFinished(() =>
    rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }),
  );
  /** The state at the start of a process: only the disk is left. */
  return (): TelevisionOptions => {
    const platform = createNodePlatform({ directory, env: {} });
    const { clock } = all;
    const storage: KeyValueStore = {
      get: (key) => clock.during(() => platform.storage.get(key)),
      set: (key, value) => clock.during(() => platform.storage.set(key, value)),
      delete: (key) => clock.during(() => platform.storage.delete(key)),
    };
    return { ports: { storage, device: () => clock.during(() => platform.device()) } };
  };
}

/** Makes every call that exists. */
async function everything(all: TestEnv, options: TelevisionOptions) {
  const television = await all.signedIn(options);
  await television.watch(film);
  await television.send({ type: 'BACK' });
  return television;
}

const identifiersIn = (all: TestEnv) =>
  all.service().flatMap(({ headers }) => headers[identifier] ?? []);

/** The calls for which `AP-Device-Identifier` is required. */
const required =
  /^(POST \/sessions|GET \/profiles(\/[^/]+)?|POST \/decisions\/.*|GET \/logout\/.*)$/;

describe('device identification', () => {
  it('DEV-01 sends the identifier wherever the reference requires it', async () => {
    const all = await testEnv();
    const television = await everything(all, {});
    await television.restart();
    await television.signOut();
    await television.home();
    const seen = new Set<string>();
    all.service().forEach(({ headers }, i) => {
      const call = all.sequence()[i] ?? '';
      if (!required.test(call)) return;
      seen.add(call);
      expect([call, headers[identifier]]).toEqual([call, expect.any(String)]);
    });
    expect(seen.size).toBe(6);
    expect(all.judged('DEV-01')).toEqual(['met']);
  });

  it('DEV-02 writes it as `fingerprint`, a space, and Base64', async () => {
    const all = await testEnv();
    const television = await everything(all, {});
    const sent = television.sent.flatMap(({ headers }) => headers['AP-Device-Identifier'] ?? []);
    expect(sent.length).toBeGreaterThan(4);
    for (const header of sent) {
      expect(header).toMatch(/^fingerprint [A-Za-z0-9+/]+={0,2}$/);
      expect(Buffer.from(header.slice(12), 'base64').toString()).toBe(television.id);
    }
    expect(all.judged('DEV-02')).toEqual(['met']);
  });

  it('DEV-03 keeps the identifier over restarts', async () => {
    const all = await testEnv();
    const boot = await computer(all);
    const television = await everything(all, boot());
    for (let boots = 0; boots < 3; boots += 1) await television.restart(boot());
    expect(identifiersIn(all).length).toBeGreaterThan(6);
    expect(new Set(identifiersIn(all)).size).toBe(1);
    expect(all.judged('DEV-03')).toEqual(['met']);
  });

  it('DEV-04 makes an identifier where the hardware has none, once, and keeps it on disk', async () => {
    const all = await testEnv();
    const boot = await computer(all);
    const first = await boot().ports?.device?.();
    const second = await boot().ports?.device?.();
    expect(second?.id).toBe(first?.id);
    await all.launched(boot());
    const [call] = all.calls('GET /profiles');
    expect(call?.facts?.deviceIdentifierKind).toBe('generated');
    // With an emptied disk it is a new device.
    const other = await computer(all);
    expect((await other().ports?.device?.())?.id).not.toBe(first?.id);
  });

  it('DEV-05 never sends an identifier that the system gave out as it is', async () => {
    const all = await testEnv();
    await all.launched((await computer(all))());
    await all.launched();
    const kinds = all.calls('GET /profiles').map(({ facts }) => facts?.deviceIdentifierKind);
    expect(kinds).toHaveLength(2);
    for (const kind of kinds) expect(['generated', 'hash']).toContain(kind);
    expect(all.judged('DEV-05')).not.toContain('broken');
  });

  it('DEV-06 is another one on every device', async () => {
    const all = await testEnv();
    await all.launched((await computer(all))());
    await all.launched((await computer(all))());
    expect(new Set(identifiersIn(all)).size).toBe(2);
    expect(
      all.calls('GET /profiles').map(({ facts }) => facts?.deviceIdentifierKind),
    ).not.toContain('device name');
  });

  it('DEV-07 describes the device in the same words on every call that asks for it', async () => {
    const all = await testEnv();
    await everything(all, (await computer(all))());
    const headers = all.service().flatMap(({ headers }) => headers['x-device-info'] ?? []);
    expect(headers.length).toBeGreaterThan(6);
    expect(new Set(headers).size).toBe(1);
    expect(all.judged('DEV-07')).toEqual(['met']);
  });

  it('DEV-08 says model, version, system and connection, as Base64 of JSON', async () => {
    const all = await testEnv();
    await all.launched((await computer(all))());
    const info = deviceInfoOf(all.calls('GET /profiles')[0]);
    for (const key of ['model', 'version', 'osName', 'osVersion', 'connectionType']) {
      expect([key, info[key]]).toEqual([key, expect.stringMatching(/./)]);
    }
    expect(all.judged('DEV-08')).toEqual(['met']);
  });

  it('DEV-09 takes values of the documented lists where there is a list', async () => {
    const all = await testEnv();
    await all.launched((await computer(all))());
    await all.launched();
    const info = deviceInfoOf(all.calls('GET /profiles')[0]);
    expect(['Windows', 'Linux', 'Mac OS', 'Android', 'OpenBSD']).toContain(info.osName);
    expect(info.primaryHardwareType).toBe('Desktop');
    expect(all.judged('DEV-09')).toEqual(['met', 'met']);
  });

  it('DEV-10 expects the profiles to be gone when its identifier has changed', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const id = crypto.randomUUID();
    const mark = all.mark();
    const device = async () => ({ id, info: deviceInfo });
    expect((await television.restart({ ports: { device } })).viewer).toBeNull();
    expect(all.sequence(mark)).toEqual(['GET /profiles/ValleyCable']);
    await television.pick(film);
    television.now('confirmProvider');
    await television.complete();
    await television.on('player');
  });

  it('DEV-11 sends the token of single sign-on on every call of its flow, and signs in without one', async () => {
    const all = await testEnv();
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'tv-platform', sub: 'household-7', iat: all.clock.now() / 1_000 };
    const token = [part({ alg: 'RS256' }), part(claims), 'c2ln'].join('.');
    let held: Record<string, string> = { 'Adobe-Subject-Token': token };
    const options: TelevisionOptions = { ports: { singleSignOn: async () => held } };
    const first = await everything(all, options);
    await first.restart();
    all.service().forEach(({ headers }, i) => {
      const call = all.sequence()[i] ?? '';
      if (required.test(call))
        expect([call, headers['adobe-subject-token']]).toEqual([call, expect.any(String)]);
    });

    // The same token signs another device of the household in.
    const second = await all.launched(options);
    expect(second.now('home').viewer?.mvpd).toBe('ValleyCable');
    await second.watch(film);

    held = {};
    const third = await all.launched(options);
    expect(third.now('home').viewer).toBeNull();
    await third.signIn({ mvpd: 'HarborTV' });
    await third.watch(film);
    expect(all.judged('DEV-11')).not.toContain('broken');
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../apps/sandbox/index.ts';
import { readSettings } from '../../core/settings.ts';
import { resourcesOf, sandboxDataOf, withResources } from '../../tools/sandboxDataOfSettings.ts';
import { startAll } from '../../tools/startAll.ts';
import { playByV2 } from '../sandbox/stranger.ts';
import { makeFolder } from '../support/folder.ts';
import { shippedSettings } from '../support/testEnv.ts';

const closing: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Raw = { appSettings: Record<'pass' | 'brand' | 'catalogue', Record<string, unknown>> };

async function settingsWith(change: (settings: Raw['appSettings']) => void): Promise<Raw> {
  const settings = (await shippedSettings()) as Raw;
  change(settings.appSettings);
  return settings;
}

async function started(settings: unknown) {
  const folder = await makeFolder({ 'tv/index.html': 'TV', 'activate/index.html': 'activate' });
  closing.push(folder.remove);
  const running = await startAll({ dist: folder.path, settings, sandbox: { quiet: true } });
  closing.push(running.close);
  return running;
}

/** The result for a client with these settings, by raw requests. */
function play(running: { sandboxUrl: string; activateUrl: string }, { pass }: Raw['appSettings']) {
  return playByV2({
    url: running.sandboxUrl,
    serviceProvider: String(pass.serviceProvider),
    statement: String(pass.softwareStatement),
    domain: String(pass.domainName),
    redirectUrl: running.activateUrl,
    resource: 'NORTHSTAR-MAIN',
    mvpd: 'ValleyCable',
  });
}

describe('the embedded sandbox of npm start', () => {
  it('knows the service provider of settings where nothing else was changed', async () => {
    const settings = await settingsWith(({ pass }) => {
      pass.serviceProvider = 'ACMETV';
    });
    const running = await started(settings);
    const { decision } = await play(running, settings.appSettings);
    expect(decision).toMatchObject({ serviceProvider: 'ACMETV', authorized: true });
    // The sandbox accepted no unknown values.
    const { control } = running.sandbox;
    expect(control.requests().flatMap(({ taken = [] }) => taken)).toEqual([]);
    const known = control.world().serviceProviders.find(({ id }) => id === 'ACMETV');
    expect(known).toMatchObject({
      name: 'Northstar',
      origin: 'declared',
      domains: ['northstar.example'],
      resources: expect.arrayContaining(['NORTHSTAR-MAIN', 'NORTHSTAR-SPORT', 'NORTHSTAR-NEWS']),
    });
  });

  it('knows name, domain, second screen, statement, preview and the resources of a foreign feed', async () => {
    const feed = createServer((_, answer) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          providerName: 'Acme',
          movies: [
            {
              id: 'm1',
              title: 'One',
              couchpass: { access: 'subscription', resource: 'ACME-MAIN' },
            },
          ],
          playlists: [{ name: 'all', itemIds: ['m1'] }],
          categories: [{ name: 'All', playlistName: 'all' }],
        }),
      ),
    );
    await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
    closing.push(() => feed.close());
    const { port } = feed.address() as AddressInfo;
    const settings = await settingsWith(({ pass, brand, catalogue }) => {
      brand.name = 'Acme TV';
      pass.serviceProvider = 'ACMETV';
      pass.domainName = 'acme.example';
      pass.softwareStatement = 'aa.bb.cc';
      pass.activateUrl = 'https://acme.example/activate/';
      pass.freePreview = 'TempPass_Acme';
      catalogue.feedUrl = `http://localhost:${port}/feed.json`;
    });
    const world = sandboxDataOf(readSettings(settings));
    expect(world).toEqual({
      serviceProviders: [
        {
          id: 'ACMETV',
          name: 'Acme TV',
          domains: ['acme.example'],
          redirects: ['https://acme.example'],
          softwareStatements: ['aa.bb.cc'],
        },
      ],
      mvpds: [{ id: 'TempPass_Acme', displayName: 'Free preview', tempPassLifeS: 600 }],
    });
    const { feedUrl } = readSettings(settings).appSettings.catalogue;
    const resources = await resourcesOf(
      feedUrl,
      'http://127.0.0.1:1',
      new AbortController().signal,
    );
    expect(resources).toEqual(['ACME-MAIN']);
    const sandbox = await startSandbox({ mode: 'strict', quiet: true, world });
    closing.push(sandbox.close);
    sandbox.control.world(withResources(world, resources));
    const ids = {
      url: sandbox.url,
      serviceProvider: 'ACMETV',
      statement: 'aa.bb.cc',
      domain: 'acme.example',
      redirectUrl: 'https://acme.example/activate/',
      mvpd: 'ValleyCable',
    };
    expect((await playByV2({ ...ids, resource: 'ACME-MAIN' })).decision.authorized).toBe(true);
    expect((await playByV2({ ...ids, resource: 'OTHER' })).decision.authorized).toBe(false);
  });

  it('starts although the feed cannot be read', async () => {
    const settings = await settingsWith(({ pass, catalogue }) => {
      pass.serviceProvider = 'ACMETV';
      catalogue.feedUrl = 'http://localhost:9/feed.json';
    });
    const running = await started(settings);
    expect((await play(running, settings.appSettings)).decision.authorized).toBe(true);
  });

  it.each([
    ['serviceProvider', 'logout', 'appSettings.pass.serviceProvider'],
    ['serviceProvider', '.acme', 'appSettings.pass.serviceProvider'],
    ['domainName', '-acme-', 'appSettings.pass.domainName'],
    ['freePreview', 'sso', 'appSettings.pass.freePreview'],
  ])('names what it cannot play: %s %s', async (key, value, words) => {
    const settings = await settingsWith(({ pass }) => {
      pass[key] = value;
    });
    await expect(started(settings)).rejects.toThrow(words);
  });
});

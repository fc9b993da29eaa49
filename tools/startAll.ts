import { readSettings } from '@couchpass/core';
import { type Sandbox, startSandbox } from '@couchpass/sandbox';
import type { Brand } from './brand/brand.ts';
import { originsOf } from './headers.ts';
import { listen } from './listen.ts';
import type { Reload } from './reload.ts';
import { resourcesOf, sandboxDataOf, withResources } from './sandboxDataOfSettings.ts';
import { createWeb } from './serve.ts';

export interface StartOptions {
  /** 0 for any free port. */
  readonly sandboxPort?: number;
  /** 0 for any free port. */
  readonly webPort?: number;
  /** The built apps. */
  readonly dist: string;
  /** The content of settings.json, already checked. */
  readonly settings: unknown;
  /** The brand with logo, texts and theme of both apps; the files in `dist` when absent. */
  readonly brand?: Brand;
  /** Other options of `startSandbox`. */
  readonly sandbox?: Omit<NonNullable<Parameters<typeof startSandbox>[0]>, 'port'>;
  readonly reload?: Reload;
}

export interface Running {
  readonly tvUrl: string;
  readonly activateUrl: string;
  readonly sandboxUrl: string;
  readonly sandbox: Sandbox;
  /** settings.json for both apps, without the brand's additions. */
  readonly settings: unknown;
  close(): Promise<void>;
}

/**
 * Starts the sandbox with the data of the settings, and a web server for the TV app and the second screen with
 * the real addresses in their settings.
 * @throws the system's error when a port is taken; no server runs then
 * @throws SettingsError when the sandbox does not support the settings
 */
export async function startAll(options: StartOptions): Promise<Running> {
  const world = sandboxDataOf(readSettings(options.settings));
  const closing = new AbortController();
  const sandbox = await startSandbox({
    world,
    ...options.sandbox,
    port: options.sandboxPort ?? 0,
  });
  try {
    // The settings contain the web server's own address, which is known only after it listens.
    const settings = structuredClone(options.settings) as RawSettings;
    settings.appSettings.pass.baseUrl = sandbox.url;
    const web = await listen(
      createWeb({
        dist: options.dist,
        settings,
        ...(options.brand && { brand: options.brand }),
        origins: originsOf(settings, 'tv'),
        allowHosts: options.sandbox?.allowHosts ?? [],
        ...(options.reload && { reload: options.reload }),
      }),
      options.webPort ?? 0,
    );
    settings.appSettings.pass.activateUrl = `${web.url}/activate/`;
    const { feedUrl } = readSettings(settings).appSettings.catalogue;
    const learning = resourcesOf(feedUrl, sandbox.url, closing.signal).then(
      (resources) => void sandbox.control.world(withResources(world, resources)),
      // The TV app reports errors of the feed; the sandbox then accepts any resource.
      () => undefined,
    );
    return {
      tvUrl: `${web.url}/tv/`,
      activateUrl: `${web.url}/activate/`,
      sandboxUrl: sandbox.url,
      sandbox,
      settings,
      async close() {
        closing.abort();
        await Promise.all([web.close(), sandbox.close(), learning]);
      },
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

interface RawSettings {
  appSettings: { pass: { baseUrl: string; activateUrl: string } };
}

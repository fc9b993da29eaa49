import { readSettings } from '@couchpass/core';
import { type Sandbox, startSandbox } from '@couchpass/sandbox';
import type { Brand } from './brand/brand.ts';
import { originsOf } from './headers.ts';
import { listen } from './listen.ts';
import type { Reload } from './reload.ts';
import { resourcesOf, sandboxDataOf, withResources } from './sandboxDataOfSettings.ts';
import { createWeb } from './serve.ts';

export interface StartOptions {
  /** 0 takes any free one. */
  readonly sandboxPort?: number;
  /** 0 takes any free one. */
  readonly webPort?: number;
  /** The built apps. */
  readonly dist: string;
  /** What settings.json holds; checked already. */
  readonly settings: unknown;
  /** Whose logo, texts and theme both apps wear; what is built in `dist` when absent. */
  readonly brand?: Brand;
  /** Anything else that `startSandbox` knows. */
  readonly sandbox?: Omit<NonNullable<Parameters<typeof startSandbox>[0]>, 'port'>;
  readonly reload?: Reload;
}

export interface Running {
  readonly tvUrl: string;
  readonly activateUrl: string;
  readonly sandboxUrl: string;
  readonly sandbox: Sandbox;
  /** settings.json as both apps get it, but for what the brand adds. */
  readonly settings: unknown;
  close(): Promise<void>;
}

/**
 * Starts the sandbox, in whose world is what the settings say, and a web server for the TV app and the second
 * screen whose settings name the addresses that were really taken.
 * @throws the system's error when a port is taken; nothing is left running then
 * @throws SettingsError when the sandbox cannot play what the settings say
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
    // The settings name the web server's own address, which is known only once it listens.
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
      // Whatever is wrong with the feed, the TV says; resources are taken as they come then.
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

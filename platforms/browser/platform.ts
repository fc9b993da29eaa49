import { withLongDelays } from '@couchpass/core';
import type { Lifecycle, Network, Platform, Player } from '../platform.ts';
import { deviceIdOf } from './deviceId.ts';
import { browserDeviceInfo } from './deviceInfo.ts';
import { browserKeys } from './keys.ts';
import { LaterPlayer } from './LaterPlayer.ts';
import { openWindow } from './openWindow.ts';
import { createSend } from './send.ts';
import { createBrowserStorage, type MoreStores } from './storage.ts';
import { createKeepAwake } from './wakeLock.ts';

export type { MoreStores, OwnStore, StorageKind } from './storage.ts';

/** What the page provides to the shell. */
export interface BrowserOptions {
  /** Name of the IndexedDB database, and prefix in localStorage. */
  readonly database: string;
  /** The element in which video plays, below the app's own canvas; without it there is no player. */
  readonly video?: HTMLVideoElement | null;
  /** Stores that a shell has in addition to the browser's. */
  readonly stores?: MoreStores;
}

export interface BrowserPlatform extends Platform {
  /** Resolves to false when nothing is stored beyond the page: the viewer will have to sign in again. */
  readonly remembers: Promise<boolean>;
}

/** The shell for desktop browsers, and the reference for the televisions' shells. */
export function createBrowserPlatform(options: BrowserOptions): BrowserPlatform {
  const local = localStorageOf(window);
  const storage = createBrowserStorage(options.database, {
    indexedDB: indexedDbOf(window),
    localStorage: local,
    ...options.stores,
  });
  const { video } = options;
  const network = networkOf(window);
  return {
    name: 'browser',
    clock: withLongDelays({
      now: () => Date.now(),
      monotonic: () => performance.now(),
      setTimeout: (run, ms) => window.setTimeout(run, ms),
      clearTimeout: (id) => window.clearTimeout(id as number),
    }),
    storage,
    remembers: storage.kind().then((kind) => kind !== 'memory'),
    send: createSend((input, init) => window.fetch(input, init)),
    device: async () => ({
      id: await deviceIdOf(storage, local, (bytes) =>
        crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
      ),
      info: browserDeviceInfo({
        userAgent: navigator.userAgent,
        screenWidth: screen.width,
        screenHeight: screen.height,
        connectionType: connectionType(),
        secure: window.isSecureContext,
      }),
    }),
    random: () => Math.random(),
    ...(video
      ? { drmSystems: async () => (await import('./drmSystems.ts')).supportedDrm(navigator) }
      : {}),
    language: navigator.language || 'en',
    network,
    lifecycle: lifecycleOf(document),
    keys: browserKeys,
    ...(video ? { createPlayer: onePlayer(video, network) } : {}),
    keepAwake: createKeepAwake(navigator),
    get reducedMotion() {
      return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches === true;
    },
    openUrl: (url, options) => openWindow(window, url, options),
  };
}

/** One player per element: two players would disturb each other when cleaning up. */
function onePlayer(video: HTMLVideoElement, network: Network): () => Player {
  let player: Player | null = null;
  return () => {
    player ??= new LaterPlayer(async () => {
      const { createHoldOutPlayer } = await import('./holdOut.ts');
      return createHoldOutPlayer(video, network);
    });
    return player;
  };
}

function networkOf(target: Window): Network {
  return {
    get online() {
      return target.navigator.onLine;
    },
    subscribe(listener) {
      const on = () => listener(true);
      const off = () => listener(false);
      target.addEventListener('online', on);
      target.addEventListener('offline', off);
      return () => {
        target.removeEventListener('online', on);
        target.removeEventListener('offline', off);
      };
    },
  };
}

function lifecycleOf(page: Document): Lifecycle {
  const isVisible = () => page.visibilityState !== 'hidden';
  return {
    get visible() {
      return isVisible();
    },
    subscribe(listener) {
      const changed = () => listener(isVisible());
      page.addEventListener('visibilitychange', changed);
      return () => page.removeEventListener('visibilitychange', changed);
    },
  };
}

/** Even reading the property throws where storage is blocked. */
function localStorageOf(target: Window): Storage | undefined {
  try {
    return target.localStorage;
  } catch {
    return undefined;
  }
}

function indexedDbOf(target: Window): IDBFactory | undefined {
  try {
    return target.indexedDB;
  } catch {
    return undefined;
  }
}

function connectionType(): string | undefined {
  const { connection } = navigator as Navigator & { connection?: { type?: string } };
  return connection?.type;
}

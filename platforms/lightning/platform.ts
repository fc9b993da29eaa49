import {
  type BrowserOptions,
  type BrowserPlatform,
  createBrowserPlatform,
} from '../browser/platform.ts';
import { televisionId } from '../television/deviceId.ts';
import { Features } from '../television/Features.ts';
import { createTelevisionSend } from '../television/send.ts';
import { texturePixels } from '../television/texturePixels.ts';
import { boxId, boxInfo, fromProfile } from './device.ts';
import { type BoxSettings, type BoxWindow, type SdkParts, thunderOf } from './host.ts';
import { keysWith } from './keys.ts';
import { boxLifecycle } from './lifecycle.ts';
import { sdkStore, thunderStore } from './store.ts';
import { Thunder } from './thunder.ts';

export interface LightningOptions extends BrowserOptions {
  readonly sdk: SdkParts;
  /** `platformSettings` as the app was started with. */
  readonly settings: BoxSettings;
  /** `appSettings.keys` as the app was started with. */
  readonly keys?: unknown;
}

export interface LightningPlatform extends BrowserPlatform {
  /** Resolves when the operator's language is known, or when there is none to wait for. */
  readonly languageKnown: Promise<void>;
  /** The app was closed: removes all listeners and ends playback. */
  end(): void;
}

/** The shell for set-top boxes that start LightningJS apps: RDK's, and those of Metrological's store. */
export function createLightningPlatform(options: LightningOptions): LightningPlatform {
  const { sdk, settings, database } = options;
  const features = new Features();
  const thunder = new Thunder(thunderOf(settings, window as BoxWindow), features);
  // The viewer could not close a window that the app opened on a box.
  const { openUrl: _, ...rest } = createBrowserPlatform({
    ...options,
    stores: {
      ...(thunder.isThere
        ? { first: { kind: 'thunder', open: () => thunderStore(thunder, database) } }
        : {}),
      last: { kind: 'sdk', open: () => sdkStore(sdk, database) },
    },
  });
  const lifecycle = boxLifecycle(rest.lifecycle, thunder, settings.callsign);
  let { language } = rest;
  const languageKnown = fromProfile('language', () => sdk.Profile.language(), settings).then(
    (told) => {
      if (told !== undefined) language = told;
    },
  );
  return {
    ...rest,
    name: 'lightning',
    get language() {
      return language;
    },
    languageKnown,
    send: createTelevisionSend(window),
    device: async () => {
      const [id, info] = await Promise.all([
        televisionId({
          storage: rest.storage,
          second: features.attempt('localStorage', () => window.localStorage),
          random: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
          hardware: () => boxId(thunder, sdk, settings),
        }),
        boxInfo(thunder, sdk, settings, {
          userAgent: navigator.userAgent,
          screenWidth: screen.width,
          screenHeight: screen.height,
          secure: window.isSecureContext,
        }),
      ]);
      return { id, info };
    },
    lifecycle,
    keys: keysWith(options.keys),
    // Boxes have as little memory as the smaller televisions.
    memory: { texturePixels: texturePixels(true) },
    asksBeforeExit: true,
    exit: () => sdk.close(),
    missing: () => features.list(),
    end() {
      lifecycle.end();
      void rest.createPlayer?.().stop();
    },
  };
}

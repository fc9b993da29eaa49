import {
  type BrowserOptions,
  type BrowserPlatform,
  createBrowserPlatform,
} from '../browser/platform.ts';
import { applyCaptionStyle } from '../television/captionStyle.ts';
import { televisionId } from '../television/deviceId.ts';
import { Features } from '../television/Features.ts';
import { createTelevisionSend } from '../television/send.ts';
import { followCaptionStyle } from './captionStyle.ts';
import { createTizenPlayer } from './createPlayer.ts';
import { tizenDeepLinks } from './deepLinks.ts';
import { tizenDeviceInfo, tizenHardwareId } from './device.ts';
import type { TizenHost } from './host.ts';
import { registerKeys, tizenKeys } from './keys.ts';
import { tizenMemory } from './memory.ts';
import { tizenNetwork } from './network.ts';
import {
  exitTizen,
  openOnTizen,
  tizenCaptions,
  tizenKeepAwake,
  tizenVoiceGuide,
} from './system.ts';

/** The shell for Samsung's televisions, Tizen 2.4 and later. */
export function createTizenPlatform(options: BrowserOptions): BrowserPlatform {
  const base = createBrowserPlatform(options);
  const host = window as TizenHost;
  const features = new Features();
  registerKeys(host, features);
  const { createPlayer } = base;
  followCaptionStyle(host, features, base.lifecycle, (style) => applyCaptionStyle(document, style));
  return {
    ...base,
    name: 'tizen',
    send: createTelevisionSend(window),
    device: async () => ({
      id: await televisionId({
        storage: base.storage,
        second: features.attempt('localStorage', () => window.localStorage),
        random: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
        hardware: () => tizenHardwareId(host, features),
      }),
      info: tizenDeviceInfo(host, features, {
        userAgent: navigator.userAgent,
        secure: window.isSecureContext,
      }),
    }),
    network: tizenNetwork(host, features, base.network),
    keys: tizenKeys,
    ...(createPlayer
      ? { createPlayer: createTizenPlayer(createPlayer, host, features, document, base.lifecycle) }
      : {}),
    keepAwake: tizenKeepAwake(host, features),
    get captionsWanted() {
      return tizenCaptions(host, features) ?? false;
    },
    get voiceGuide() {
      return tizenVoiceGuide(host, features) ?? false;
    },
    deepLinks: tizenDeepLinks(host, features, window),
    memory: tizenMemory(host, features),
    openUrl: (url, { signal }) => openOnTizen(host, features, base.lifecycle, url, signal),
    // Samsung's review requires a question before Back on the first page ends the app.
    asksBeforeExit: true,
    exit: () => exitTizen(host, features, window),
    missing: () => features.list(),
  };
}

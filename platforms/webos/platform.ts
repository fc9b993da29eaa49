import {
  type BrowserOptions,
  type BrowserPlatform,
  createBrowserPlatform,
} from '../browser/platform.ts';
import { televisionId } from '../television/deviceId.ts';
import { Features } from '../television/Features.ts';
import { createTelevisionSend } from '../television/send.ts';
import { webosDeepLinks } from './deepLinks.ts';
import { webosDeviceInfo, webosHardwareId } from './device.ts';
import type { WebosHost } from './host.ts';
import { webosKeys } from './keys.ts';
import { Luna } from './luna.ts';
import { webosMemory } from './memory.ts';
import { webosNetwork } from './network.ts';
import { exitWebos, openOnWebos, webosSwitch } from './system.ts';

/** The shell for LG's televisions, webOS TV 3.0 and later. */
export function createWebosPlatform(options: BrowserOptions): BrowserPlatform {
  const base = createBrowserPlatform(options);
  const host = window as WebosHost;
  const features = new Features();
  const luna = new Luna(host, features);
  const captions = webosSwitch(luna, 'caption', 'captionEnable');
  const guidance = webosSwitch(luna, 'option', 'audioGuidance');
  return {
    ...base,
    name: 'webos',
    send: createTelevisionSend(window),
    device: async () => {
      const [id, info] = await Promise.all([
        televisionId({
          storage: base.storage,
          second: features.attempt('localStorage', () => window.localStorage),
          random: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
          hardware: () => webosHardwareId(luna),
        }),
        webosDeviceInfo(host, luna, features, {
          userAgent: navigator.userAgent,
          secure: window.isSecureContext,
        }),
      ]);
      return { id, info };
    },
    network: webosNetwork(luna, base.network),
    keys: webosKeys,
    get captionsWanted() {
      return captions.on;
    },
    get voiceGuide() {
      return guidance.on;
    },
    deepLinks: webosDeepLinks(host, features, document),
    memory: webosMemory(host, luna, features, document),
    openUrl: (url, { signal }) => openOnWebos(luna, base.lifecycle, url, signal),
    exit: () => exitWebos(host, features, window),
    missing: () => features.list(),
  };
}

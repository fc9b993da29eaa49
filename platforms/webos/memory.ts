import type { MemoryLimits } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { texturePixels } from '../television/texturePixels.ts';
import { pageFacts } from './device.ts';
import type { WebosHost } from './host.ts';
import type { Luna } from './luna.ts';

const size = 'tv.hw.ddrSize';

/**
 * Televisions with less than 2 GB end an app that uses too much memory; old ones do not report their memory size.
 * Most report it by a service only, which LG's own library uses too (webOSTV.js, `deviceInfo`): until the service
 * has answered, which takes milliseconds, a television counts as small.
 * Low memory is reported as `webOSLowMemory`, which is missing from LG's list "webOS Events" and not sent by every
 * webOS; the name of its level, where there is one, depends on the firmware.
 */
export function webosMemory(
  host: WebosHost,
  luna: Luna,
  features: Features,
  target: Pick<Document, 'addEventListener' | 'removeEventListener'>,
): MemoryLimits {
  let gigabytes = gigabytesOf(pageFacts(host, features).ddrSize);
  void luna.ask('com.webos.service.config/getConfigs', { configNames: [size] }).then((answer) => {
    const configs = answer?.configs as Readonly<Record<string, unknown>> | undefined;
    gigabytes = gigabytesOf(configs?.[size]) || gigabytes;
  });
  return {
    get texturePixels() {
      return texturePixels(gigabytes < 2);
    },
    subscribeShort(listener) {
      const heard = (event: Event) => {
        const { level, state } = ((event as CustomEvent<unknown>).detail ?? {}) as {
          readonly level?: unknown;
          readonly state?: unknown;
        };
        if ((level ?? state) !== 'normal') listener();
      };
      target.addEventListener('webOSLowMemory', heard);
      return () => target.removeEventListener('webOSLowMemory', heard);
    },
  };
}

/** The number of gigabytes in `2.5G` or `1536M`; 0 for anything else. */
function gigabytesOf(size: unknown): number {
  const [, count, unit] = /^\s*([\d.]+)\s*([GM])/i.exec(String(size ?? '')) ?? [];
  const value = Number(count) || 0;
  return /m/i.test(unit ?? '') ? value / 1024 : value;
}

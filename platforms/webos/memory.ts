import type { MemoryLimits } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { texturePixels } from '../television/texturePixels.ts';
import { pageFacts } from './device.ts';
import type { WebosHost } from './host.ts';

/**
 * Sets with less than 2 GB end an app that takes more than its share; old ones do not say what they have.
 * Shortage comes as `webOSLowMemory`, which LG's list "webOS Events" leaves out and not every webOS sends;
 * its level, where there is one, is named differently from firmware to firmware.
 */
export function webosMemory(
  host: WebosHost,
  features: Features,
  target: Pick<Document, 'addEventListener' | 'removeEventListener'>,
): MemoryLimits {
  const gigabytes = Number.parseFloat(pageFacts(host, features).ddrSize ?? '0');
  return {
    texturePixels: texturePixels(gigabytes < 2),
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

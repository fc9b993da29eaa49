import type { MemoryLimits } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { texturePixels } from '../television/texturePixels.ts';
import type { TizenHost } from './host.ts';

/** bytes */
const small = 1.2e9;

/** Televisions with little memory end an app that uses too much. Tizen: "SystemInfo API". */
export function tizenMemory({ tizen }: TizenHost, features: Features): MemoryLimits {
  const info = tizen?.systeminfo;
  const total = features.attempt('systeminfo.getTotalMemory', () => info?.getTotalMemory());
  return {
    texturePixels: texturePixels(total === undefined || total < small),
    subscribeShort(listener) {
      const name = 'systeminfo.addPropertyValueChangeListener (MEMORY)';
      const id = features.attempt(name, () =>
        info?.addPropertyValueChangeListener(
          'MEMORY',
          ({ status }: { readonly status?: unknown }) => {
            if (status === 'WARNING') listener();
          },
          undefined,
          () => features.lacks(name),
        ),
      );
      return () => {
        if (id === undefined) return;
        features.attempt('systeminfo.removePropertyValueChangeListener', () => {
          info?.removePropertyValueChangeListener(id);
          return true;
        });
      };
    },
  };
}

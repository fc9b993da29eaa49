import { theApp } from './lightning.ts';
import { Random } from './random.ts';

/**
 * Replaces the login window on the device by one without a window: the viewer signs in, closes it, or it is
 * refused, at random and after a random time on the app's clock.
 */
export function replaceLogin(seed: number): void {
  const random = new Random(seed);
  const { platform } = theApp().parts;
  const openUrl = (_url: string, { signal }: { readonly signal: AbortSignal }) => {
    if (random.share() < 0.1) return Promise.reject(new Error('refused'));
    return new Promise<boolean>((resolve, reject) => {
      const back = random.share() < 0.5;
      const ms = random.of([400, 8_000, 90_000]);
      const timer = platform.clock.setTimeout(() => resolve(back), ms);
      signal.addEventListener('abort', () => {
        platform.clock.clearTimeout(timer);
        reject(new Error('given up'));
      });
    });
  };
  Object.assign(platform, { openUrl });
}

import type { RemoteKey } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { televisionKeys } from '../television/keys.ts';
import type { TizenHost } from './host.ts';

/** Key codes of Samsung's remotes. Samsung: "Remote Control"; the last two are what newer ones add. */
export const tizenKeys: Readonly<Record<number, RemoteKey>> = {
  ...televisionKeys,
  10009: 'Back',
  10232: 'Rewind', // MediaTrackPrevious
  10233: 'FastForward', // MediaTrackNext
};

/**
 * Names of the keys that do not come unless they are registered. Exit and the volume keys stay the
 * system's: an app that takes them fails Samsung's review.
 */
const wanted = [
  'MediaPlay',
  'MediaPause',
  'MediaStop',
  'MediaRewind',
  'MediaFastForward',
  'MediaPlayPause',
  'MediaTrackPrevious',
  'MediaTrackNext',
] as const;

/**
 * Asks for the media keys, one by one: one that a set does not know would fail a whole batch, and the
 * list of supported keys leaves out some that work (MediaPlayPause on several models).
 */
export function registerKeys({ tizen }: TizenHost, features: Features): void {
  const device = tizen?.tvinputdevice;
  if (device === undefined) {
    features.lacks('tvinputdevice');
    return;
  }
  for (const name of wanted) {
    features.attempt(`tvinputdevice key ${name}`, () => {
      device.registerKey(name);
      return true;
    });
  }
}

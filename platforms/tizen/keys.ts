import type { RemoteKey } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { televisionKeys } from '../television/keys.ts';
import type { TizenHost } from './host.ts';

/** Key codes of Samsung's remotes. Samsung: "Remote Control"; the last two are sent by newer remotes. */
export const tizenKeys: Readonly<Record<number, RemoteKey>> = {
  ...televisionKeys,
  10009: 'Back',
  10232: 'Rewind', // MediaTrackPrevious
  10233: 'FastForward', // MediaTrackNext
};

/**
 * Names of the keys that are sent only after registration. Exit and the volume keys are left to the
 * system: an app that takes them fails Samsung's review.
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
 * Registers the media keys, one by one: an unknown key would make a whole batch fail, and the
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

import type { RemoteKey } from '../platform.ts';

/**
 * Key codes of LG's remotes; none has to be registered. LG: "Magic Remote". The media keys come from
 * conventional remotes only, and the pointer's wheel and clicks come as events of a mouse.
 */
export const webosKeys: Readonly<Record<number, RemoteKey>> = {
  13: 'Enter',
  37: 'Left',
  38: 'Up',
  39: 'Right',
  40: 'Down',
  461: 'Back',
  19: 'Pause',
  412: 'Rewind',
  413: 'Stop',
  415: 'Play',
  417: 'FastForward',
  10252: 'PlayPause',
};

import type { RemoteKey } from '../platform.ts';

/** Codes that Samsung's and LG's remotes have in common. Samsung: "Remote Control"; LG: "Magic Remote". */
export const televisionKeys: Readonly<Record<number, RemoteKey>> = {
  13: 'Enter',
  37: 'Left',
  38: 'Up',
  39: 'Right',
  40: 'Down',
  19: 'Pause',
  412: 'Rewind',
  413: 'Stop',
  415: 'Play',
  417: 'FastForward',
  10252: 'PlayPause',
};

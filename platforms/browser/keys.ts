import type { RemoteKey } from '../platform.ts';

/** DOM `keyCode` to remote key: a keyboard's keys and the media keys that keyboards and remotes send. */
export const browserKeys: Readonly<Record<number, RemoteKey>> = {
  8: 'Back', // Backspace
  13: 'Enter',
  27: 'Back', // Escape
  32: 'PlayPause', // Space
  37: 'Left',
  38: 'Up',
  39: 'Right',
  40: 'Down',
  // Media keys of Chromium and Firefox
  178: 'Stop',
  179: 'PlayPause',
  227: 'Rewind',
  228: 'FastForward',
  // Media keys of CE-HTML remotes
  19: 'Pause',
  412: 'Rewind',
  413: 'Stop',
  415: 'Play',
  417: 'FastForward',
};

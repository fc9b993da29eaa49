import { browserKeys } from '../browser/keys.ts';
import type { RemoteKey } from '../platform.ts';

/**
 * Key codes of set-top boxes: those that WebKit sends on these boxes, those of CE-HTML remotes, those of RDKShell
 * that have no other meaning, and the keyboard's. Channel keys move a row up and down. RDK Central, "RDKShell":
 * linuxkeys.h.
 */
export const lightningKeys: Readonly<Record<number, RemoteKey>> = {
  ...browserKeys,
  33: 'Up', // page up, which is how many boxes send channel up
  34: 'Down',
  166: 'Back', // the browser's own Back
  // RDKShell's codes
  223: 'FastForward',
  224: 'Rewind',
  226: 'Play',
  407: 'Back',
  // LightningJS SDK's code
  250: 'PlayPause',
  // CE-HTML codes
  427: 'Up',
  428: 'Down',
  461: 'Back',
};

const names: Readonly<Record<string, RemoteKey>> = {
  Up: 'Up',
  Down: 'Down',
  Left: 'Left',
  Right: 'Right',
  Enter: 'Enter',
  Back: 'Back',
  Play: 'Play',
  Pause: 'Pause',
  PlayPause: 'PlayPause',
  Stop: 'Stop',
  FastForward: 'FastForward',
  Rewind: 'Rewind',
  // Operators' other names for some of these keys.
  OK: 'Enter',
  Return: 'Back',
  Last: 'Back',
  ChannelUp: 'Up',
  ChannelDown: 'Down',
};

/**
 * The keys, overridden by an operator's `appSettings.keys`: each code has one name, or several names.
 * A code to which the operator gives only unknown names is removed.
 */
export function keysWith(own: unknown): Readonly<Record<number, RemoteKey>> {
  const keys: Record<number, RemoteKey> = { ...lightningKeys };
  if (typeof own !== 'object' || own === null) return keys;
  for (const [text, name] of Object.entries(own)) {
    const code = Number(text);
    if (!Number.isInteger(code)) continue;
    const said: readonly unknown[] = Array.isArray(name) ? name : [name];
    const known = said.find((it) => typeof it === 'string' && Object.hasOwn(names, it));
    const key = known === undefined ? undefined : names[known as string];
    if (key === undefined) delete keys[code];
    else keys[code] = key;
  }
  return keys;
}

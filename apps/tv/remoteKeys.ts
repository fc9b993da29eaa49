import type { RemoteKey } from '@couchpass/platforms';

/** What the keys of the remote control are for. */
interface KeyTarget {
  /** @param held the key is being repeated */
  key(key: RemoteKey, held?: boolean): void;
  /** A key that moves or seeks was released. */
  released(): void;
}

type Handler = (this: KeyTarget, event?: KeyboardEvent) => void;

/** A key of these that is held down counts as one press. */
const once: readonly RemoteKey[] = ['Enter', 'Back', 'PlayPause'];
const repeated: readonly RemoteKey[] = ['Up', 'Down', 'Play', 'Pause', 'Stop'];
const releasable: readonly RemoteKey[] = ['Left', 'Right', 'Rewind', 'FastForward'];

/**
 * The methods that the SDK calls for the keys of its key map. None returns false, so each key counts as handled: the
 * SDK would close the app after an unhandled Back.
 */
export function keyHandlers(): Readonly<Record<string, Handler>> {
  const handlers: Record<string, Handler> = {};
  for (const key of once) {
    handlers[`_handle${key}`] = function (event) {
      if (!event?.repeat) this.key(key);
    };
  }
  for (const key of repeated.concat(releasable)) {
    handlers[`_handle${key}`] = function (event) {
      this.key(key, event?.repeat);
    };
  }
  for (const key of releasable) {
    handlers[`_handle${key}Release`] = function () {
      this.released();
    };
  }
  return handlers;
}

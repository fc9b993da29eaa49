/** The part of the Screen Wake Lock API that is used. */
interface Lock {
  release(): Promise<void>;
}

interface WakeLockHost {
  readonly wakeLock?: { request(type: 'screen'): Promise<Lock> };
}

/**
 * Keeps the screen on while `on` is true. Browsers release the lock when the page is hidden, so every call of
 * `keepAwake(true)` requests it again; where locks are missing or refused, nothing happens.
 */
export function createKeepAwake(host: WakeLockHost): (on: boolean) => void {
  let wanted = false;
  let held: Lock | null = null;
  let last: Promise<void> = Promise.resolve();
  const settle = async () => {
    if (held) await held.release().catch(() => {});
    held = null;
    if (wanted) held = (await host.wakeLock?.request('screen').catch(() => null)) ?? null;
  };
  return (on) => {
    wanted = on;
    // One after the other: a lock that is granted late must still be released.
    last = last.then(settle);
  };
}

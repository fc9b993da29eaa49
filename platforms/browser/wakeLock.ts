/** The part of the Screen Wake Lock API that is used. */
interface Lock {
  release(): Promise<void>;
}

interface WakeLockHost {
  readonly wakeLock?: { request(type: 'screen'): Promise<Lock> };
}

/**
 * Keeps the screen on while asked to. Browsers drop the lock when the page is hidden, so it is asked for
 * anew whenever `keepAwake(true)` is called again; where there is none, or it is refused, nothing happens.
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
    // One after the other: a lock that comes late must still be let go.
    last = last.then(settle);
  };
}

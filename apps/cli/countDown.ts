import type { Session } from './session.ts';

/**
 * Shows one line in a terminal that counts down while a code is valid; elsewhere nothing.
 * Returns a function that ends the countdown and clears the line.
 */
export function countDown({ couchpass, platform, io }: Session): () => void {
  if (io.terminal === null) return () => {};
  const { clock } = platform;
  let timer: unknown;
  const tick = () => {
    const { view } = couchpass;
    if (view.screen === 'signIn' && view.expiresAt > 0) {
      const trouble = view.troubled ? ' (the service does not answer; still trying)' : '';
      io.out(`\r\x1b[2KWaiting, ${sayLeft(view.expiresAt - clock.monotonic())} left${trouble} `);
    }
    timer = clock.setTimeout(tick, 1_000);
  };
  tick();
  return () => {
    clock.clearTimeout(timer);
    io.out('\r\x1b[2K');
  };
}

/** `29:05` */
export function sayLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

import type { Couchpass } from '@couchpass/core';
import type { Platform } from '@couchpass/platforms';

/**
 * Informs the machine when the app is visible again after it was hidden or asleep: meanwhile a code may have been used,
 * or another app may have signed in. The player itself reports when watching continues.
 * @returns the unsubscriber
 */
export function notifyOnForeground(
  couchpass: Pick<Couchpass, 'send' | 'view'>,
  { lifecycle }: Pick<Platform, 'lifecycle'>,
): () => void {
  let wasAway = false;
  return lifecycle.subscribe((visible) => {
    const isBack = visible && wasAway;
    wasAway = !visible;
    if (isBack && couchpass.view.screen !== 'player') couchpass.send({ type: 'RESUMED' });
  });
}

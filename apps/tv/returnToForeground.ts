import type { Couchpass } from '@couchpass/core';
import type { Platform } from '@couchpass/platforms';

/**
 * Tells the machine when the app is in front again after it was hidden or asleep: a code may have been used
 * meanwhile, and another app may have signed in. The player says itself when watching goes on.
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

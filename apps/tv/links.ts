import type { Couchpass, View } from '@couchpass/core';
import { itemsById } from '@couchpass/core/catalogue';
import type { DeepLink, DeepLinkSource } from '@couchpass/platforms';

/** Maximum number of steps back to Home, so that no screen can block a link for ever. */
const mostSteps = 8;

/**
 * Follows links from a launcher or the television's search: waits for Home and its catalogue, and goes back to Home
 * from other screens when the app was already running. A title that is not in the feed, and a sign-in link when a
 * viewer is already signed in, lead to Home without a change.
 * @param isReload the page was reloaded: the link of the launch was followed before
 */
export function followLinks(
  launches: DeepLinkSource,
  couchpass: Couchpass,
  isReload = false,
): () => void {
  let followed = isReload;
  let wanted: DeepLink | null = null;
  let beenHome = couchpass.view.screen === 'home';
  let steps = 0;
  const look = (view: View) => {
    if (view.screen === 'home') beenHome = true;
    if (wanted === null || view.screen === 'launch') return;
    if (view.screen !== 'home') {
      // At a first launch that stops at a problem or a question, the viewer decides.
      if (beenHome && steps < mostSteps) {
        steps += 1;
        couchpass.send({ type: 'BACK' });
      }
      return;
    }
    if (wanted.kind === 'signIn') {
      wanted = null;
      if (view.viewer === null) couchpass.send({ type: 'SIGN_IN' });
    } else if (view.catalogue !== null) {
      const { id } = wanted;
      wanted = null;
      const item = itemsById(view.catalogue).get(id);
      if (item) couchpass.send({ type: 'SHOW', item });
    }
  };
  const stops = [
    couchpass.subscribe(look),
    launches.subscribe((link) => {
      if (followed) return;
      wanted = link;
      steps = 0;
      look(couchpass.view);
    }),
  ];
  // The link of the launch was delivered during `subscribe`.
  followed = false;
  return () => {
    for (const stop of stops) stop();
  };
}

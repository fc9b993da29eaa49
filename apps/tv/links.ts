import type { Couchpass, View } from '@couchpass/core';
import { itemsById } from '@couchpass/core/catalogue';
import type { DeepLink, DeepLinkSource } from '@couchpass/platforms';

/** Steps back to Home at most, so that no screen can hold a link up for ever. */
const mostSteps = 8;

/**
 * Goes where a launcher or the television's search wants to go: waits for Home and its catalogue, coming
 * back from other screens when the app was running already. A title that is not in the feed, and a
 * sign-in when somebody is signed in, lead to Home as it is.
 * @param isReload the page was loaded anew: what the app was launched for was followed before
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
      // A first launch that stops at a problem or a question is left to the viewer.
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
  // The launch itself came while this listened.
  followed = false;
  return () => {
    for (const stop of stops) stop();
  };
}

import type { Couchpass } from '@couchpass/core';
import type { DeepLinkSource } from '@couchpass/platforms';

/**
 * Follows links from a launcher or the television's search. The statechart leads to a title from anywhere. A link for
 * signing in waits until the viewer can sign in; it changes nothing when a viewer is signed in or signing in already.
 * @param isReload the page was reloaded: the link of the launch was followed before
 */
export function followLinks(
  launches: DeepLinkSource,
  couchpass: Couchpass,
  isReload = false,
): void {
  let followed = isReload;
  let wanted = false;
  const look = () => {
    const now = couchpass.actor.getSnapshot();
    if (now.context.viewer || now.matches('registration') || now.matches('polling')) wanted = false;
    if (!wanted || !now.can({ type: 'SIGN_IN' })) return;
    wanted = false;
    couchpass.send({ type: 'SIGN_IN' });
  };
  couchpass.subscribe(look);
  launches.subscribe((link) => {
    if (followed) return;
    wanted = link.kind === 'signIn';
    if (link.kind === 'title') couchpass.send({ type: 'OPEN', id: link.id });
    look();
  });
  // The link of the launch was delivered during `subscribe`.
  followed = false;
}

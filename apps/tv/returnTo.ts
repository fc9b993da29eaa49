import type { Couchpass, View } from '@couchpass/core';
import type { RestorePoint } from './restorePoint.ts';

const signingIn: readonly View['screen'][] = [
  'signIn',
  'providers',
  'confirmProvider',
  'profiles',
  'authorizing',
  'notAvailable',
];

/** Goes back there once Home and its catalogue are loaded; when the place no longer exists, Home stays. */
export function returnTo(
  place: RestorePoint,
  couchpass: Pick<Couchpass, 'send' | 'subscribe' | 'view'>,
): void {
  const { screen } = place;
  let over = false;
  const look = (view: View) => {
    if (over || view.screen !== 'home' || (view.catalogue === null && !view.problem)) return;
    over = true;
    const items = view.catalogue?.rows.flatMap((row) => row.items) ?? [];
    const item = items.find(({ id }) => id === place.item);
    if (screen === 'account' || screen === 'support') couchpass.send({ type: 'ACCOUNT' });
    if (screen === 'support') couchpass.send({ type: 'SUPPORT' });
    if (screen === 'search') couchpass.send({ type: 'SEARCH' });
    if (item && screen !== 'home') couchpass.send({ type: 'SHOW', item });
    if (item && (screen === 'player' || signingIn.includes(screen))) {
      couchpass.send({ type: 'PLAY', item });
    } else if (screen === 'signIn' && view.viewer === null) {
      couchpass.send({ type: 'SIGN_IN' });
    }
  };
  couchpass.subscribe(look);
  look(couchpass.view);
}

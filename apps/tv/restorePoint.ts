import type { Couchpass, View } from '@couchpass/core';

/** Where a viewer is, to be found again after the page was loaded anew. */
export interface RestorePoint {
  readonly screen: View['screen'];
  /** Id of the item that the screen is about; null for none. */
  readonly item: string | null;
  readonly focus: string | null;
  /** How often the page was loaded anew in a row. */
  readonly times: number;
  /** ms since the epoch */
  readonly at: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'couchpass.place';
/** ms; later the viewer has forgotten it too. */
const lasts = 60_000;

export function saveRestorePoint(store: Store | undefined, place: RestorePoint): void {
  try {
    store?.setItem(key, JSON.stringify(place));
  } catch {
    // Then the app begins at its beginning.
  }
}

/** Once. */
export function takeRestorePoint(store: Store | undefined, now: number): RestorePoint | null {
  try {
    const text = store?.getItem(key) ?? null;
    store?.removeItem(key);
    const place = text === null ? null : (JSON.parse(text) as RestorePoint);
    return place && Math.abs(now - place.at) < lasts ? place : null;
  } catch {
    return null;
  }
}

export function itemOf(view: View): string | null {
  const { item } = view as { readonly item?: { readonly id?: string } | null };
  return item?.id ?? null;
}

const signingIn: readonly View['screen'][] = [
  'signIn',
  'providers',
  'confirmProvider',
  'profiles',
  'authorizing',
  'notAvailable',
];

/** Goes back there, as soon as Home and its catalogue are up; a place that is no more leaves the viewer at Home. */
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

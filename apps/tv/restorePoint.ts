import type { Couchpass, View } from '@couchpass/core';

/** Where the viewer was, to be restored after a reload of the page. */
export interface RestorePoint {
  readonly screen: View['screen'];
  /** Id of the item that the screen is about; null for none. */
  readonly item: string | null;
  readonly focus: string | null;
  /** Number of reloads in a row. */
  readonly times: number;
  /** ms since the epoch */
  readonly at: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'couchpass.place';
/** ms; an older restore point is ignored. */
const lasts = 60_000;

export function saveRestorePoint(store: Store | undefined, place: RestorePoint): void {
  try {
    store?.setItem(key, JSON.stringify(place));
  } catch {
    // The app then starts on its first screen.
  }
}

/** Reads the restore point and removes it. */
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

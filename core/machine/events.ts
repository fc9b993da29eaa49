import type { Item } from '../catalogue/types.ts';

/**
 * What a viewer or a shell can say to the machine. Screens send these and nothing else.
 *
 * SHOW           opens the page of one item
 * PLAY           something was picked; the machine decides whether signing in comes first
 * SIGN_IN        sign in, for nothing in particular (or again, from a denial)
 * BACK           one step back, from anywhere
 * CONTINUE       "I have signed in": ask the service now, at the allowed pace
 * NEW_CODE       a new registration code; the old one is no longer asked about
 * CHOOSE         this provider, from the list
 * OTHER_PROVIDER another provider than the remembered or chosen one
 * ON_PHONE       the provider is chosen on the second screen
 * SIGN_IN_ON_DEVICE           sign in on this device, in its own browser
 * CHOOSE_PROFILE one of several sign-ins that the service knows
 * FREE_PREVIEW   watch for a while without signing in (TempPass)
 * RETRY          try again what failed
 * BROWSE         go to Home without what failed (free content still plays)
 * ACCOUNT        open the account screen
 * SUPPORT        open the support view
 * SIGN_OUT       ask to sign out; CONFIRM does it, as it does for the remembered provider and for leaving
 * POSITION       how far the stream was watched, s; every ten seconds or so, and when it is left
 * PAUSED, RESUMED  the viewer stopped watching for a while, or left the app
 * ONLINE         the network is back: what failed for want of it is tried again
 * ENDED          the stream came to its end or was stopped
 * PLAYED         the stream has played for a while: what is tried once a failure may be tried again
 * STREAM_FAILED  the stream broke; `failure` is a short code for support, `position` (s) the place to go on at
 */
export type MachineEvent =
  | { type: 'SHOW'; item: Item }
  | { type: 'PLAY'; item: Item }
  | { type: 'SIGN_IN' }
  | { type: 'BACK' }
  | { type: 'CONTINUE' }
  | { type: 'NEW_CODE' }
  | { type: 'CHOOSE'; mvpd: string }
  | { type: 'OTHER_PROVIDER' }
  | { type: 'ON_PHONE' }
  | { type: 'SIGN_IN_ON_DEVICE' }
  | { type: 'CHOOSE_PROFILE'; mvpd: string }
  | { type: 'FREE_PREVIEW' }
  | { type: 'RETRY' }
  | { type: 'BROWSE' }
  | { type: 'ACCOUNT' }
  | { type: 'SUPPORT' }
  | { type: 'SIGN_OUT' }
  | { type: 'CONFIRM' }
  | { type: 'ENDED' }
  | { type: 'POSITION'; position: number; duration: number }
  | { type: 'PAUSED' }
  | { type: 'RESUMED' }
  | { type: 'ONLINE' }
  | { type: 'PLAYED' }
  | { type: 'STREAM_FAILED'; failure: string; position?: number };

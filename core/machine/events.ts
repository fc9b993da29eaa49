import type { Item } from '../catalogue/types.ts';

/**
 * The events that a viewer or a shell can send to the machine. Screens send only these.
 *
 * SHOW           opens the page of one item
 * PLAY           an item was picked; the machine decides whether the viewer signs in first
 * SIGN_IN        sign in, without a picked item (or again, after a denial)
 * BACK           one step back, from anywhere
 * CONTINUE       "I have signed in": poll as soon as the shortest allowed time between polls is over
 * NEW_CODE       make a new registration code; the old one is no longer polled
 * CHOOSE         this provider, from the list
 * OTHER_PROVIDER another provider than the remembered or chosen one
 * ON_PHONE       the provider is chosen on the second screen
 * SIGN_IN_ON_DEVICE           sign in on this device, in its own browser
 * CHOOSE_PROFILE take one of several profiles that the service reported
 * FREE_PREVIEW   watch for a while without signing in (TempPass)
 * RETRY          repeat the step that failed
 * BROWSE         go to Home without the step that failed (free content still plays)
 * ACCOUNT        open the account screen
 * SUPPORT        open the support view
 * SIGN_OUT       sign out after CONFIRM; CONFIRM also confirms the remembered provider and leaving the app
 * POSITION       how far the stream was watched, s; about every ten seconds, and when the player is left
 * PAUSED, RESUMED  the viewer paused or left the app; the viewer continued or came back
 * ONLINE         the network is back: what failed without it is tried again
 * ENDED          the stream reached its end or was stopped
 * PLAYED         the stream has played for a while: after a failure its address may be requested again
 * STREAM_FAILED  the stream failed; `failure` is a short code for support, `position` (s) is where to continue
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

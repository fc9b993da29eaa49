import type { Catalogue, Item, Stream } from '../catalogue/types.ts';
import type { PassError } from '../pass/errors.ts';
import type { Profile, Provider } from '../pass/PassService.ts';
import type { Positions } from './positions.ts';
import type { ChosenProvider, PreauthorizationDecision, Viewer } from './viewer.types.ts';

/** A registration code on screen. */
export interface CodeOnScreen {
  readonly code: string;
  /** ms on the monotonic clock: a television's date may be wrong by years. */
  readonly expiresAt: number;
}

/** TempPass: wall-clock time from the first authorization, whatever is watched of it. */
export interface Preview {
  readonly mvpd: string;
  /** ms on the monotonic clock; Infinity until the service has said. */
  readonly endsAt: number;
}

export interface Context {
  readonly catalogue: Catalogue | null;
  readonly catalogueError: PassError | null;
  /** ms, monotonic: when the catalogue came. */
  readonly catalogueAt: number;
  /** What the viewer picked; kept through signing in, and resumed after it. */
  readonly pendingItem: Item | null;
  /** Whose page is open, and is come back to. */
  readonly openItem: Item | null;
  readonly code: CodeOnScreen | null;
  /** Names and logos, learnt while nobody is signed in. */
  readonly providers: readonly Provider[];
  /** The provider of the last sign-in: offered for confirmation when its profile has ended. */
  readonly remembered: ChosenProvider | null;
  /** Who the session is made for; null when the second screen chooses. */
  readonly chosen: ChosenProvider | null;
  /** The viewer wants another provider than the remembered one. */
  readonly wantsOtherProvider: boolean;
  /** The login happens in this device's own browser. */
  readonly onDevice: boolean;
  /** Several sign-ins that the viewer has to choose between; [] when there is nothing to choose. */
  readonly profiles: readonly Profile[];
  /** What preauthorization said of each resource; to mark content with, never to play by. */
  readonly decisions: Readonly<Record<string, PreauthorizationDecision>>;
  /** A running free preview. */
  readonly preview: Preview | null;
  /** The free preview was used up: it is not offered again in this launch. */
  readonly previewUsedUp: boolean;
  readonly viewer: Viewer | null;
  /** A profile that the service may still have, and that is not used any more: signed out of, or refused. */
  readonly formerViewer: Viewer | null;
  /** The service has been asked, in this launch, who is signed in; false again when that may have changed. */
  readonly profileChecked: boolean;
  /** The service has said that nobody is signed in here. */
  readonly knownSignedOut: boolean;
  /** A code of this launch was given up or has ended; it may have been used all the same. */
  readonly codeMayBeUsed: boolean;
  /** ms, monotonic: when the service was last asked about the code. */
  readonly askedAt: number;
  /** Polls that failed in a row. */
  readonly failures: number;
  /** Why the last of them did. */
  readonly trouble: PassError | null;
  readonly stream: Stream | null;
  /** What plays was asked for again already, as its address was refused, and has not played for long since. */
  readonly addressRenewed: boolean;
  /** s; where a stream that broke was, to go on there; null when none did. */
  readonly resumeAt: number | null;
  /** s; where the stream is to begin. */
  readonly startAt: number;
  readonly positions: Positions;
  /** ms, monotonic: when the viewer paused; null while watching. */
  readonly pausedAt: number | null;
  readonly error: PassError | null;
  /** The last one that was told, for the support view. */
  readonly lastError: PassError | null;
}

export const emptyContext: Context = {
  catalogue: null,
  catalogueError: null,
  catalogueAt: Number.NEGATIVE_INFINITY,
  pendingItem: null,
  openItem: null,
  code: null,
  providers: [],
  remembered: null,
  chosen: null,
  wantsOtherProvider: false,
  onDevice: false,
  profiles: [],
  decisions: {},
  preview: null,
  previewUsedUp: false,
  viewer: null,
  formerViewer: null,
  profileChecked: false,
  knownSignedOut: false,
  codeMayBeUsed: false,
  askedAt: Number.NEGATIVE_INFINITY,
  failures: 0,
  trouble: null,
  stream: null,
  addressRenewed: false,
  resumeAt: null,
  startAt: 0,
  positions: {},
  pausedAt: null,
  error: null,
  lastError: null,
};

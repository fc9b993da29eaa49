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

/** TempPass: its time runs from the first authorization, also while nothing is watched. */
export interface Preview {
  readonly mvpd: string;
  /** ms on the monotonic clock; Infinity until the service has reported it. */
  readonly endsAt: number;
}

export interface Context {
  readonly catalogue: Catalogue | null;
  readonly catalogueError: PassError | null;
  /** ms, monotonic: when the catalogue was loaded. */
  readonly catalogueAt: number;
  /** The item that the viewer picked; kept during the sign-in and opened after it. */
  readonly pendingItem: Item | null;
  /** The item whose page is open; screens opened from this page return to it. */
  readonly openItem: Item | null;
  readonly code: CodeOnScreen | null;
  /** Names and logos, loaded while nobody is signed in. */
  readonly providers: readonly Provider[];
  /** The provider of the last sign-in: offered for confirmation when its profile has ended. */
  readonly remembered: ChosenProvider | null;
  /** The provider for which the session is made; null when it is chosen on the second screen. */
  readonly chosen: ChosenProvider | null;
  /** The viewer wants another provider than the remembered one. */
  readonly wantsOtherProvider: boolean;
  /** The login happens in this device's own browser. */
  readonly onDevice: boolean;
  /** Several sign-ins that the viewer has to choose between; [] when there is nothing to choose. */
  readonly profiles: readonly Profile[];
  /** By resource: its preauthorization decision. Only used to mark content, never to allow playback. */
  readonly decisions: Readonly<Record<string, PreauthorizationDecision>>;
  /** A running free preview. */
  readonly preview: Preview | null;
  /** The free preview is used up and is not offered again in this launch. */
  readonly previewUsedUp: boolean;
  readonly viewer: Viewer | null;
  /** A profile that the service may still have but that is no longer used: signed out of, or refused. */
  readonly formerViewer: Viewer | null;
  /** In this launch, the profile was checked with the service; false again when it may have changed. */
  readonly profileChecked: boolean;
  /** The service has reported that nobody is signed in on this device. */
  readonly knownSignedOut: boolean;
  /** A code of this launch was abandoned or has ended; it may have been used nevertheless. */
  readonly codeMayBeUsed: boolean;
  /** ms, monotonic: when the last poll was sent. */
  readonly askedAt: number;
  /** Polls that failed in a row. */
  readonly failures: number;
  /** The error of the last failed poll. */
  readonly trouble: PassError | null;
  readonly stream: Stream | null;
  /** The stream was requested a second time after its address was refused, and has not played for long since. */
  readonly addressRenewed: boolean;
  /** s; the position at which a stream failed, to continue there; null when none failed. */
  readonly resumeAt: number | null;
  /** s; the position at which the stream begins. */
  readonly startAt: number;
  readonly positions: Positions;
  /** ms, monotonic: when the viewer paused; null while watching. */
  readonly pausedAt: number | null;
  readonly error: PassError | null;
  /** The last error that was shown, for the support view. */
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

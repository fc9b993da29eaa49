import type { Catalogue, Item, Stream } from '../catalogue/types.ts';
import type { PassError } from '../pass/errors.ts';
import type { Profile, Provider } from '../pass/PassService.ts';
import type { Positions } from './positions.ts';
import type { Viewer } from './view.types.ts';

/** A registration code on screen. */
export interface CodeOnScreen {
  readonly code: string;
  /** ms on the monotonic clock: a television's date may be wrong by years. */
  readonly expiresAt: number;
}

/** Whether a resource will probably play, in the provider's own words if it has any. */
export interface Likelihood {
  /** null when the service could not say. */
  readonly included: boolean | null;
  readonly details?: string;
}

/** TempPass: wall-clock time from the first authorization, whatever is watched of it. */
export interface Preview {
  readonly mvpd: string;
  /** ms on the monotonic clock; Infinity until the service has said. */
  readonly endsAt: number;
}

/** A provider by id and by what a viewer sees of it. */
export interface ChosenProvider extends Pick<Provider, 'id' | 'displayName' | 'logoUrl'> {
  /** `displayName` was made of the id: profiles have neither name nor logo, and nobody has told them yet. */
  readonly nameIsGuess?: true;
}

export interface Context {
  readonly catalogue: Catalogue | null;
  readonly catalogueError: PassError | null;
  /** ms, monotonic: when the catalogue came. */
  readonly catalogueAt: number;
  /** What the viewer picked; kept through signing in, and resumed after it. */
  readonly item: Item | null;
  /** Whose page is open, and is come back to. */
  readonly shown: Item | null;
  readonly code: CodeOnScreen | null;
  /** Names and logos, learnt while nobody is signed in. */
  readonly providers: readonly Provider[];
  /** The provider of the last sign-in: offered for confirmation when its profile has ended. */
  readonly remembered: ChosenProvider | null;
  /** Who the session is made for; null when the second screen chooses. */
  readonly chosen: ChosenProvider | null;
  /** The viewer wants another provider than the remembered one. */
  readonly otherWanted: boolean;
  /** The login happens in this device's own browser. */
  readonly here: boolean;
  /** Several sign-ins that the viewer has to choose between; [] when there is nothing to choose. */
  readonly profiles: readonly Profile[];
  /** What preauthorization said of each resource; to mark content with, never to play by. */
  readonly decisions: Readonly<Record<string, Likelihood>>;
  /** A running free preview. */
  readonly preview: Preview | null;
  /** The free preview was used up: it is not offered again in this launch. */
  readonly previewUsedUp: boolean;
  readonly viewer: Viewer | null;
  /** A profile that the service may still have, and that is not used any more: signed out of, or refused. */
  readonly spent: Viewer | null;
  /** The service has been asked, in this launch, who is signed in; false again when that may have changed. */
  readonly checked: boolean;
  /** The service has said that nobody is signed in here. */
  readonly nobody: boolean;
  /** A code of this launch was given up or has ended; it may have been used all the same. */
  readonly gaveCode: boolean;
  /** ms, monotonic: when the service was last asked about the code. */
  readonly askedAt: number;
  /** Polls that failed in a row. */
  readonly failures: number;
  /** Why the last of them did. */
  readonly trouble: PassError | null;
  readonly stream: Stream | null;
  /** The catalogue was asked for a newer address of what plays, since the viewer picked it. */
  readonly renewed: boolean;
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
  item: null,
  shown: null,
  code: null,
  providers: [],
  remembered: null,
  chosen: null,
  otherWanted: false,
  here: false,
  profiles: [],
  decisions: {},
  preview: null,
  previewUsedUp: false,
  viewer: null,
  spent: null,
  checked: false,
  nobody: false,
  gaveCode: false,
  askedAt: Number.NEGATIVE_INFINITY,
  failures: 0,
  trouble: null,
  stream: null,
  renewed: false,
  startAt: 0,
  positions: {},
  pausedAt: null,
  error: null,
  lastError: null,
};

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
export type ChosenProvider = Pick<Provider, 'id' | 'displayName' | 'logoUrl'>;

export interface Context {
  readonly catalogue: Catalogue | null;
  readonly catalogueError: PassError | null;
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
  /** The service has been asked, in this launch, whether the remembered profile still holds. */
  readonly checked: boolean;
  /** ms, monotonic: when the service was last asked about the code. */
  readonly askedAt: number;
  /** Polls that failed in a row. */
  readonly failures: number;
  readonly stream: Stream | null;
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
  item: null,
  shown: null,
  code: null,
  providers: [],
  remembered: null,
  chosen: null,
  here: false,
  profiles: [],
  decisions: {},
  preview: null,
  previewUsedUp: false,
  viewer: null,
  checked: false,
  askedAt: Number.NEGATIVE_INFINITY,
  failures: 0,
  stream: null,
  startAt: 0,
  positions: {},
  pausedAt: null,
  error: null,
  lastError: null,
};

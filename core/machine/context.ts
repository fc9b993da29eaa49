import type { Catalogue, Item, Stream } from '../catalogue/types.ts';
import type { PassError } from '../pass/errors.ts';
import type { Provider } from '../pass/PassService.ts';
import type { Viewer } from './view.types.ts';

/** A registration code on screen. */
export interface CodeOnScreen {
  readonly code: string;
  /** ms on the monotonic clock: a television's date may be wrong by years. */
  readonly expiresAt: number;
}

export interface Context {
  readonly catalogue: Catalogue | null;
  readonly catalogueError: PassError | null;
  /** What the viewer picked; kept through signing in, and resumed after it. */
  readonly item: Item | null;
  readonly code: CodeOnScreen | null;
  /** Names and logos, learnt while nobody is signed in. */
  readonly providers: readonly Provider[];
  readonly viewer: Viewer | null;
  /** The service has been asked, in this launch, whether the remembered profile still holds. */
  readonly checked: boolean;
  /** ms, monotonic: when the service was last asked about the code. */
  readonly askedAt: number;
  /** Polls that failed in a row. */
  readonly failures: number;
  readonly stream: Stream | null;
  readonly error: PassError | null;
}

export const emptyContext: Context = {
  catalogue: null,
  catalogueError: null,
  item: null,
  code: null,
  providers: [],
  viewer: null,
  checked: false,
  askedAt: Number.NEGATIVE_INFINITY,
  failures: 0,
  stream: null,
  error: null,
};

import type { Catalogue, FeedReport, Item, Stream } from '../catalogue/types.ts';
import type { ProblemKey } from '../pass/errorPolicy.ts';
import type { Provider } from '../pass/PassService.ts';
import type { Positions } from './positions.ts';
import type { ChosenProvider, PreauthorizationDecision, Viewer } from './viewer.types.ts';

export type { ChosenProvider, PreauthorizationDecision, ProblemKey, Viewer };

/** What a screen reads from the machine: plain data, a new object only when something changed. */
export type View =
  | LaunchView
  | HomeView
  | TitleView
  | ExitView
  | ConfirmProviderView
  | ProvidersView
  | SignInView
  | ProfilesView
  | AuthorizingView
  | PlayerView
  | NotAvailableView
  | AccountView
  | SupportView
  | SigningOutView
  | SignedOutView
  | ProblemView;

/** An error as a screen shows it: `key` selects the text, the rest is for support or the provider's own text. */
export interface Problem {
  /** Key of the text, from `errorPolicy.ts`. */
  readonly key: ProblemKey;
  readonly code: string;
  readonly trace?: string;
  /** The provider's own text, shown unchanged. */
  readonly details?: string;
}

/** The app is starting, and nothing is stored that could be shown already. */
export interface LaunchView {
  readonly screen: 'launch';
}

/** The rows: PLAY one, SIGN_IN, ACCOUNT, RETRY when there is a problem. */
export interface HomeView {
  readonly screen: 'home';
  readonly viewer: Viewer | null;
  /** null while loading or when loading failed. */
  readonly catalogue: Catalogue | null;
  /** Why there is no catalogue; RETRY loads it again. */
  readonly problem: Problem | null;
  /** By resource: its preauthorization decision. Absent means not known (yet). */
  readonly decisions: Readonly<Record<string, PreauthorizationDecision>>;
  /** A running free preview: ms on the monotonic clock when it ends; null when none runs. */
  readonly previewEndsAt: number | null;
  /** By item id: how far it was watched. */
  readonly positions: Positions;
}

/** One item's page: PLAY or SIGN_IN, BACK to Home. Screens opened from here return here. */
export interface TitleView {
  readonly screen: 'title';
  readonly viewer: Viewer | null;
  readonly item: Item;
  /** The item's preauthorization decision; null when not known (yet), or when the item is free. */
  readonly decision: PreauthorizationDecision | null;
  /** Of a series: the episode that PLAY starts. */
  readonly next?: Item;
  /** s; where PLAY will begin. */
  readonly startAt: number;
  readonly previewEndsAt: number | null;
}

/** Asks whether to leave the app, where the platform requires it: CONFIRM leaves, BACK stays. */
export interface ExitView {
  readonly screen: 'exit';
}

/** The service has several profiles: CHOOSE_PROFILE takes one, BACK takes none. */
export interface ProfilesView {
  readonly screen: 'profiles';
  readonly item: Item | null;
  /** The profile that is valid longest comes first. */
  readonly profiles: readonly Viewer[];
}

/** For support: the viewer reads it aloud or photographs it. The requests are in `Couchpass.log`. */
export interface SupportView {
  readonly screen: 'support';
  /** The last error of this launch. */
  readonly problem: Problem | null;
  readonly viewer: Viewer | null;
  /** What could not be used of the feed; null while there is no catalogue. */
  readonly feed: FeedReport | null;
}

/** An earlier sign-in has ended: CONFIRM signs in again with `provider`, OTHER_PROVIDER chooses another. */
export interface ConfirmProviderView {
  readonly screen: 'confirmProvider';
  readonly item: Item | null;
  readonly provider: ChosenProvider;
  /** FREE_PREVIEW is possible. */
  readonly freePreview: boolean;
  /** SIGN_IN_ON_DEVICE is possible: the device can open the provider's login itself. */
  readonly canSignInOnDevice: boolean;
}

/** CHOOSE takes one, ON_PHONE moves the choice to the second screen, RETRY after `failed`. */
export interface ProvidersView {
  readonly screen: 'providers';
  readonly phase: 'loading' | 'choosing' | 'failed';
  readonly item: Item | null;
  /** Without TempPass entries; the remembered one first, the others in the order of the service. */
  readonly providers: readonly Provider[];
  readonly rememberedId: string | null;
  readonly freePreview: boolean;
  /** SIGN_IN_ON_DEVICE is possible; after it `onDevice` is true: CHOOSE opens the login in this device's browser. */
  readonly canSignInOnDevice: boolean;
  readonly onDevice: boolean;
  readonly problem: Problem | null;
}

/**
 * `preparing`  the code is being made
 * `waiting`    the code is on screen, a poll is sent every few seconds
 * `asking`     a poll is being sent
 * `opening`    the provider's login is open in this device's browser (only with `onDevice`)
 * `closed`     the login was closed and nobody is signed in (only with `onDevice`): SIGN_IN_ON_DEVICE opens it again,
 *              CONTINUE polls again
 * `approved`   signed in; the next screen opens automatically
 * `expired`    the code has expired; NEW_CODE or BACK
 * `failed`     no code could be made; RETRY or BACK
 */
export interface SignInView {
  readonly screen: 'signIn';
  readonly phase:
    | 'preparing'
    | 'waiting'
    | 'asking'
    | 'opening'
    | 'closed'
    | 'approved'
    | 'expired'
    | 'failed';
  /** The login happens in this device's own browser; ON_PHONE shows the code instead. */
  readonly onDevice: boolean;
  /** SIGN_IN_ON_DEVICE is possible. */
  readonly canSignInOnDevice: boolean;
  /** The item that the viewer picked before. */
  readonly item: Item | null;
  /** The provider chosen on this device; null when it is chosen on the second screen. */
  readonly provider: ChosenProvider | null;
  /** FREE_PREVIEW is possible. */
  readonly freePreview: boolean;
  /** '' until there is one. */
  readonly code: string;
  /** For typing: without scheme. */
  readonly address: string;
  /** For the QR code: opens the page with the code filled in. */
  readonly addressWithCode: string;
  /** On the machine's monotonic clock, ms; 0 until there is a code. */
  readonly expiresAt: number;
  /** The last polls failed though the code still works. */
  readonly troubled: boolean;
  /** The error of the last poll; null when it did not fail. */
  readonly trouble: Problem | null;
  readonly viewer: Viewer | null;
  readonly problem: Problem | null;
}

/**
 * A decision on `item` is being requested from the service or, for a free item, a newer address from the
 * programmer; BACK cancels.
 */
export interface AuthorizingView {
  readonly screen: 'authorizing';
  readonly item: Item;
}

/** A stream plays: ENDED, BACK or STREAM_FAILED leave the player. */
export interface PlayerView {
  readonly screen: 'player';
  readonly item: Item;
  readonly stream: Stream;
  /** s; 0 for the beginning, and for live. */
  readonly startAt: number;
  /** When the free preview, and playback with it, ends (ms, monotonic); null without a free preview. */
  readonly previewEndsAt: number | null;
}

/** The decision is a denial, or the stream cannot play: RETRY when it may help, SIGN_IN when that is the remedy. */
export interface NotAvailableView {
  readonly screen: 'notAvailable';
  readonly item: Item;
  readonly problem: Problem;
  readonly canRetry: boolean;
  readonly canSignIn: boolean;
}

/** Who is signed in: SIGN_OUT (then CONFIRM), SIGN_IN, BACK. */
export interface AccountView {
  readonly screen: 'account';
  /** `confirming`: the question whether to sign out is shown (CONFIRM or BACK). */
  readonly phase: 'shown' | 'confirming';
  readonly viewer: Viewer | null;
}

/** The sign-out request is being sent to the service. */
export interface SigningOutView {
  readonly screen: 'signingOut';
}

/** Signed out on this device, and there is a message for the viewer; BACK continues. */
export interface SignedOutView {
  readonly screen: 'signedOut';
  /**
   * Why the request to the service failed (RETRY sends it again); null: the device's own settings also contain a
   * sign-in.
   */
  readonly problem: Problem | null;
}

/** A full-screen problem: RETRY tries again, BROWSE (and BACK) goes to Home without it. */
export interface ProblemView {
  readonly screen: 'problem';
  readonly where: 'startup';
  readonly problem: Problem;
}

import type { Catalogue, FeedReport, Item, Stream } from '../catalogue/types.ts';
import type { ProblemKey } from '../pass/errorPolicy.ts';
import type { Provider } from '../pass/PassService.ts';
import type { Positions } from './positions.ts';
import type { ChosenProvider, PreauthorizationDecision, Viewer } from './viewer.types.ts';

export type { ChosenProvider, PreauthorizationDecision, ProblemKey, Viewer };

/** What a screen reads of the machine: plain data, new only when something changed. */
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

/** An error as a screen tells it: `key` picks the text, the rest is for support or the provider's words. */
export interface Problem {
  /** Key of the text; `errorPolicy.ts` decides which. */
  readonly key: ProblemKey;
  readonly code: string;
  readonly trace?: string;
  /** The provider's own words, to be shown as they are. */
  readonly details?: string;
}

/** The app is starting, and nothing is remembered that could be shown already. */
export interface LaunchView {
  readonly screen: 'launch';
}

/** The rows: PLAY one, SIGN_IN, ACCOUNT, RETRY when there is a problem. */
export interface HomeView {
  readonly screen: 'home';
  readonly viewer: Viewer | null;
  /** null while loading or when it could not be had. */
  readonly catalogue: Catalogue | null;
  /** Why there is no catalogue; RETRY loads it again. */
  readonly problem: Problem | null;
  /** By resource: what preauthorization said. Absent means not known (yet). */
  readonly decisions: Readonly<Record<string, PreauthorizationDecision>>;
  /** A running free preview: ms on the monotonic clock when it ends; null when none runs. */
  readonly previewEndsAt: number | null;
  /** By item id: how far it was watched. */
  readonly positions: Positions;
}

/** One item's page: PLAY or SIGN_IN, BACK to Home. Everything started here comes back here. */
export interface TitleView {
  readonly screen: 'title';
  readonly viewer: Viewer | null;
  readonly item: Item;
  /** What preauthorization said of it; null when not known (yet), or free. */
  readonly decision: PreauthorizationDecision | null;
  /** Of a series: the episode that PLAY of it plays. */
  readonly next?: Item;
  /** s; where that will begin. */
  readonly startAt: number;
  readonly previewEndsAt: number | null;
}

/** Whether to leave the app, where the platform wants that asked: CONFIRM leaves, BACK stays. */
export interface ExitView {
  readonly screen: 'exit';
}

/** The service knows several sign-ins: CHOOSE_PROFILE takes one, BACK none. */
export interface ProfilesView {
  readonly screen: 'profiles';
  readonly item: Item | null;
  /** The one that is valid longest first. */
  readonly profiles: readonly Viewer[];
}

/** For support: read by the viewer to somebody, or photographed. The requests are in `Couchpass.log`. */
export interface SupportView {
  readonly screen: 'support';
  /** The last thing that went wrong in this launch. */
  readonly problem: Problem | null;
  readonly viewer: Viewer | null;
  /** What the feed has lost on its way; null while there is none. */
  readonly feed: FeedReport | null;
}

/** Signed in before, and it ended: CONFIRM signs in again with `provider`, OTHER_PROVIDER chooses. */
export interface ConfirmProviderView {
  readonly screen: 'confirmProvider';
  readonly item: Item | null;
  readonly provider: ChosenProvider;
  /** FREE_PREVIEW is possible. */
  readonly freePreview: boolean;
  /** SIGN_IN_ON_DEVICE is possible: the device can open the provider's login itself. */
  readonly canSignInOnDevice: boolean;
}

/** CHOOSE one, ON_PHONE leaves it to the second screen, RETRY after `failed`. */
export interface ProvidersView {
  readonly screen: 'providers';
  readonly phase: 'loading' | 'choosing' | 'failed';
  readonly item: Item | null;
  /** Without TempPass entries, the remembered one first, the others as the service sent them. */
  readonly providers: readonly Provider[];
  readonly rememberedId: string | null;
  readonly freePreview: boolean;
  /** SIGN_IN_ON_DEVICE is possible, and `here` once it was taken: the one chosen is opened in this device's browser. */
  readonly canSignInOnDevice: boolean;
  readonly onDevice: boolean;
  readonly problem: Problem | null;
}

/**
 * `preparing`  the code is being made
 * `waiting`    the code is on screen, the service is asked every few seconds
 * `asking`     it is being asked right now
 * `opening`    the provider's login is open in this device's browser (only with `here`)
 * `closed`     it was closed and nobody is signed in: SIGN_IN_ON_DEVICE opens it again, CONTINUE asks again (only with `here`)
 * `approved`   signed in; goes on by itself
 * `expired`    the code is dead; NEW_CODE or BACK
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
  /** What the viewer picked before. */
  readonly item: Item | null;
  /** Chosen on this device; null when the second screen chooses. */
  readonly provider: ChosenProvider | null;
  /** FREE_PREVIEW is possible. */
  readonly freePreview: boolean;
  /** '' until there is one. */
  readonly code: string;
  /** To be typed: without scheme. */
  readonly address: string;
  /** For the QR code: opens the page with the code filled in. */
  readonly addressWithCode: string;
  /** On the machine's monotonic clock, ms; 0 until there is a code. */
  readonly expiresAt: number;
  /** The last polls failed though the code still works. */
  readonly troubled: boolean;
  /** Why the last of them did; null when it did not. */
  readonly trouble: Problem | null;
  readonly viewer: Viewer | null;
  readonly problem: Problem | null;
}

/**
 * The service is being asked for a decision on `item`, or the programmer for a newer address of a free one;
 * BACK gives up.
 */
export interface AuthorizingView {
  readonly screen: 'authorizing';
  readonly item: Item;
}

/** Something plays: ENDED, BACK or STREAM_FAILED leave it. */
export interface PlayerView {
  readonly screen: 'player';
  readonly item: Item;
  readonly stream: Stream;
  /** s; 0 for the beginning, and for live. */
  readonly startAt: number;
  /** A free preview ends then (ms, monotonic) and playback with it; null for everything else. */
  readonly previewEndsAt: number | null;
}

/** A decision against, or nothing to play: RETRY when it may help, SIGN_IN when that is the remedy. */
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

/** The service is being told of the sign-out. */
export interface SigningOutView {
  readonly screen: 'signingOut';
}

/** Signed out here, and there is more to tell the viewer; BACK goes on. */
export interface SignedOutView {
  readonly screen: 'signedOut';
  /** Why the service could not be told (RETRY tells it again); null: the device's own settings hold a sign-in, too. */
  readonly problem: Problem | null;
}

/** A full-screen problem: RETRY tries again, BROWSE (and BACK) goes on to Home without it. */
export interface ProblemView {
  readonly screen: 'problem';
  readonly where: 'startup';
  readonly problem: Problem;
}

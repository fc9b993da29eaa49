import type { Attempts } from './Attempts.ts';
import type { PassError } from './errors.ts';

/**
 * The interface of an entitlement service. REST API V2 (`v2/`) and V1 (`v1/`) implement it. All times in ms since
 * the epoch by the service's clock. Every call rejects only with a `PassError`; `signal` cancels the call. Calls of
 * one action of the viewer share its `attempts`; without them a call has its own.
 */
export interface PassService {
  /** Obtains client credentials and access token (from memory, or by DCR). */
  prepare(signal: AbortSignal): Promise<void>;
  /** The viewer tries again: lets one request through although the circuit breaker is open. */
  probe(): void;
  /**
   * The service provider's integrations, kept for some minutes.
   * Adobe: "Retrieve configuration for specific service provider".
   */
  providers(signal: AbortSignal, attempts?: Attempts): Promise<Provider[]>;
  /**
   * A registration code, or `authorize` when there is a profile already.
   * Adobe: "Create authentication session".
   */
  createSession(
    params: SessionParameters,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<Session>;
  /** Supplies the parameters that `createSession` did not send. Adobe: "Resume authentication session". */
  resumeSession(code: string, params: SessionParameters, signal: AbortSignal): Promise<Session>;
  /**
   * The parameters that the session has and those that are missing.
   * Adobe: "Retrieve authentication session information using code".
   */
  inspectSession(code: string, signal: AbortSignal): Promise<SessionInfo>;
  /** Absolute address that a browser opens for the provider's login (no Authorization header). */
  loginUrl(code: string): string;
  /** All profiles of this device; [] means not signed in. */
  profiles(signal: AbortSignal, attempts?: Attempts): Promise<Profile[]>;
  /** [] when there is none for this MVPD. */
  profilesOf(mvpd: string, signal: AbortSignal, attempts?: Attempts): Promise<Profile[]>;
  /** [] means not signed in yet. */
  profilesByCode(code: string, signal: AbortSignal): Promise<Profile[]>;
  /**
   * Which resources will probably play, a few in one request. Only used to mark content, never to allow playback.
   * Adobe: "Retrieve preauthorization decisions using specific mvpd".
   */
  preauthorize(
    mvpd: string,
    resources: string[],
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<Decision[]>;
  /** Requests a new decision; a permit contains a media token for one playback. */
  authorize(
    mvpd: string,
    resource: string,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<Decision>;
  /**
   * Ends the profile of this device with `mvpd`; returns the steps that remain to be done.
   * Adobe: "Initiate logout for specific mvpd".
   */
  logout(
    mvpd: string,
    redirectUrl: string,
    signal: AbortSignal,
    attempts?: Attempts,
  ): Promise<LogoutStep[]>;
}

/** The calls that a second screen needs. Every call rejects only with a PassError. */
export type SecondScreenService = Pick<
  PassService,
  'providers' | 'resumeSession' | 'inspectSession' | 'profilesByCode'
>;

/** An MVPD that the service provider is integrated with. */
export interface Provider {
  /** MVPD id, used byte for byte in every other call. */
  readonly id: string;
  readonly displayName: string;
  readonly logoUrl?: string;
  readonly isTempPass: boolean;
}

/** The parameters of a login at the provider; the second screen supplies those that are absent. */
export interface SessionParameters {
  readonly mvpd?: string;
  readonly domainName?: string;
  readonly redirectUrl?: string;
}

/** Answer to creating or resuming a session. Names are strings, because Adobe may add new ones. */
export interface Session {
  /** `authenticate`, `resume`, `retry`, `authorize`, or one not known yet. */
  readonly actionName: string;
  readonly actionType: string;
  readonly reasonType: string;
  /** `mvpd`, `domainName`, `redirectUrl`: the parameters that the service still needs. */
  readonly missingParameters: readonly string[];
  /** Absolute. */
  readonly url?: string;
  /** Absent for `authorize`. */
  readonly code?: string;
  readonly mvpd?: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
}

/** What the service reports about a registration code to the second screen. */
export interface SessionInfo {
  readonly existingParameters: Readonly<Record<string, string>>;
  readonly missingParameters: readonly string[];
  readonly device: { readonly model?: string; readonly vendor?: string; readonly type?: string };
  readonly notBefore?: number;
  readonly notAfter?: number;
}

/** One value of user metadata. Adobe: "User Metadata". */
export interface ProfileAttribute {
  readonly value: unknown;
  /** `plain`; anything else means that only the programmer's private key can read `value`. */
  readonly state: string;
}

/**
 * Record that a viewer is signed in with an MVPD on this device. Times in ms since the epoch by the service's
 * clock. Adobe: "Retrieve profiles".
 */
export interface Profile {
  readonly mvpd: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly issuer: string;
  /** `regular`, `temporary`, `degraded`, `platformSSO`, `serviceTokenSSO`, `appleSSO`, … */
  readonly type: string;
  readonly attributes: Readonly<Record<string, ProfileAttribute>>;
}

/** Proof of a permit, valid for a few minutes. Times in ms since the epoch by the service's clock. */
export interface MediaToken {
  readonly notBefore: number;
  readonly notAfter: number;
  /** Opaque; the programmer's backend uses it once. Never stored, logged or parsed here. */
  readonly serializedToken: string;
}

/** Whether a resource may be watched. Adobe: "Retrieve authorization decisions using specific mvpd". */
export interface Decision {
  readonly resource: string;
  readonly mvpd: string;
  readonly authorized: boolean;
  readonly source: string;
  readonly token?: MediaToken;
  /** The reason; present on a denial. */
  readonly error?: PassError;
}

/** A step that remains to be done for one MVPD after a logout. */
export interface LogoutStep {
  readonly mvpd: string;
  /** `logout`, `partner_logout`, `complete`, `invalid`, or one not known yet. */
  readonly actionName: string;
  readonly actionType: string;
  /** Absolute; only for `logout`. */
  readonly url?: string;
}

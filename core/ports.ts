/**
 * The interfaces that core needs from its platform. Shells (platforms/*) implement them; core uses no DOM, no
 * TV API and no timers of its own.
 */

import type { DrmSystem } from './catalogue/drm.ts';

/** Time. All values in ms. XState's own clock plus `now`, so that one fake clock drives both in tests. */
export interface Clock {
  /** ms since the epoch by the device's date; on televisions it may be wrong by years. */
  now(): number;
  /** ms from an arbitrary start, never set back; differences only. */
  monotonic(): number;
  /**
   * Calls `fn` once, after `ms` or a little later; returns the id for `clearTimeout`. `ms` may be of any length;
   * `withLongDelays` adds this to timers of 31 bits.
   */
  setTimeout(fn: (...args: unknown[]) => void, ms: number): unknown;
  /** Cancels a timer; a timer that has fired, or `undefined`, has no effect. */
  clearTimeout(id: unknown): void;
}

/** Small persistent store; values are JSON-serialisable. Any call may reject (storage full, refused). */
export interface KeyValueStore {
  /** undefined when there is no value under this key. */
  get(key: string): Promise<unknown>;
  /** Resolves when the value is safe from a power cut, as far as the device can guarantee it. */
  set(key: string, value: unknown): Promise<void>;
  /** Deleting a missing key is no error. */
  delete(key: string): Promise<void>;
  /**
   * Runs `work` while no other process with the same store runs such work, as far as this can be guaranteed;
   * rejects only when `work` rejects. Never called within `work`. Absent when only one process uses the store.
   */
  exclusive?<T>(work: () => Promise<T>): Promise<T>;
}

/** A complete request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * A redirect is followed only when this is true. The service never redirects: a redirect is from another server,
   * which would get the credentials.
   */
  readonly followsRedirects?: true;
}

/** An answer with any status. */
export interface HttpResponse {
  /** For a redirect that was not followed, 302 when the system does not report its status. */
  readonly status: number;
  /** Lower-case media type without parameters, '' when the service sent none. */
  readonly contentType: string;
  /** The body as text; never parsed here, because errors may be HTML. */
  readonly text: string;
  /**
   * The headers that were sent and may be read, by lower-case name; a browser hides some of those from
   * another origin.
   */
  readonly headers?: Readonly<Partial<Record<ResponseHeader, string>>>;
}

/** The headers of an answer that core reads. */
export type ResponseHeader = 'location' | 'expires' | 'date';

/**
 * One HTTP exchange; `onProgress` is called when a part of the answer has arrived, if the platform reports that.
 * Resolves for every status; rejects when no complete answer arrived (refused, reset, cut off) or when `signal`
 * aborts.
 */
export type Send = (
  request: HttpRequest,
  signal: AbortSignal,
  onProgress?: () => void,
) => Promise<HttpResponse>;

/** Values of `X-Device-Info`; the five keys that Adobe's header page requires are required here. */
export interface DeviceInfo {
  readonly primaryHardwareType?: string;
  readonly model: string;
  readonly version: string;
  readonly manufacturer?: string;
  readonly vendor?: string;
  readonly osName: string;
  readonly osFamily?: string;
  readonly osVendor?: string;
  readonly osVersion: string;
  readonly browserName?: string;
  readonly browserVendor?: string;
  readonly browserVersion?: string;
  readonly userAgent?: string;
  readonly displayWidth?: number;
  readonly displayHeight?: number;
  readonly connectionType: string;
  readonly connectionSecure?: boolean;
  readonly applicationId?: string;
}

/** The device on which the shell runs. */
export interface Device {
  /**
   * Stable and unique to this device; the shell has already hashed it if it is a hardware id (SHA-256, lower-case
   * hex). Never shown or logged.
   */
  readonly id: string;
  readonly info: DeviceInfo;
}

/** Whether the device reports that it is online. */
export interface Network {
  readonly online: boolean;
  /** `listener` is called at every change; returns the unsubscriber. */
  subscribe(listener: (online: boolean) => void): () => void;
}

/** Everything core needs from a shell. */
export interface CorePorts {
  readonly clock: Clock;
  readonly storage: KeyValueStore;
  readonly send: Send;
  /** Called once while the app runs. */
  device(): Promise<Device>;
  /**
   * This device's headers of single sign-on, read again at every call: `AD-Service-Token` or
   * `Adobe-Subject-Token`. Adobe: "Single sign-on - Service token / Platform identity - Flows". Roku
   * adds its own; absent in a shell without single sign-on.
   */
  singleSignOn?(): Promise<Readonly<Record<string, string>>>;
  /**
   * The DRM systems that this device can play, the preferred one first; sent to the playback endpoint. Absent when
   * unknown.
   */
  drmSystems?(): Promise<readonly DrmSystem[]>;
  /**
   * For a promotional TempPass: the viewer's identifier under the key agreed with the service, hashed
   * (SHA-256 or SHA-512) by the programmer; no personal data. Adobe: "TempPass Feature".
   */
  temporaryIdentity?(): Promise<Readonly<Record<string, string>> | null>;
  /**
   * Opens a page in a browser of this device and waits: true when the browser has reached `returnUrl`, false when it
   * was closed, or when the shell cannot see the browser's address and the viewer is back. Absent when there is no
   * browser. Rejects when no browser could be opened.
   */
  openUrl?(
    url: string,
    options: { readonly returnUrl: string; readonly signal: AbortSignal },
  ): Promise<boolean>;
  /** The platform requires that the app asks for confirmation before Back leaves it. */
  readonly asksBeforeExit?: boolean;
  /** Leaves the app in the way that the platform requires; absent when the app cannot be left. */
  exit?(): void;
  /** Absent when the device does not report it: failed requests are then repeated only by timers. */
  readonly network?: Network;
  /** 0 <= n < 1, for jitter. */
  random(): number;
}

/**
 * What core asks of the machine it runs on. Shells (platforms/*) provide these; core has no DOM, no
 * TV API and no timers of its own.
 */

import type { DrmSystem } from './catalogue/drm.ts';

/** Time. All values in ms. XState's own clock plus `now`, so that one fake clock drives both in tests. */
export interface Clock {
  /** ms since the epoch as the device believes it; on televisions it may be wrong by years. */
  now(): number;
  /** ms from an arbitrary start, never set back; differences only. */
  monotonic(): number;
  /**
   * Calls `fn` once, in `ms` or a little later; answers what `clearTimeout` takes. `ms` may be of any
   * length, which timers of 31 bits are not: `withLongDelays` makes them so.
   */
  setTimeout(fn: (...args: unknown[]) => void, ms: number): unknown;
  /** Forgets a timer; one that is over, or `undefined`, is no mistake. */
  clearTimeout(id: unknown): void;
}

/** Small persistent store; values are JSON-serialisable. Any call may reject (storage full, refused). */
export interface KeyValueStore {
  /** undefined when there is nothing under this key. */
  get(key: string): Promise<unknown>;
  /** Resolves when the value will outlive a power cut, as far as the device can promise it. */
  set(key: string, value: unknown): Promise<void>;
  /** Deleting what is not there is no mistake. */
  delete(key: string): Promise<void>;
  /**
   * Runs `work` while no other process that uses the same store runs one, as far as that can be held;
   * rejects only as `work` does. Never called within `work`. Left out where one process alone uses the
   * store.
   */
  exclusive?<T>(work: () => Promise<T>): Promise<T>;
}

/** What is sent, complete. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * A redirect is followed only when this is true. Calls to the service never redirect: what does is
   * somebody else, and would be sent the credentials.
   */
  readonly followsRedirects?: true;
}

/** What came back, whatever its status. */
export interface HttpResponse {
  /** Of a redirect that was not followed, 302 where the system does not tell which it was. */
  readonly status: number;
  /** Lower-case media type without parameters, '' when the service sent none. */
  readonly contentType: string;
  /** The body as text; never parsed here, because errors may be HTML. */
  readonly text: string;
  /**
   * Those that were sent and may be read, by lower-case name; a browser hides some of
   * another origin's.
   */
  readonly headers?: Readonly<Partial<Record<ResponseHeader, string>>>;
}

/** The headers of an answer that core reads. */
export type ResponseHeader = 'location' | 'expires' | 'date';

/**
 * One HTTP exchange; `onProgress` is called when a part of the answer has come, where that can be seen. Resolves for every status; rejects when no whole answer arrived (refused, reset,
 * cut off) or when `signal` aborts.
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

/** What a shell knows of the device it runs on. */
export interface Device {
  /**
   * Stable and unique to this device, already hashed by the shell where the platform gave a hardware
   * id (SHA-256, lower-case hex); never shown or logged.
   */
  readonly id: string;
  readonly info: DeviceInfo;
}

/** Whether the device believes that it is online. */
export interface Network {
  readonly online: boolean;
  /** Called at every change; returns the unsubscriber. */
  subscribe(listener: (online: boolean) => void): () => void;
}

/** Everything core needs from a shell. */
export interface CorePorts {
  readonly clock: Clock;
  readonly storage: KeyValueStore;
  readonly send: Send;
  /** Asked for once in the life of the app. */
  device(): Promise<Device>;
  /**
   * Headers of single sign-on that this device has, fresh at every call: `AD-Service-Token` or
   * `Adobe-Subject-Token`. Adobe: "Single sign-on - Service token / Platform identity - Flows". Roku
   * adds its own; a shell without single sign-on leaves this out.
   */
  singleSignOn?(): Promise<Readonly<Record<string, string>>>;
  /**
   * What content protection this device can play, the preferred first: told to the playback endpoint. Left out where
   * nobody knows.
   */
  drmSystems?(): Promise<readonly DrmSystem[]>;
  /**
   * For a promotional TempPass: the viewer's identifier under the key agreed with the service, hashed
   * (SHA-256 or SHA-512) by the programmer; no personal data. Adobe: "TempPass Feature".
   */
  temporaryIdentity?(): Promise<Readonly<Record<string, string>> | null>;
  /**
   * Opens a page in a browser of this device and waits for it: true when that browser has come to
   * `returnUrl`, false when it was closed, or when the shell cannot see where it went and the viewer is
   * back. Left out where there is no browser. Rejects when none could be opened.
   */
  openUrl?(
    url: string,
    options: { readonly returnUrl: string; readonly signal: AbortSignal },
  ): Promise<boolean>;
  /** The platform wants the app itself to ask before it is left by Back. */
  readonly asksBeforeExit?: boolean;
  /** Leaves the app by the platform's rule; left out where there is nothing to leave to. */
  exit?(): void;
  /** Left out where the device cannot tell: what failed is then tried again by time alone. */
  readonly network?: Network;
  /** 0 <= n < 1, for jitter. */
  random(): number;
}

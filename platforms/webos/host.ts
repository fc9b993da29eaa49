/**
 * What LG's runtime puts on a page: the same things that LG's webOSTV.js is made of, used without it,
 * because that library is not part of the set and would have to travel with the app. Types of answers
 * are those of its published types.
 */
export interface WebosHost {
  /** Gone on some sets and in some trust levels. */
  readonly PalmServiceBridge?: new () => ServiceBridge;
  readonly PalmSystem?: PalmSystem;
  /** PalmSystem's newer name. */
  readonly webOSSystem?: PalmSystem;
}

export interface ServiceBridge {
  onservicecallback: ((answer: string) => void) | null;
  call(uri: string, parameters: string): void;
  cancel(): void;
}

export interface PalmSystem {
  /** JSON text of what the app was launched with, '' or '{}' for nothing. */
  readonly launchParams?: string;
  /** JSON text with `modelName`, `platformVersion`, `screenWidth` … */
  readonly deviceInfo?: string;
  /** Brings the app to the front. */
  activate?(): void;
  /** Back, as the system does it. */
  platformBack?(): void;
}

export function systemOf(host: WebosHost): PalmSystem | undefined {
  return host.webOSSystem ?? host.PalmSystem;
}

/**
 * The objects that LG's runtime defines on a page. LG's webOSTV.js is built on the same objects; it is not used,
 * because it is not part of the television and would have to be shipped with the app. The types of answers
 * are those of its published types.
 */
export interface WebosHost {
  /** Missing on some televisions and at some trust levels. */
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
  /** JSON text of the launch parameters, '' or '{}' for none. */
  readonly launchParams?: string;
  /** JSON text with `modelName`, `platformVersion`, `screenWidth` … */
  readonly deviceInfo?: string;
  /** Brings the app to the front. */
  activate?(): void;
  /** The system's own Back action. */
  platformBack?(): void;
}

export function systemOf(host: WebosHost): PalmSystem | undefined {
  return host.webOSSystem ?? host.PalmSystem;
}

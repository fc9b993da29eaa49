import { readSettings } from '@couchpass/core';
import { activatePolicy, type Policy, serialise, tvPolicy, unframed } from './rollup/policy.mjs';

export type WebApp = 'tv' | 'activate';

export const webApps: readonly WebApp[] = ['tv', 'activate'];

export interface HeaderOptions {
  readonly app: WebApp;
  /** Origins to which the app sends requests: the entitlement service and the programmer's own services. */
  readonly origins: readonly string[];
}

/**
 * Response headers for the two web apps, from the addresses in settings.json. The web server of `npm start`
 * sends them, and the build writes them to files for other hosts (`hosting.ts`).
 */
export function securityHeaders(options: HeaderOptions): Record<string, string> {
  return {
    'Content-Security-Policy': serialise(unframed(policyOf(options))),
    // For browsers that do not support `frame-ancestors`.
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    // The provider's page opens in a window that the TV app's page observes.
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

/** The resources that a page of the app may load, and the servers to which it may send requests. */
export function policyOf({ app, origins }: HeaderOptions): Policy {
  return app === 'tv' ? tvPolicy(origins) : activatePolicy(origins);
}

/**
 * The origins of an app's requests: the service, and for the TV app also the feed, the playback endpoint, and
 * Concurrency Monitoring where the settings contain it.
 * @throws SettingsError
 */
export function originsOf(settings: unknown, app: WebApp): string[] {
  const { pass, catalogue, concurrency } = readSettings(settings).appSettings;
  const counting = concurrency ? [concurrency.baseUrl] : [];
  const others = app === 'tv' ? [catalogue.feedUrl, catalogue.playbackUrl, ...counting] : [];
  return [...new Set([pass.baseUrl, ...others].map((url) => new URL(url).origin))];
}

/** For answers that are no page of an app: their content may neither run nor load anything. */
export const errorHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

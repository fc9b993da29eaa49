/**
 * Response headers for the two web apps. A network that hosts the built files itself sends the same
 * ones; they are built here, in one place, from the addresses in settings.json.
 */
export type WebApp = 'tv' | 'activate';

export interface HeaderOptions {
  readonly app: WebApp;
  /** Origins that the app talks to: the entitlement service and the programmer's own services. */
  readonly origins: readonly string[];
}

export function securityHeaders({ app, origins }: HeaderOptions): Record<string, string> {
  return {
    'Content-Security-Policy': serialise(
      app === 'tv' ? tvPolicy(origins) : activatePolicy(origins),
    ),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

/** For answers that are no page of an app: nothing in them runs or loads anything, wherever it is shown. */
export const errorHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

type Policy = Readonly<Record<string, readonly string[]>>;

/** The second screen handles codes: nothing loads or leaves but to itself and the service. */
function activatePolicy(origins: readonly string[]): Policy {
  return {
    'default-src': ["'self'"],
    'connect-src': ["'self'", ...origins],
    // Provider logos come from wherever the service says.
    'img-src': ["'self'", 'data:', 'https:', ...origins],
    'form-action': ["'self'", ...origins],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
}

/** Art and streams come from any CDN that the feed or the playback endpoint names. */
function tvPolicy(origins: readonly string[]): Policy {
  return {
    'default-src': ["'self'"],
    // LightningJS compiles its templates with `new Function`; no script comes from elsewhere.
    'script-src': ["'self'", "'unsafe-eval'"],
    'connect-src': ["'self'", 'blob:', 'data:', 'https:', ...origins],
    'img-src': ["'self'", 'blob:', 'data:', 'https:', ...origins],
    // Shaka opens the element's own text track by an empty `data:` one.
    'media-src': ["'self'", 'blob:', 'data:', 'https:', ...origins],
    // It decodes pictures in a worker that it makes from a Blob, and writes style attributes.
    'worker-src': ["'self'", 'blob:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
}

function serialise(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...new Set(sources)].join(' '))
    .join('; ');
}

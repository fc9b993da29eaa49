/**
 * Content security policies of the two web apps, for their pages and for the headers of whoever hosts them.
 * A policy is an object of directives, each with its sources.
 */

/** Art and streams come from any CDN that the feed or the playback endpoint names. */
export function tvPolicy(origins) {
  const anywhere = ["'self'", 'blob:', 'data:', 'https:', ...origins];
  return {
    'default-src': ["'self'"],
    // LightningJS compiles its templates with `new Function`; no script comes from elsewhere.
    'script-src': ["'self'", "'unsafe-eval'"],
    'connect-src': anywhere,
    'img-src': anywhere,
    // Shaka opens the element's own text track by an empty `data:` one.
    'media-src': anywhere,
    // It decodes pictures in a worker that it makes from a Blob, and writes style attributes.
    'worker-src': ["'self'", 'blob:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'frame-src': ["'none'"],
    'form-action': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
}

/**
 * The second screen handles codes: nothing loads or leaves but to itself and the services. Its pictures, the
 * providers' logos, come from wherever the service says.
 */
export function activatePolicy(origins) {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'https:', ...plainOf(origins)],
    'connect-src': ["'self'", ...origins],
    'form-action': ["'none'"],
    'base-uri': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ["'none'"],
  };
}

/** For a header; a page cannot say of itself who may frame it. */
export function unframed(policy) {
  return { ...policy, 'frame-ancestors': ["'none'"] };
}

export function serialise(policy) {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...new Set(sources)].join(' '))
    .join('; ');
}

/** The page with this policy of its own, in place of one that it has. */
export function withPolicy(html, policy) {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${serialise(policy)}" />`;
  const own = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/;
  if (own.test(html)) return html.replace(own, () => meta);
  return html.replace(/<meta charset="utf-8" \/>/, (charset) => `${charset}\n    ${meta}`);
}

/**
 * Sources without TLS for pages whose settings name one: only a sandbox on this computer goes without, on
 * whichever port was free.
 * @param {{ pass: object, catalogue: object }} appSettings as they stand in settings.json
 */
export function plainSources({ pass, catalogue }) {
  const urls = [pass.baseUrl, pass.activateUrl, catalogue.feedUrl, catalogue.playbackUrl];
  const isPlain = urls.some((url) => String(url).startsWith('http:'));
  return isPlain ? ['http://localhost:*', 'http://127.0.0.1:*'] : [];
}

function plainOf(origins) {
  return origins.filter((origin) => origin.startsWith('http:'));
}

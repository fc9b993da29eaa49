/**
 * Content security policies of the two web apps, for their pages and for the headers of their hosts.
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
    // Shaka opens the element's own text track with an empty `data:` address.
    'media-src': anywhere,
    // LightningJS decodes pictures in a worker that it makes from a Blob, and writes style attributes.
    'worker-src': ["'self'", 'blob:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'frame-src': ["'none'"],
    'form-action': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
}

/**
 * The second screen handles codes: it may load from and send to only its own server and the services. Its
 * pictures, the providers' logos, may come from any address that the service names.
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

/** For a header; `frame-ancestors` has no effect inside a page. */
export function unframed(policy) {
  return { ...policy, 'frame-ancestors': ["'none'"] };
}

export function serialise(policy) {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...new Set(sources)].join(' '))
    .join('; ');
}

/** The page with this policy, instead of its own if it has one. */
export function withPolicy(html, policy) {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${serialise(policy)}" />`;
  const own = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/;
  if (own.test(html)) return html.replace(own, () => meta);
  return html.replace(/<meta charset="utf-8" \/>/, (charset) => `${charset}\n    ${meta}`);
}

/**
 * Sources without TLS, for pages whose settings contain one: only a sandbox on this computer has no TLS, and
 * its port may be any.
 * @param {{ pass: object, catalogue: object }} appSettings as in settings.json
 */
export function plainSources({ pass, catalogue }) {
  const urls = [pass.baseUrl, pass.activateUrl, catalogue.feedUrl, catalogue.playbackUrl];
  const isPlain = urls.some((url) => String(url).startsWith('http:'));
  return isPlain ? ['http://localhost:*', 'http://127.0.0.1:*'] : [];
}

function plainOf(origins) {
  return origins.filter((origin) => origin.startsWith('http:'));
}

/** Schemes that open no app: a browser would run or read their content, or open something else. */
const REFUSED =
  /^(javascript|data|vbscript|blob|file|filesystem|about|view-source|chrome|ws|wss|ftp|mailto|tel):$/;
const LONGEST = 2_048;

/**
 * The key by which a login's or logout's target address is compared: `https://host:port` for a page,
 * `scheme:` for an app's custom scheme. undefined when the address is not absolute, or not safe to redirect to.
 */
export function redirectKey(text: string): string | undefined {
  if (text.length > LONGEST || /[\p{Cc}\u2028\u2029]/u.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (REFUSED.test(url.protocol)) return undefined;
  if (!isWeb(url.protocol)) return url.protocol;
  return url.username || url.password ? undefined : url.origin;
}

/** Whether a key belongs to a page and not to an app's custom scheme. */
export function isWeb(key: string): boolean {
  return /^https?:/.test(key);
}

export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

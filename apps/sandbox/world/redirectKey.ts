/** Schemes that a browser would run, read or send itself to something else than an app by. */
const REFUSED =
  /^(javascript|data|vbscript|blob|file|filesystem|about|view-source|chrome|ws|wss|ftp|mailto|tel):$/;
const LONGEST = 2_048;

/**
 * What an address that a login or logout may end at is known by: `https://host:port` of a page, `scheme:`
 * of an app's custom scheme. undefined when it is no absolute address, or none that it is safe to go to.
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

/** Whether a key is that of a page, and not of an app's custom scheme. */
export function isWeb(key: string): boolean {
  return /^https?:/.test(key);
}

export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

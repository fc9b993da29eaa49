import type { ServiceProvider } from '../world/serviceProviders.ts';

/**
 * Whether a login or logout may end at this address: an absolute http(s) address on a registered
 * domain of the service provider, on this machine, or at an allowed origin of a second-screen page.
 * Nothing else is ever redirected to. Adobe names the error, not the rule.
 */
export function isAllowedRedirect(
  text: string,
  serviceProvider: ServiceProvider,
  allowedOrigins: readonly string[],
): boolean {
  if (text.length > 2_048) return false;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return false;
  return (
    isLoopbackHost(url.hostname) ||
    allowedOrigins.includes(url.origin) ||
    serviceProvider.domains.some(
      (domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`),
    )
  );
}

export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

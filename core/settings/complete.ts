import type { PassSettings } from './sharedSchema.ts';

/** An address of settings.json, which may be relative to `pass.baseUrl`. */
export function complete(url: string, { baseUrl }: Pick<PassSettings, 'baseUrl'>): string {
  return new URL(url, baseUrl).href;
}

/** The integration with complete addresses: `activateUrl` absolute, `baseUrl` without slashes at its end. */
export function completePass(pass: PassSettings): PassSettings {
  return {
    ...pass,
    baseUrl: withoutSlashes(pass.baseUrl),
    activateUrl: complete(pass.activateUrl, pass),
  };
}

function withoutSlashes(url: string): string {
  let end = url.length;
  while (url.charAt(end - 1) === '/') end--;
  return url.slice(0, end);
}

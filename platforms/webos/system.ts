import { isWebAddress } from '@couchpass/core';
import type { Lifecycle } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { waitForReturn } from '../television/waitForReturn.ts';
import { systemOf, type WebosHost } from './host.ts';
import type { Luna } from './luna.ts';

/**
 * Handles Back on the first page. The system asks the viewer: televisions of 2021 and later show their own question,
 * older ones go to Home. LG: "Back Button".
 */
export function exitWebos(host: WebosHost, features: Features, target: { close(): void }): void {
  const done = features.attempt('PalmSystem.platformBack', () => {
    const system = systemOf(host);
    system?.platformBack?.();
    return system?.platformBack && true;
  });
  if (!done) target.close();
}

/** The current value of an on/off setting; undefined until the television has reported it. */
export function webosSwitch(
  luna: Luna,
  category: string,
  key: string,
): { readonly on: boolean | undefined } {
  const state: { on: boolean | undefined } = { on: undefined };
  luna.watch('com.webos.settingsservice/getSystemSettings', { category, keys: [key] }, (answer) => {
    const settings = answer.settings as Readonly<Record<string, unknown>> | undefined;
    const value = settings?.[key];
    if (value !== undefined) state.on = value === 'on' || value === true;
  });
  return state;
}

/** Opens a page in the television's browser; resolves when the viewer is back. LG: "Application Manager". */
export async function openOnWebos(
  luna: Luna,
  lifecycle: Lifecycle,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isWebAddress(url)) throw new Error('only a web page can be opened');
  const launched = await luna.ask('com.webos.applicationManager/launch', {
    id: 'com.webos.app.browser',
    params: { target: url },
  });
  if (launched === null) throw new Error('no browser');
  return waitForReturn(lifecycle, signal);
}

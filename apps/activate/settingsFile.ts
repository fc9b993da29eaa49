import {
  type Clock,
  type HttpResponse,
  isCaptivePortal,
  PassError,
  SettingsError,
} from '@couchpass/core';
import { isServerFailure, isWhole, sendWithTimeout, wait } from '@couchpass/core/pass';
import { readSecondScreenSettings, type SecondScreenSettings } from '@couchpass/core/settings';
import { askOwnServer, isMissing } from './ownServer.ts';

/** How often the file is requested before the viewer sees an error, and the interval, ms. */
const tries = 3;
const between = 1_000;

const neverAborts = new AbortController().signal;

/**
 * Loads settings.json from beside this page and checks it. Networks and proxies may answer instead of the
 * server: that is a failed try, and never a fault of the settings.
 * @throws SettingsError; PassError when every try failed
 */
export async function fetchSettings(clock: Clock): Promise<SecondScreenSettings> {
  for (let tried = 1; ; tried += 1) {
    try {
      return readSecondScreenSettings(await fetchText(clock));
    } catch (error) {
      if (error instanceof SettingsError || tried === tries) throw error;
      await wait(clock, between * tried, neverAborts);
    }
  }
}

async function fetchText(clock: Clock): Promise<string> {
  const request = { method: 'GET', url: './settings.json', headers: {} } as const;
  const send = (_: unknown, signal: AbortSignal) => askOwnServer(request.url, signal);
  const response = await sendWithTimeout({ clock, send }, request, neverAborts);
  const { status, text } = response;
  if (isMissing(response)) {
    const wrong = { key: 'settings.json', wrong: 'is missing', allowed: 'beside this page' };
    throw new SettingsError([wrong]);
  }
  const is = (code: string) => new PassError({ code, action: 'retry', status });
  if (isCaptivePortal(response)) throw is('captive_portal');
  if (isServerFailure(response)) throw is('settings_unreachable');
  if (!isSettings(response)) throw is('not_the_service');
  return text;
}

/** True for right and wrong settings alike: `readSecondScreenSettings` reports errors. Only tools report their
 * position in the file: a phone does not load that code. */
function isSettings(response: HttpResponse): boolean {
  const { text } = response;
  if (!isWhole(response) || !/^\s*\{/.test(text)) return false;
  try {
    return 'appSettings' in JSON.parse(text);
  } catch {
    return true;
  }
}

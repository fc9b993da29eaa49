import type { DeviceInfo } from '@couchpass/core';

/** Facts that a browser reports about itself. */
export interface BrowserFacts {
  readonly userAgent: string;
  readonly screenWidth: number;
  readonly screenHeight: number;
  /** `navigator.connection.type` where it exists. */
  readonly connectionType?: string | undefined;
  readonly secure: boolean;
}

type System = Pick<DeviceInfo, 'osName' | 'osVersion'> &
  Partial<Pick<DeviceInfo, 'osFamily' | 'osVendor'>>;

/**
 * Values of `X-Device-Info` for a browser. `osName`, `osFamily`, `osVendor`, `browserName` and
 * `browserVendor` come from the lists of Adobe's page "X-Device-Info"; a value that is not on a list is left
 * out. Core adds `applicationId`.
 */
export function browserDeviceInfo(facts: BrowserFacts): DeviceInfo {
  const { userAgent } = facts;
  const browser = browserOf(userAgent);
  return {
    primaryHardwareType: 'Desktop',
    model: browser.browserName ?? 'Browser',
    version: browser.browserVersion ?? '0',
    ...systemOf(userAgent),
    ...browser,
    userAgent,
    displayWidth: facts.screenWidth,
    displayHeight: facts.screenHeight,
    connectionType: connectionOf(facts.connectionType),
    connectionSecure: facts.secure,
  };
}

function systemOf(userAgent: string): System {
  const found = (pattern: RegExp) => pattern.exec(userAgent)?.[1]?.replaceAll('_', '.');
  const windows = found(/Windows NT ([\d.]+)/);
  if (windows) {
    return { osName: 'Windows', osFamily: 'Windows', osVendor: 'Microsoft', osVersion: windows };
  }
  const ios = found(/(?:iPhone|CPU) OS ([\d_]+)/);
  if (ios) return { osName: 'iOS', osFamily: 'iOS', osVendor: 'Apple', osVersion: ios };
  const mac = found(/Mac OS X ([\d_.]+)/);
  if (mac) return { osName: 'Mac OS', osFamily: 'macOS', osVendor: 'Apple', osVersion: mac };
  const android = found(/Android ([\d.]+)/);
  if (android) {
    return { osName: 'Android', osFamily: 'Android', osVendor: 'Google', osVersion: android };
  }
  const chromeOs = found(/CrOS \S+ ([\d.]+)/);
  if (chromeOs) {
    return { osName: 'Chrome OS', osFamily: 'Linux', osVendor: 'Google', osVersion: chromeOs };
  }
  if (/OpenBSD/.test(userAgent)) return { osName: 'OpenBSD', osFamily: 'BSD', osVersion: '0' };
  // A Linux browser does not report the version of its system.
  return { osName: 'Linux', osFamily: 'Linux', osVersion: '0' };
}

function browserOf(
  userAgent: string,
): Partial<Pick<DeviceInfo, 'browserName' | 'browserVendor' | 'browserVersion'>> {
  // Order matters: nearly every browser also names Chrome or Safari in its user agent.
  const known: readonly (readonly [RegExp, string, string | undefined])[] = [
    [/Edge?\/([\d.]+)/, 'Edge', 'Microsoft'],
    [/OPR\/([\d.]+)/, 'Opera', undefined],
    [/Firefox\/([\d.]+)/, 'Firefox', 'Mozilla'],
    [/Chrome\/([\d.]+)/, 'Chrome', 'Google'],
    [/Version\/([\d.]+).*Safari/, 'Safari', 'Apple'],
  ];
  for (const [pattern, browserName, browserVendor] of known) {
    const browserVersion = pattern.exec(userAgent)?.[1];
    if (browserVersion === undefined) continue;
    return browserVendor === undefined
      ? { browserName, browserVersion }
      : { browserName, browserVendor, browserVersion };
  }
  return {};
}

function connectionOf(type: string | undefined): string {
  const names: Readonly<Record<string, string>> = {
    wifi: 'WiFi',
    ethernet: 'LAN',
    cellular: 'cellular',
  };
  return names[type ?? ''] ?? 'LAN';
}

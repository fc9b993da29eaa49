import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../core/settings.ts';

type Raw = { appSettings: Record<string, Record<string, unknown>>; platformSettings: object };

const shipped = (): Raw => JSON.parse(readFileSync('settings.json', 'utf8'));

function faults(source: unknown): string[] {
  try {
    readSettings(source);
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n');
    throw error;
  }
  return [];
}

function broken(change: (raw: Raw) => void): string[] {
  const raw = shipped();
  change(raw);
  return faults(raw);
}

describe('settings.json', () => {
  it('as shipped is good, and its relative addresses are completed', () => {
    const { appSettings } = readSettings(shipped(), { baseUrl: 'http://127.0.0.1:9' });
    expect(appSettings.pass.baseUrl).toBe('http://127.0.0.1:9');
    expect(appSettings.catalogue).toEqual({
      feedUrl: 'http://127.0.0.1:9/programmer/feed.json',
      playbackUrl: 'http://127.0.0.1:9/programmer/play',
    });
  });

  it.each<[string, (raw: Raw) => void, string]>([
    [
      'a missing service provider',
      (raw) => delete raw.appSettings.pass?.serviceProvider,
      'appSettings.pass.serviceProvider: is missing; allowed: the service provider (requestor) id: letters, digits, "_", "." and "-"',
    ],
    [
      'an address of another scheme',
      (raw) => Object.assign(raw.appSettings.pass ?? {}, { baseUrl: 'ftp://x' }),
      'appSettings.pass.baseUrl: holds "ftp://x", which is not usable; allowed: an https:// address (http:// only for localhost)',
    ],
    [
      'plain http elsewhere than on this machine',
      (raw) => Object.assign(raw.appSettings.pass ?? {}, { baseUrl: 'http://pass.example' }),
      'appSettings.pass.baseUrl: holds "http://pass.example", which is not usable; allowed: an https:// address (http:// only for localhost)',
    ],
    [
      'an unknown key',
      (raw) => Object.assign(raw.appSettings.pass ?? {}, { requestor: 'N' }),
      'appSettings.pass.requestor: is not a known key; allowed: api, baseUrl, serviceProvider, softwareStatement, domainName, activateUrl, chooseProvider, severalProfiles, freePreview',
    ],
    [
      'an app id that LG keeps for itself',
      (raw) => Object.assign(raw.appSettings.platforms ?? {}, { webos: { id: 'com.lge.tv' } }),
      'appSettings.platforms.webos.id: holds "com.lge.tv", which is not usable; allowed: a reversed domain such as com.example.tv: small letters, digits, "-" and "+" between dots; LG keeps com.lge, com.webos and com.palm for itself',
    ],
    [
      'a Tizen app id without its package',
      (raw) => Object.assign(raw.appSettings.platforms ?? {}, { tizen: { id: 'Northstar' } }),
      'appSettings.platforms.tizen.id: holds "Northstar", which is not usable; allowed: a package id of 10 letters and digits, a dot and a name of letters and digits, such as exampleTV1.Example',
    ],
    [
      'the wrong type',
      (raw) => Object.assign(raw.appSettings, { brand: 3 }),
      'appSettings.brand: holds 3, which is not usable; allowed: an object with name, accentColor, logo, artwork',
    ],
  ])('%s is named in words', (_, change, said) => expect(broken(change)).toEqual([said]));

  it('names every fault at once', () => {
    expect(
      broken((raw) => {
        delete raw.appSettings.pass?.domainName;
        Object.assign(raw.appSettings.brand ?? {}, { accentColor: 'orange' });
      }),
    ).toHaveLength(2);
  });

  it('never repeats the software statement', () => {
    const [said] = broken((raw) =>
      Object.assign(raw.appSettings.pass ?? {}, { softwareStatement: 'SECRET' }),
    );
    expect(said).toContain('appSettings.pass.softwareStatement');
    expect(said).not.toContain('SECRET');
  });

  it.each(['', '{', '[]', 'null', '"x"', '{"appSettings":{}}'])('%j is told in words', (source) => {
    const said = faults(source);
    expect(said.length).toBeGreaterThan(0);
    for (const line of said) expect(line).toMatch(/^[\w.]+: .+; allowed: .+/);
  });
});

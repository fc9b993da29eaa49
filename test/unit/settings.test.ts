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
      refreshMinutes: 360,
    });
  });

  it.each<[string, (raw: Raw) => void, string]>([
    [
      'a missing service provider',
      (raw) => delete raw.appSettings.pass?.serviceProvider,
      'appSettings.pass.serviceProvider: is missing; allowed: the service provider (requestor) id: letters, digits, "_", "." and "-"',
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

  it.each(['', ' ', '\ufeff', '{', '[]', 'null', '"x"', '{"appSettings":{}}'])(
    '%j is told in words',
    (source) => {
      const said = faults(source);
      expect(said.length).toBeGreaterThan(0);
      for (const line of said) expect(line).toMatch(/^[\w.]+: .+; allowed: .+/);
    },
  );
});

/** Every key that is an address, and whether it may have a path and a query. */
const addresses = {
  'pass.baseUrl': { path: false, query: false },
  'pass.activateUrl': { path: true, query: false },
  'catalogue.feedUrl': { path: true, query: true },
  'catalogue.playbackUrl': { path: true, query: true },
  'brand.logo': { path: true, query: true },
  'brand.artwork': { path: true, query: true },
  'platforms.tizen.previewUrl': { path: false, query: true },
} as const;
type AddressKey = keyof typeof addresses;
const addressKeys = Object.keys(addresses) as AddressKey[];

function withValue(key: string, value: unknown): Raw {
  const raw = shipped();
  let inside = raw.appSettings as Record<string, unknown>;
  const names = key.split('.');
  const last = names.pop() ?? '';
  for (const name of names) {
    inside[name] ??= {};
    inside = inside[name] as Record<string, unknown>;
  }
  inside[last] = value;
  return raw;
}

const wrongWith = (key: string, value: unknown) => faults(withValue(key, value));

describe.each(addressKeys)('the address %s', (key) => {
  const { path, query } = addresses[key];

  it.each<[string, string]>([
    ['https://user@example.com/x', 'has a user name in it'],
    ['https://user:secret-word@example.com/x', 'has a user name in it'],
    ['https://:secret-word@example.com/', 'has a user name in it'],
    ['https://example.com/x#part', 'has a fragment (#…) in it'],
    ['https://example.com/#', 'has a fragment (#…) in it'],
    ['https:\\\\example.com\\x', 'has a backslash in it'],
    ['https://example.com\\@evil.example/', 'has a backslash in it'],
    ['//evil.example/x', 'begins with "//", which names another host'],
    ['/\\evil.example/x', 'has a backslash in it'],
    ['https://exa mple.com/', 'has a blank in it'],
    ['https://example.com/\u00a0x', 'has a character in it that nobody sees'],
    ['https://example.com/\u200bx', 'has a character in it that nobody sees'],
    ['https://example.com/\u{e0041}x', 'has a character in it that nobody sees'],
    ['https://exam\nple.com/', 'has a line break in it'],
    ['https://exam\tple.com/', 'has a control character in it'],
    ['https://example.com/\u0000', 'has a control character in it'],
    ['https://example.com/\u202egpj', 'has a character in it that changes the direction of text'],
    ['https://example.com/\ud800', 'has half a letter in it (a lone surrogate)'],
    ['ftp://example.com/x', 'has the scheme ftp:'],
    ['javascript:alert(1)', 'has the scheme javascript:'],
    ['data:text/html,x', 'has the scheme data:'],
    ['file:///etc/passwd', 'has the scheme file:'],
    ['https:example.com', 'names no host'],
    ['https:///example.com', 'names no host'],
    ['https://', 'names no host'],
    ['https://?x', query ? 'names no host' : 'has a query (?…) in it'],
    ['https://example.com:0/', 'has the port 0, which no computer has'],
    ['https://example.com:65536/', 'has the port 65536, which no computer has'],
    ['https://example.com:99999999999/', 'has the port 99999999, which no computer has'],
    ['https://example.com:12x/', 'cannot be read as an address'],
    ['https://[::1/', 'cannot be read as an address'],
    ['http://example.com/x', 'is http:// for another host than localhost'],
    ['http://localhost.evil.example/', 'is http:// for another host than localhost'],
    ['http://192.168.1.20/', 'is http:// for another host than localhost'],
  ])('%j is named: it %s', (value, reason) => {
    const [said = '', ...more] = wrongWith(key, value);
    expect(more).toEqual([]);
    expect(said).toMatch(new RegExp(`^appSettings\\.${key}: holds .*, which `));
    expect(said).toContain(`, which ${reason}; allowed: `);
    expect(said).toContain('http');
    expect(said).not.toContain('secret-word');
  });

  it.each(['example.com/x', 'localhost:8700/x', 'www.example.com', '?x', ''])(
    '%j is no address by itself',
    (value) => {
      // For a picture, these may be paths relative to the app.
      if (key.startsWith('brand.') && /^[\w./~%-]+$/.test(value)) return;
      const [said = ''] = wrongWith(key, value);
      expect(said).toMatch(/does not begin with https:\/\/|has a query/);
    },
  );

  it(`${query ? 'may' : 'must not'} have a query, which is never repeated`, () => {
    const said = wrongWith(key, 'https://example.com/x?key=secret-word');
    expect(said.map((line) => line.replace(/; allowed.*/, ''))).toEqual(
      query
        ? []
        : [`appSettings.${key}: holds "https://example.com/x?…", which has a query (?…) in it`],
    );
  });

  it(`${path ? 'may' : 'must not'} be a path`, () => {
    expect(wrongWith(key, '/a/b.json')).toHaveLength(path ? 0 : 1);
  });

  it.each(['https://example.com', 'HTTPS://Example.com:8443/a%20b/', 'https://müller.example/'])(
    '%j is right, and blanks around it are dropped',
    (value) => {
      expect(wrongWith(key, value)).toEqual([]);
      expect(wrongWith(key, ` \t${value}\n\u00a0`)).toEqual([]);
    },
  );

  it('says that http:// will do for localhost, where it does', () => {
    const [said = ''] = wrongWith(key, 'x:y');
    const isForTelevisions = key === 'platforms.tizen.previewUrl';
    expect(said.includes('(http:// only for localhost)')).toBe(!isForTelevisions);
    for (const url of ['http://localhost:8700/x', 'http://127.0.0.1/', 'http://[::1]:1/']) {
      expect(wrongWith(key, url)).toHaveLength(isForTelevisions ? 1 : 0);
    }
  });
});

describe('blanks around a value', () => {
  it('are dropped from every key', () => {
    const raw = shipped();
    const padded = JSON.parse(JSON.stringify(raw), (_, value) =>
      typeof value === 'string' ? ` ${value}\t` : value,
    ) as Raw;
    // The settings of LightningJS itself are left unchanged.
    padded.platformSettings = raw.platformSettings;
    Object.assign(padded.appSettings, { stage: raw.appSettings.stage });
    expect(readSettings(padded)).toEqual(readSettings(raw));
  });

  it('are dropped from an address that takes the place of pass.baseUrl', () => {
    const { pass } = readSettings(shipped(), { baseUrl: ' https://sp.example// ' }).appSettings;
    expect(pass.baseUrl).toBe('https://sp.example');
  });
});

describe.each(['brand.name', 'platforms.vendor', 'version'])('the name %s', (key) => {
  it.each<[string, string]>([
    ['Northstar\nrun_as_process=0', 'has a line break in it'],
    ['Northstar\rX', 'has a line break in it'],
    ['North\u2028star', 'has a line break in it'],
    ['North\u0085star', 'has a control character in it'],
    ['North\u001b[31mstar', 'has a control character in it'],
    ['North\u0000star', 'has a control character in it'],
    ['North\tstar', 'has a control character in it'],
    ['North\u202estar', 'has a character in it that changes the direction of text'],
    ['North\u2067star', 'has a character in it that changes the direction of text'],
    ['North\ud83dstar', 'has half a letter in it (a lone surrogate)'],
    ['North\udc00star', 'has half a letter in it (a lone surrogate)'],
    ['', 'shows nothing'],
    ['   ', 'shows nothing'],
    ['\u200b', 'shows nothing'],
    ['\u200b\u2060\ufeff\u3164\u{e0041}', 'shows nothing'],
    ['x'.repeat(61), 'has 61 letters'],
  ])('%j is named: it %s', (value, reason) => {
    const [said = '', ...more] = wrongWith(key, value);
    expect(more).toEqual([]);
    expect(said).toContain(`, which ${reason}; allowed: `);
    expect(said).toMatch(/ on one line$/);
  });

  it.each(['Northstar', 'Ñandú & Söhne', '日本テレビ', 'שלום', '👩‍👩‍👧 TV', '🙂'.repeat(40)])(
    '%j is a name',
    (value) => expect(wrongWith(key, value)).toEqual([]),
  );
});

describe('odd keys and values', () => {
  it.each(['constructor', '__proto__', 'toString'])('"%s" is not a known key', (name) => {
    const text = JSON.stringify(shipped()).replace('"debug":false', `"${name}":{},"debug":false`);
    expect(faults(JSON.parse(text))).toEqual([
      expect.stringContaining(`appSettings.${name}: is not a known key; allowed: stage, debug`),
    ]);
  });

  it.each([
    ['pass.serviceProvider', '.'],
    ['pass.serviceProvider', '..'],
    ['pass.serviceProvider', 'NORTH\u200bSTAR'],
    ['pass.freePreview', '..'],
    ['pass.domainName', '...'],
    ['pass.domainName', 'a..example'],
    ['pass.domainName', 'bücher.example'],
  ])('%s is not %j', (key, value) => {
    expect(wrongWith(key, value)).toEqual([expect.stringContaining(', which is not usable')]);
  });

  it('a long or unseen name of a key is said on one line', () => {
    expect(wrongWith('pass.a\nb\u202e', 1)).toEqual([
      expect.stringMatching(/^appSettings\.pass\.a\\u000ab\\u202e: is not a known key/),
    ]);
    const [said = ''] = wrongWith(`pass.${'k'.repeat(5_000)}`, 1);
    expect(said.length).toBeLessThan(400);
  });

  it('what a key holds is said without what is inside of it', () => {
    expect(wrongWith('pass.domainName', { password: 'secret-word' })).toEqual([
      expect.stringContaining('appSettings.pass.domainName: holds an object, which is not usable'),
    ]);
    expect(wrongWith('pass.api', ['secret-word'])).toEqual([
      expect.stringContaining('appSettings.pass.api: holds a list, which is not usable'),
    ]);
  });

  it('a fault in an address that was given instead is called by its own name', () => {
    const said = () => readSettings(shipped(), { baseUrl: 'x', baseUrlName: 'PASS_BASE_URL' });
    expect(said).toThrow('PASS_BASE_URL: holds "x", which does not begin with https://; allowed: ');
  });

  it('a fault in the whole file is called by its name', () => {
    expect(() => readSettings([], { file: 'my.json' })).toThrow('my.json: holds a list; allowed: ');
    expect(() => readSettings('{', { file: 'my.json' })).toThrow('my.json: is not JSON; allowed: ');
  });
});

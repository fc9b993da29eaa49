import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Drm } from '../../core/index.ts';
import { drmCodeOf } from '../../platforms/browser/shakaDrm.ts';

/** shaka.util.Error, as the library makes it: a code and its data. */
const http = (status: number) => ({ code: 1001, data: ['https://l.example', status, ''] });
const licenceFailed = (cause: object) => ({ code: 6007, data: [cause, {}] });
const restricted = (about: object) => ({
  code: 4012,
  data: [{ hasAppRestrictions: false, missingKeys: [], restrictedKeyStatuses: [], ...about }],
});

describe('an error of keys has a code for support', () => {
  it.each([
    ['a licence that was refused', licenceFailed(http(403)), 'drm_refused'],
    ['a session that is not valid', licenceFailed(http(401)), 'drm_refused'],
    ['a licence server that fails', licenceFailed(http(503)), 'drm_failed'],
    ['a licence server that is too busy', licenceFailed(http(429)), 'drm_failed'],
    ['a licence server that takes too long', licenceFailed({ code: 1003, data: [] }), 'drm_failed'],
    ['a licence server that cannot be reached', licenceFailed({ code: 1002 }), 'drm_failed'],
    ['an answer that is no licence', { code: 6008, data: ['InvalidAccess'] }, 'drm_answer'],
    ['a licence that has expired', { code: 6014 }, 'drm_expired'],
    ['keys that have expired', restricted({ restrictedKeyStatuses: ['expired'] }), 'drm_expired'],
    [
      'a screen without HDCP',
      restricted({ restrictedKeyStatuses: ['output-restricted'] }),
      'drm_output',
    ],
    [
      'a fault of the module',
      restricted({ restrictedKeyStatuses: ['internal-error'] }),
      'drm_keys',
    ],
    ['a key that the licence lacks', restricted({ missingKeys: ['00ff'] }), 'drm_keys'],
    ['a device without the system', { code: 6001 }, 'drm_unsupported'],
  ])('%s', (_, error, code) => {
    expect(drmCodeOf(error)).toBe(code);
  });

  it('only if it is about keys', () => {
    expect(drmCodeOf(http(403))).toBeUndefined();
    expect(drmCodeOf(restricted({}))).toBeUndefined();
    expect(drmCodeOf({ code: 3016, data: [3] })).toBeUndefined();
  });
});

/** An engine whose EME supports these key systems; without a list it has no EME. */
const engine = (keySystems?: readonly string[]): Navigator =>
  ({
    ...(keySystems && {
      requestMediaKeySystemAccess: async (system: string) => {
        if (!keySystems.includes(system)) throw new Error('NotSupportedError');
      },
    }),
  }) as unknown as Navigator;

type Filter = (type: number, request: { uris: string[]; headers: Record<string, string> }) => void;

function library() {
  const filters: Filter[] = [];
  const configurations: object[] = [];
  const player = {
    configure: (options: object) => void configurations.push(options),
    getNetworkingEngine: () => ({
      registerRequestFilter: (filter: Filter) => void filters.push(filter),
    }),
  };
  /** The headers with which a request is sent. @param type of the library: 1 segment, 2 licence, 6 key */
  const headersOf = (type: number, url: string) => {
    const request = { uris: [url], headers: {} };
    for (const filter of filters) filter(type, request);
    return request.headers;
  };
  return { player, configurations, headersOf };
}

const widevine: Drm = {
  system: 'widevine',
  licenseUrl: 'https://l.example/widevine',
  headers: { Authorization: 'Bearer 4711' },
  certificateUrl: 'https://l.example/certificate',
};
const playready: Drm = { system: 'playready', licenseUrl: 'https://l.example/playready' };

// The engine is asked once in the life of a page.
beforeEach(() => {
  vi.resetModules();
  return () => vi.unstubAllGlobals();
});
const pageOn = async (of: Navigator) => {
  vi.stubGlobal('navigator', of);
  const { protect } = await import('../../platforms/browser/shakaDrm.ts');
  const { supportedDrm } = await import('../../platforms/browser/drmSystems.ts');
  return { protect, supported: () => supportedDrm(of) };
};

describe('a protected stream', () => {
  it('on an engine without EME, as of webOS TV 3, is not played, and no system is reported', async () => {
    const { supported, protect } = await pageOn(engine());
    expect(await supported()).toEqual([]);
    expect(await protect(library().player, [widevine, playready])).toBe(false);
  });

  it('uses the ways that the engine supports, in the order of the endpoint', async () => {
    const systems = ['com.widevine.alpha', 'com.microsoft.playready'];
    const { supported, protect } = await pageOn(engine(systems));
    expect(await supported()).toEqual(['widevine', 'playready']);
    const { player, configurations } = library();
    expect(await protect(player, [playready, widevine])).toBe(true);
    expect(configurations).toMatchObject([
      {
        drm: {
          servers: {
            'com.widevine.alpha': 'https://l.example/widevine',
            'com.microsoft.playready': 'https://l.example/playready',
          },
          advanced: {
            'com.widevine.alpha': { serverCertificateUri: 'https://l.example/certificate' },
          },
          preferredKeySystems: ['com.microsoft.playready', 'com.widevine.alpha'],
        },
      },
    ]);
  });

  it('sends the headers to the licence server only', async () => {
    const { protect } = await pageOn(engine(['com.widevine.alpha']));
    const { player, headersOf } = library();
    await protect(player, [widevine]);
    const sent = { Authorization: 'Bearer 4711' };
    expect(headersOf(2, 'https://l.example/widevine')).toEqual(sent);
    expect(headersOf(6, 'https://l.example/widevine/key')).toEqual(sent);
    expect(headersOf(2, 'https://l.example/widevine-of-another')).toEqual({});
    expect(headersOf(2, 'https://elsewhere.example/widevine')).toEqual({});
    expect(headersOf(1, 'https://l.example/widevine')).toEqual({});
  });
});

import type { Item } from '../../core/catalogue/types.ts';
import { type Couchpass, createCouchpass } from '../../core/couchpass.ts';
import type { View } from '../../core/machine/view.types.ts';
import type { CorePorts } from '../../core/ports.ts';
import type { PassSettings } from '../../core/settings.ts';
import { type Answer, json, type TestPorts, testPorts, testSettings } from './ports.ts';
import { type V1Call, v1CallOf, v1Defaults } from './scriptedV1.ts';

/** `slow`: the usual answer, one second before core's time limit. */
export type Said = Answer | 'slow';
type Handler = (nth: number, body: string | undefined) => Said;
/** ms; core's time limit is ten seconds. */
const slowly = 9_000;

/** Short names of the calls, so that a test can script single ones. */
export type Call =
  | V1Call
  | 'register'
  | 'token'
  | 'configuration'
  | 'create'
  | 'profiles'
  | 'profilesOf'
  | 'poll'
  | 'authorize'
  | 'preauthorize'
  | 'logout'
  | 'feed'
  | 'play';

export const codeLifeMs = 30 * 60_000;

export const profile = {
  ValleyCable: {
    notBefore: 1790000000000,
    notAfter: 1792592000000,
    issuer: 'ValleyCable',
    type: 'regular',
    attributes: { userID: { value: 'u-1', state: 'plain' } },
  },
};

export const permit = json(200, {
  decisions: [
    {
      resource: 'NORTHSTAR-MAIN',
      mvpd: 'ValleyCable',
      source: 'mvpd',
      authorized: true,
      token: { notBefore: 1, notAfter: 2, serializedToken: 'MEDIA' },
    },
  ],
});

export const enhanced = (status: number, code: string, action = 'none', more = {}) =>
  json(status, { status, code, action, ...more });

const feed = {
  providerName: 'Northstar',
  movies: [
    {
      id: 'film',
      title: 'The Long Meridian',
      thumbnail: 'https://a/1.jpg',
      content: { videos: [] },
      couchpass: { access: 'subscription', resource: 'NORTHSTAR-MAIN' },
    },
    {
      id: 'free',
      title: 'Undergrowth',
      content: { videos: [{ url: 'https://s/free.webm', videoType: 'WEBM' }] },
      couchpass: { access: 'free' },
    },
  ],
  playlists: [{ name: 'new', itemIds: ['film', 'free', 'gone'] }],
  categories: [{ name: 'New', playlistName: 'new' }],
};

const defaults: Record<Call, Handler> = {
  ...v1Defaults,
  register: (n) =>
    json(201, {
      client_id: `c${n}`,
      client_secret: `s${n}`,
      grant_types: ['client_credentials'],
    }),
  token: (n) => json(201, { access_token: `t${n}`, expires_in: 21_600 }),
  configuration: () =>
    json(200, {
      requestor: {
        mvpds: [{ id: 'ValleyCable', displayName: 'Valley Cable TV', logoUrl: 'https://l/v.svg' }],
      },
    }),
  create: (n) =>
    json(200, {
      actionName: 'resume',
      actionType: 'direct',
      reasonType: 'none',
      code: `CODE${n}`,
      missingParameters: ['mvpd', 'domainName', 'redirectUrl'],
      notBefore: '1790000000000',
      notAfter: String(1790000000000 + codeLifeMs),
    }),
  profiles: () => json(200, { profiles: {} }),
  profilesOf: () => json(200, { profiles: profile }),
  poll: () => json(200, { profiles: {} }),
  authorize: () => permit,
  preauthorize: (_, body) =>
    json(200, {
      decisions: (JSON.parse(body ?? '{}') as { resources: string[] }).resources.map(
        (resource) => ({
          resource,
          mvpd: 'ValleyCable',
          authorized: true,
        }),
      ),
    }),
  logout: () =>
    json(200, {
      logouts: { ValleyCable: { actionName: 'complete', actionType: 'none', mvpd: 'ValleyCable' } },
    }),
  feed: () => json(200, feed),
  play: () => json(200, { url: 'https://s/film.m3u8', type: 'application/vnd.apple.mpegurl' }),
};

export interface Scripted {
  readonly app: Couchpass;
  readonly ports: TestPorts;
  /** Every call so far, in order, with the time on the clock in ms. */
  readonly log: { call: Call; at: number; url: string; body: string | undefined }[];
  readonly script: Partial<Record<Call, Handler>>;
  count(call: Call): number;
  /** The view, which must be on `screen`. */
  on<S extends View['screen']>(screen: S): Extract<View, { screen: S }>;
  advance(ms: number): Promise<void>;
}

/** Starts the app and waits for everything that needs no time. */
export async function launched(world = scripted()): Promise<Scripted> {
  world.app.start();
  await world.advance(0);
  return world;
}

export function itemOf(world: Scripted, id: string): Item {
  const found = world
    .on('home')
    .catalogue?.rows.flatMap(({ items }) => items)
    .find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
}

export const signedIn = () => json(200, { profiles: profile });

/** The product with scripted answers, on a clock that the test moves. */
export function scripted(
  script: Partial<Record<Call, Handler>> = {},
  stored = new Map<string, unknown>(),
  pass: Partial<PassSettings> = {},
  shell: Partial<CorePorts> = {},
): Scripted {
  const log: Scripted['log'] = [];
  const ports = testPorts(async (request) => {
    const call = callOf(request.url, request.method);
    log.push({ call, at: ports.clock.monotonic(), url: request.url, body: request.body });
    const nth = log.filter((entry) => entry.call === call).length;
    const usual = () => defaults[call](nth, request.body) as Answer;
    const answer = script[call]?.(nth, request.body) ?? usual();
    if (answer !== 'slow') return answer;
    await new Promise<void>((resolve) => ports.clock.setTimeout(() => resolve(), slowly));
    return usual();
  }, stored);
  const { appSettings, platformSettings } = testSettings;
  const settings = {
    platformSettings,
    appSettings: { ...appSettings, pass: { ...appSettings.pass, ...pass } },
  };
  const app = createCouchpass(settings, { ...ports, ...shell });
  return {
    app,
    ports,
    log,
    script,
    count: (call) => log.filter((entry) => entry.call === call).length,
    on(screen) {
      const { view } = app;
      if (view.screen !== screen) throw new Error(`on ${JSON.stringify(view)}, not on ${screen}`);
      return view as never;
    },
    advance: (ms) => ports.clock.advance(ms),
  };
}

function callOf(url: string, method: string): Call {
  const { pathname } = new URL(url);
  const v1 = v1CallOf(pathname);
  if (v1) return v1;
  if (pathname.endsWith('/o/client/register')) return 'register';
  if (pathname.endsWith('/o/client/token')) return 'token';
  if (pathname === '/feed.json') return 'feed';
  if (pathname === '/play') return 'play';
  const rest = pathname.replace('/api/v2/NORTHSTAR/', '');
  if (rest === 'configuration') return 'configuration';
  if (rest === 'sessions' && method === 'POST') return 'create';
  if (rest === 'profiles') return 'profiles';
  if (rest.startsWith('profiles/code/')) return 'poll';
  if (rest.startsWith('profiles/')) return 'profilesOf';
  if (rest.startsWith('decisions/authorize/')) return 'authorize';
  if (rest.startsWith('decisions/preauthorize/')) return 'preauthorize';
  if (rest.startsWith('logout/')) return 'logout';
  throw new Error(`the app called ${method} ${url}`);
}

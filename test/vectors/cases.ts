import { readPlayback } from '../../core/catalogue/playback.ts';
import { readFeed } from '../../core/catalogue/readFeed.ts';
import { readRegistration, readToken } from '../../core/pass/dcr.ts';
import * as v2 from '../../core/pass/v2/responses.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { html, json } from '../support/ports.ts';
import { enhanced } from '../support/scripted.ts';
import { feedCases } from './feedCases.ts';

const base = 'https://pass.example';

/** Every answer that the chart's calls read, by the names that both languages use. */
export const readers: Readonly<Record<string, (response: HttpResponse) => unknown>> = {
  registration: readRegistration,
  token: readToken,
  configuration: v2.readConfiguration,
  session: (response) => v2.readSession(response, base),
  profiles: v2.readProfiles,
  decisions: v2.readDecisions,
  logout: (response) => v2.readLogout(response, base),
  playback: readPlayback,
  feed: readFeed,
};

const whole = (text: string, status = 200): HttpResponse => ({
  status,
  contentType: 'application/json',
  text,
});

const words = 'Say "please" \\ Été — “no” 🎬';

/** Answers that any call may get. */
const anywhere: Readonly<Record<string, HttpResponse>> = {
  'cut off': whole('{"profiles":{"Val'),
  empty: whole(''),
  'HTML instead of JSON': html(200),
  'a list instead of an object': whole('[1,2]'),
  'a text instead of an object': whole('"profiles"'),
  'nothing in it': whole('{}'),
  'wrong types': json(200, {
    ...{ profiles: 7, decisions: 'x', logouts: [], code: 1, url: 2, requestor: [], mvpds: {} },
    ...{ client_id: 3, access_token: [], actionName: {}, movies: 'x', type: false },
  }),
  'null everywhere': json(200, {
    ...{ profiles: null, decisions: null, logouts: null, code: null, url: null, requestor: null },
    ...{ client_id: null, access_token: null, actionName: null, movies: null, error: null },
  }),
  '401 without a body': whole('', 401),
  '401 in HTML': html(401),
  '401 enhanced': enhanced(401, 'invalid_access_token_client_application', 'retry'),
  '400 of DCR': json(400, { error: 'invalid_client' }),
  '400 enhanced, below error': json(400, {
    error: { code: 'invalid_integration', action: 'none', status: 400, trace: 't-1' },
  }),
  '403 with words': json(403, {
    ...{ status: 403, code: 'authorization_denied_by_mvpd', action: 'none' },
    ...{ message: 'No.', details: words, helpUrl: 'https://h', trace: '' },
  }),
  '403 whose inner status is another': json(403, { code: 'a', action: 'retry', status: 412 }),
  '403 whose fields are of wrong types': json(403, { code: 'a', action: 1, status: '412' }),
  '404 in HTML': html(404),
  '418 unknown': enhanced(418, 'brand_new_code', 'dance'),
  '429 in HTML': html(429),
  '429 enhanced': enhanced(429, 'too_many_requests', 'retry'),
  '500 enhanced': enhanced(500, 'internal_server_error', 'none'),
  '503 in HTML': html(503),
  '204': { status: 204, contentType: '', text: '' },
  '302 with nothing': whole('', 302),
  '304': { status: 304, contentType: '', text: '' },
  '403 of a gateway': json(403, { error: 'forbidden' }),
  '403 with a code of a gateway': json(403, { code: 'blocked' }),
  '403 of a server of others': json(403, { error: { code: 'AccessDenied', status: 403 } }),
  '403 with a code of ours': json(403, { code: 'throttled', action: 'dance', status: 403 }),
  '401 of a gateway': json(401, { error: 'invalid_client' }),
  '511 with a page': html(511),
  'a page without a type': { status: 200, contentType: '', text: '\n <script>go()</script>' },
  'XML for programs': { status: 200, contentType: 'text/xml', text: '<?xml version="1.0"?><W/>' },
  'JSON of others': json(200, { ok: true }),
};

const profile = {
  notBefore: 1_790_000_000_123,
  notAfter: '1800000000456',
  issuer: 'ValleyCable',
  type: 'regular',
  attributes: {
    userId: { value: 'u-1', state: 'plain' },
    zip: { value: ['12345', '6789'], state: 'encrypted' },
    maxRating: { value: { MPAA: 'PG-13', VCHIP: 'TV-14' } },
    broken: 'no object',
  },
};

const movie = {
  id: 'film',
  title: words,
  thumbnail: 'https://a/t.jpg',
  longDescription: '',
  shortDescription: 'Short.',
  genres: ['drama', 'x'],
  releaseDate: '2024-05-01',
  rating: { rating: 'PG' },
  content: { duration: 5_400, videos: [{ url: 'https://s/1.m3u8', videoType: 'hls' }] },
};

/** The good, or almost good, answers to each call. */
const own: Readonly<Record<string, Readonly<Record<string, HttpResponse>>>> = {
  registration: {
    'as documented': json(201, {
      ...{ client_id: 'c-1', client_secret: 's-1', client_id_issued_at: 1 },
      ...{ redirect_uris: [], grant_types: [7, 'client_credentials'] },
    }),
    'without grant types': json(201, { client_id: 'c-1', client_secret: 's-1' }),
    'with another grant type': json(201, {
      ...{ client_id: 'c-1', client_secret: 's-1', grant_types: ['urn:x'] },
    }),
  },
  token: {
    'as documented': json(201, { id: 'i', access_token: 'abc.def', expires_in: 86_400 }),
    'with a life as text': json(201, { access_token: 'abc', expires_in: '3600' }),
    'without a life': json(201, { access_token: 'abc' }),
    'that has ended': json(201, { access_token: 'abc', expires_in: 0 }),
  },
  configuration: {
    'as documented': json(200, {
      requestor: {
        id: 'NORTHSTAR',
        mvpds: [
          { id: 'ValleyCable', displayName: 'Valley Cable', logoUrl: 'https://l/v.png' },
          { id: 'TempPass', isTempPass: true, displayName: '' },
          { id: 'Été-TV', isTempPass: 'true' },
          { displayName: 'Nobody' },
          'no object',
        ],
      },
    }),
    'without requestor': json(200, { mvpds: [{ id: 'A' }] }),
    'without MVPDs': json(200, { requestor: { id: 'NORTHSTAR' } }),
    'with no MVPD': json(200, { requestor: { mvpds: [] } }),
  },
  session: {
    'as documented': json(201, {
      ...{ actionName: 'authenticate', actionType: 'interactive', reasonType: 'none' },
      ...{ url: '/api/v2/authenticate/NORTHSTAR/K7Q2M9D', code: 'K7Q2M9D', sessionId: 's' },
      ...{ mvpd: 'ValleyCable', notBefore: '1790000000000', notAfter: '1790001800000' },
    }),
    'with times as numbers': json(201, {
      ...{ actionName: 'resume', code: 'K7Q2M9D', missingParameters: ['mvpd', 'domain', 7] },
      ...{ notBefore: 1_790_000_000_000, notAfter: 1_790_001_800_000 },
    }),
    'that needs none': json(200, { actionName: 'authorize', mvpd: 'ValleyCable', code: '' }),
    'with times of nonsense': json(201, { actionName: 'a', notBefore: 'soon', notAfter: null }),
  },
  profiles: {
    'as documented': json(200, { profiles: { ValleyCable: profile } }),
    'of nobody': json(200, { profiles: {} }),
    several: json(200, {
      profiles: {
        ValleyCable: profile,
        valleycable: { ...profile, issuer: '', attributes: [] },
        NEXT: {},
        broken: 'no object',
      },
    }),
  },
  decisions: {
    'a permit': json(200, {
      decisions: [
        {
          ...{ resource: 'NORTHSTAR-MAIN ', mvpd: 'ValleyCable', source: 'mvpd', authorized: true },
          token: {
            notBefore: 1_790_000_000_000,
            notAfter: '1790000420000',
            serializedToken: 'a.b',
          },
        },
      ],
    }),
    'a denial in words': json(200, {
      decisions: [
        {
          ...{ resource: 'A', mvpd: 'ValleyCable', source: 'mvpd', authorized: false },
          error: {
            ...{ status: 403, code: 'authorization_denied_by_mvpd', action: 'none' },
            ...{ details: words, trace: 't-2' },
          },
        },
      ],
    }),
    mixed: json(200, {
      decisions: [
        { resource: 'A', authorized: 'true', token: { serializedToken: 7 } },
        { authorized: true, token: 'x', error: {} },
        'no object',
        { resource: 'B', authorized: false, error: { code: 7, status: 'x' } },
      ],
    }),
    none: json(200, { decisions: [] }),
  },
  logout: {
    'as documented': json(200, {
      logouts: {
        ValleyCable: {
          ...{ actionName: 'logout', actionType: 'interactive', mvpd: 'ValleyCable' },
          url: '/api/v2/NORTHSTAR/logout/x?a=b',
        },
      },
    }),
    'for a partner': json(200, {
      logouts: { ValleyCable: { actionName: 'partner_logout', actionType: 'partner_interactive' } },
    }),
    'of nobody': json(200, { logouts: {} }),
    'of something broken': json(200, { logouts: { A: 'no object', B: {} } }),
  },
  playback: {
    'a stream': json(200, { url: 'https://s/1.m3u8', type: 'application/vnd.apple.mpegurl' }),
    'a refusal': json(403, { verdict: 'expired' }),
    'without a type': json(200, { url: 'https://s/1.m3u8' }),
    'several addresses': json(200, {
      ...{ type: 'application/dash+xml', url: 'https://a/1.mpd', expiresAt: 1_790_000_000_000 },
      urls: ['https://a/1.mpd', 'https://b/1.mpd', '/1.mpd', '', 7, 'ftp://c/1.mpd'],
    }),
    'several addresses and none above the others': json(200, {
      ...{ type: 'video/mp4', urls: ['https://a/1.mp4', 'https://b/1.mp4'] },
    }),
    'an empty address': json(200, { url: '', type: 'video/mp4' }),
    'a relative address': json(200, { url: '/1.mp4', type: 'video/mp4' }),
    'a protected stream': json(200, {
      ...{ url: 'https://s/1.mpd', type: 'application/dash+xml' },
      drm: [
        {
          ...{ system: 'widevine', licenseUrl: 'https://l/w', customData: 'c' },
          ...{ headers: { 'X-Token': 't', odd: 7 }, certificateUrl: 'https://l/cert' },
        },
        { system: 'fairplay', licenseUrl: 'https://l/f' },
        { system: 'playready', licenseUrl: '/p' },
        { system: 'clearkey', licenseUrl: 'https://l/c', headers: 'none' },
        'no object',
      ],
    }),
    'protected by nothing that is known': json(200, {
      ...{ url: 'https://s/1.mpd', type: 'application/dash+xml' },
      drm: [{ system: 'fairplay', licenseUrl: 'https://l/f' }],
    }),
    'a refusal in its own words': json(403, {
      error: { code: 'GEO', message: ` ${words} `, action: 'none' },
    }),
    'a refusal that may pass': json(409, { error: { code: 'BUSY', message: '', action: 'retry' } }),
    'a refusal for want of a sign-in': json(401, {
      error: { code: 'SESSION', message: 'Sign in.', action: 'signIn' },
    }),
    'a refusal with a failure': json(503, { error: { code: 'DOWN', message: 'In a minute.' } }),
    'too many requests': json(429, {}),
    'no such title': json(404, { error: 'unknown_item' }),
    'a title that is gone': { status: 410, contentType: '', text: '' },
  },
  feed: {
    'as documented': json(200, {
      providerName: 'Northstar',
      movies: [movie, { ...movie, id: '', title: 'Nameless' }, 'no object'],
      liveFeeds: [
        {
          ...{ ...movie, id: 'live', longDescription: 'Long.', thumbnail: 7 },
          couchpass: { access: 'subscription', resource: 'NORTHSTAR-MAIN', tint: '#AA00ff' },
        },
      ],
      shortFormVideos: [{ ...movie, id: 'odd', content: { videos: [{ videoType: 'X' }] } }],
      playlists: [{ name: 'new', itemIds: ['live', 'film', 'odd', 'unknown'] }],
      categories: [
        { name: 'Empty', playlistName: 'unknown' },
        { name: 'New', playlistName: 'new' },
        { name: '', playlistName: 'new' },
      ],
    }),
    'without categories': json(200, { movies: [movie], categories: [] }),
    'with nothing to play': json(200, { movies: [{ id: 'x', title: 'X' }], categories: [] }),
    ...feedCases,
  },
};

export interface AnswerCase {
  readonly reader: string;
  readonly name: string;
  readonly response: HttpResponse;
}

export const answerCases: readonly AnswerCase[] = Object.keys(readers).flatMap((reader) =>
  Object.entries({ ...own[reader], ...anywhere }).map(([name, response]) => ({
    reader,
    name,
    response,
  })),
);

import type { Exchange } from './traffic.ts';

export type V2Name =
  | 'configuration'
  | 'createSession'
  | 'resumeSession'
  | 'inspectSession'
  | 'profiles'
  | 'profilesOf'
  | 'poll'
  | 'authorize'
  | 'preauthorize'
  | 'logout'
  | 'partnerSession'
  | 'partnerProfile'
  | 'unknownV2';

export type V1Name =
  | 'createRegcode'
  | 'readRegcode'
  | 'deleteRegcode'
  | 'configV1'
  | 'checkAuthn'
  | 'checkAuthnByCode'
  | 'preflight'
  | 'preflightByCode'
  | 'authnToken'
  | 'authorizeV1'
  | 'authzToken'
  | 'mediaToken'
  | 'userMetadata'
  | 'logoutV1'
  | 'freePreview'
  | 'profileRequest'
  | 'tokenExchange'
  | 'unknownV1';

/** Concurrency Monitoring. */
export type StreamName =
  | 'streamMetadata'
  | 'startStream'
  | 'beatStream'
  | 'stopStream'
  | 'runningStreams';

/** Requests that a browser makes for a client. */
export type BrowserName =
  | 'authenticate'
  | 'authenticateV1'
  | 'login'
  | 'cancelLogin'
  | 'browserLogout';

export type OperationName =
  | 'register'
  | 'token'
  | V2Name
  | V1Name
  | BrowserName
  | StreamName
  | 'play'
  | 'stream'
  | 'other';

export interface Operation {
  readonly name: OperationName;
  readonly api: 'dcr' | 'v2' | 'v1' | 'streams' | 'browser' | 'programmer' | 'other';
  /** Service provider or requestor of the path; '' when the path has none. */
  readonly serviceProvider: string;
  /** The MVPD in the path, decoded; '' when the path has none. */
  readonly mvpd: string;
  readonly code: string;
}

/**
 * Determines the operation of an exchange by method and path alone, under any base path. A known path with a wrong
 * method is still that operation: `GET /logout` and `POST /logout` have the same intention.
 */
export function operationOf(
  exchange: Pick<Exchange, 'method' | 'path' | 'play' | 'stream'>,
): Operation {
  const { method, path } = exchange;
  for (const [pattern, make] of PATHS) {
    const match = pattern.exec(path);
    if (!match) continue;
    const groups: Groups = match.groups ?? {};
    const [name, api] = make(method, groups);
    return {
      name,
      api,
      serviceProvider: decode(groups.sp),
      mvpd: decode(groups.mvpd),
      code: decode(groups.code),
    };
  }
  const nowhere = { serviceProvider: '', mvpd: '', code: '' };
  if (exchange.play) return { name: 'play', api: 'programmer', ...nowhere };
  if (exchange.stream) return { name: 'stream', api: 'programmer', ...nowhere };
  return { name: 'other', api: 'other', ...nowhere };
}

type Groups = Record<string, string | undefined>;
type Make = (method: string, groups: Groups) => readonly [OperationName, Operation['api']];

const always =
  (name: OperationName, api: Operation['api']): Make =>
  () => [name, api];

/** A suffix of the last path element selects XML or JSON in V1. */
const V1 = String.raw`(?:\.(?:xml|json))?/?$`;
const v1 = (path: string) => new RegExp(`/api/v1/${path}${V1}`);

const PATHS: ReadonlyArray<readonly [RegExp, Make]> = [
  [/\/o\/client\/register\/?$/, always('register', 'dcr')],
  [/\/o\/client\/token\/?$/, always('token', 'dcr')],

  [/\/api\/v2\/authenticate\/(?<sp>[^/]+)\/(?<code>[^/]+)\/?$/, always('authenticate', 'browser')],
  [/\/api\/v2\/(?<sp>[^/]+)\/configuration\/?$/, always('configuration', 'v2')],
  [/\/api\/v2\/(?<sp>[^/]+)\/sessions\/?$/, always('createSession', 'v2')],
  [/\/api\/v2\/(?<sp>[^/]+)\/sessions\/sso\/[^/]+\/?$/, always('partnerSession', 'v2')],
  [
    /\/api\/v2\/(?<sp>[^/]+)\/sessions\/(?<code>[^/]+)\/?$/,
    (method) => [method === 'GET' ? 'inspectSession' : 'resumeSession', 'v2'],
  ],
  [/\/api\/v2\/(?<sp>[^/]+)\/profiles\/?$/, always('profiles', 'v2')],
  [/\/api\/v2\/(?<sp>[^/]+)\/profiles\/code\/(?<code>[^/]+)\/?$/, always('poll', 'v2')],
  [/\/api\/v2\/(?<sp>[^/]+)\/profiles\/sso\/[^/]+\/?$/, always('partnerProfile', 'v2')],
  [/\/api\/v2\/(?<sp>[^/]+)\/profiles\/(?<mvpd>[^/]+)\/?$/, always('profilesOf', 'v2')],
  // The cookbooks write "decision".
  [
    /\/api\/v2\/(?<sp>[^/]+)\/decisions?\/(?<kind>authorize|preauthorize)\/(?<mvpd>[^/]+)\/?$/,
    (_, { kind }) => [kind === 'authorize' ? 'authorize' : 'preauthorize', 'v2'],
  ],
  [/\/api\/v2\/(?<sp>[^/]+)\/logout(?:\/(?<mvpd>[^/]+))?\/?$/, always('logout', 'v2')],
  [/\/api\/v2\//, always('unknownV2', 'v2')],

  [/\/v2\/metadata\/?$/, always('streamMetadata', 'streams')],
  [/\/v2\/runningStreams\/(?<mvpd>[^/]+)\//, always('runningStreams', 'streams')],
  [/\/v2\/sessions\/(?<mvpd>[^/]+)\/[^/]+\/?$/, always('startStream', 'streams')],
  [
    /\/v2\/sessions\/(?<mvpd>[^/]+)\/[^/]+\/.+$/,
    (method) => [method === 'DELETE' ? 'stopStream' : 'beatStream', 'streams'],
  ],

  [new RegExp(`/reggie/v1/(?<sp>[^/]+)/regcode${V1}`), always('createRegcode', 'v1')],
  [
    new RegExp(`/reggie/v1/(?<sp>[^/]+)/regcode/(?<code>[^/]+?)${V1}`),
    (method) => [method === 'DELETE' ? 'deleteRegcode' : 'readRegcode', 'v1'],
  ],
  [v1('config/(?<sp>[^/]+?)'), always('configV1', 'v1')],
  [v1('authenticate/freepreview'), always('freePreview', 'v1')],
  [v1('authenticate'), always('authenticateV1', 'browser')],
  // Not documented by Adobe; some deployed clients call it on the TV where others call tokens/authn.
  [v1('authenticate/(?<code>[^/]+?)'), always('authnToken', 'v1')],
  [v1('checkauthn'), always('checkAuthn', 'v1')],
  [v1('checkauthn/(?<code>[^/]+?)'), always('checkAuthnByCode', 'v1')],
  [v1('preauthorize'), always('preflight', 'v1')],
  [v1('preauthorize/(?<code>[^/]+?)'), always('preflightByCode', 'v1')],
  [v1('tokens/authn'), (method) => [method === 'POST' ? 'tokenExchange' : 'authnToken', 'v1']],
  [v1('tokens/authz'), always('authzToken', 'v1')],
  [v1('(?:tokens/media|mediatoken)'), always('mediaToken', 'v1')],
  [v1('tokens/usermetadata'), always('userMetadata', 'v1')],
  [v1('authorize'), always('authorizeV1', 'v1')],
  [v1('logout'), always('logoutV1', 'v1')],
  [v1('(?<sp>[^/]+)/profile-requests/(?<mvpd>[^/]+?)'), always('profileRequest', 'v1')],
  [/\/api\/v1\//, always('unknownV1', 'v1')],
  [/\/adobe-services\/config\/(?<sp>[^/]+?)(?:\.(?:xml|json))?\/?$/, always('configV1', 'v1')],
  // The SDKs' own calls; the browser's part of a login and a logout also lies below this path.
  [
    /\/adobe-services\/(?:sessionDevice|authorizeDevice|deviceShortAuthorize|tempPass)/i,
    always('unknownV1', 'v1'),
  ],
  [/\/adobe-services\/logout\/?$/, always('browserLogout', 'browser')],
  [/\/mvpd\/(?<mvpd>[^/]+)\/login\/?$/, always('login', 'browser')],
  [/\/mvpd\/(?<mvpd>[^/]+)\/cancel\/?$/, always('cancelLogin', 'browser')],
];

function decode(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}

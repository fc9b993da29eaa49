import type { Seen } from './seen.ts';

/**
 * Adobe's documentation as a table of requests: "REST API V2 Reference" with the page of each call,
 * "Dynamic Client Registration", and for V1 "REST API Reference". Written from the pages, not from the
 * client: everything else in a request is a fault of the client.
 */
interface Documented {
  readonly page: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly query?: readonly string[];
  readonly body?: {
    readonly type: 'application/x-www-form-urlencoded' | 'application/json';
    readonly fields: readonly string[];
  };
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';
const bearer = ['authorization'];
const device = ['authorization', 'ap-device-identifier', 'x-device-info'];
const usual = ['accept', 'user-agent', 'x-forwarded-for', 'ap-visitor-identifier'];
const sso = ['ad-service-token', 'adobe-subject-token', 'ap-partner-framework-status'];
const session = { type: form, fields: ['mvpd', 'domainName', 'redirectUrl'] } as const;
const sp = '/api/v2/[^/]+';
const v1Device = ['requestor', 'deviceId'];
const v1 = { required: ['authorization', 'x-device-info'], optional: usual };

const documented: readonly Documented[] = [
  {
    page: 'Retrieve client credentials',
    method: 'POST',
    path: /^\/o\/client\/register$/,
    required: ['x-device-info'],
    optional: usual,
    body: { type: json, fields: ['software_statement', 'redirect_uri'] },
  },
  {
    page: 'Retrieve access token',
    method: 'POST',
    path: /^\/o\/client\/token$/,
    required: ['x-device-info'],
    optional: usual,
    body: { type: form, fields: ['client_id', 'client_secret', 'grant_type'] },
  },
  {
    page: 'Retrieve configuration',
    method: 'GET',
    path: new RegExp(`^${sp}/configuration$`),
    required: bearer,
    optional: [...usual, 'ap-device-identifier', 'x-device-info'],
  },
  {
    page: 'Create authentication session',
    method: 'POST',
    path: new RegExp(`^${sp}/sessions$`),
    required: device,
    optional: [...usual, ...sso],
    body: session,
  },
  {
    page: 'Resume authentication session',
    method: 'POST',
    path: new RegExp(`^${sp}/sessions/[^/]+$`),
    required: bearer,
    optional: usual,
    body: session,
  },
  {
    page: 'Retrieve authentication session information using code',
    method: 'GET',
    path: new RegExp(`^${sp}/sessions/[^/]+$`),
    required: bearer,
    optional: usual,
  },
  {
    page: 'Retrieve profile for specific code',
    method: 'GET',
    path: new RegExp(`^${sp}/profiles/code/[^/]+$`),
    required: bearer,
    optional: [...usual, 'ap-temppass-identity'],
  },
  {
    page: 'Retrieve profiles',
    method: 'GET',
    path: new RegExp(`^${sp}/profiles$`),
    required: device,
    optional: [...usual, ...sso],
  },
  {
    page: 'Retrieve profile for specific mvpd',
    method: 'GET',
    path: new RegExp(`^${sp}/profiles/[^/]+$`),
    required: device,
    optional: [...usual, ...sso, 'ap-temppass-identity'],
  },
  {
    page: 'Retrieve (pre)authorization decisions using specific mvpd',
    method: 'POST',
    path: new RegExp(`^${sp}/decisions/(pre)?authorize/[^/]+$`),
    required: device,
    optional: [...usual, ...sso, 'ap-temppass-identity'],
    body: { type: json, fields: ['resources'] },
  },
  {
    page: 'Initiate logout for specific mvpd',
    method: 'GET',
    path: new RegExp(`^${sp}/logout/[^/]+$`),
    required: device,
    optional: [...usual, ...sso],
    query: ['redirectUrl'],
  },
  {
    page: 'V1 Registration Page',
    method: 'POST',
    path: /^\/reggie\/v1\/[^/]+\/regcode$/,
    ...v1,
    body: { type: form, fields: ['deviceId', 'ttl', 'registrationURL', 'mvpd'] },
  },
  {
    page: 'V1 Delete and Return Registration Record',
    method: 'DELETE',
    path: /^\/reggie\/v1\/[^/]+\/regcode\/[^/]+$/,
    required: bearer,
    optional: usual,
  },
  {
    page: 'V1 Provide MVPD List',
    method: 'GET',
    path: /^\/api\/v1\/config\/[^/]+$/,
    required: bearer,
    optional: usual,
  },
  {
    page: 'V1 Check Authentication Token, tokens, user metadata',
    method: 'GET',
    path: /^\/api\/v1\/(checkauthn|tokens\/authn|tokens\/usermetadata)$/,
    ...v1,
    query: v1Device,
  },
  {
    page: 'V1 authorization',
    method: 'GET',
    path: /^\/api\/v1\/(authorize|preauthorize|tokens\/authz|tokens\/media)$/,
    ...v1,
    query: [...v1Device, 'resource'],
  },
  {
    page: 'V1 Initiate Logout',
    method: 'DELETE',
    path: /^\/api\/v1\/logout$/,
    ...v1,
    query: v1Device,
  },
];

/** Headers that every HTTP client sends by default. */
const transport = [
  'host',
  'connection',
  'content-length',
  'content-type',
  'accept-encoding',
  'accept-language',
  'sec-fetch-mode',
  'user-agent',
];

/** The parts of this request that the documentation does not name; empty when there are none. */
export function beyondTheDocumentation(seen: Seen): string[] {
  const what = `${seen.method} ${seen.path}`;
  const page = documented.find(
    ({ method, path }) => method === seen.method && path.test(seen.path),
  );
  if (page === undefined) return [`${what}: on no page`];
  const known = [...transport, ...page.required, ...page.optional];
  return [
    ...page.required
      .filter((name) => seen.headers[name] === undefined)
      .map((name) => `${what}: without ${name}`),
    ...Object.keys(seen.headers)
      .filter((name) => !known.includes(name))
      .map((name) => `${what}: header ${name}`),
    ...[...seen.query.keys()]
      .filter((name) => !page.query?.includes(name))
      .map((name) => `${what}: parameter ${name}`),
    ...bodyFaults(seen, page).map((fault) => `${what}: ${fault}`),
  ];
}

function bodyFaults({ body, headers }: Seen, page: Documented): string[] {
  if (page.body === undefined) return body === '' ? [] : ['a body'];
  const type = (headers['content-type'] ?? '').split(';')[0];
  if (type !== page.body.type) return [`a body of ${type || 'no type'}`];
  const names =
    type === json ? Object.keys(JSON.parse(body) as object) : [...new URLSearchParams(body).keys()];
  return names.filter((name) => !page.body?.fields.includes(name)).map((name) => `field ${name}`);
}

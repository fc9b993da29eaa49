/** Writes HAR files as browsers do, entry by entry. */

export interface HarCall {
  readonly at: number;
  readonly method?: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  /** JSON, or a form as a string. */
  readonly body?: object | string;
  readonly status?: number;
  readonly answer?: unknown;
  readonly answerType?: string;
}

export const T0 = Date.UTC(2026, 4, 1, 12);

export function har(calls: readonly HarCall[]): string {
  return JSON.stringify({
    log: { version: '1.2', creator: { name: 'test', version: '1' }, entries: calls.map(entry) },
  });
}

function entry({ at, method = 'GET', url, headers = {}, body, status = 200, ...rest }: HarCall) {
  const { answer, answerType = 'application/json;charset=UTF-8' } = rest;
  const isForm = typeof body === 'string';
  const mimeType = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const all = { 'User-Agent': 'TV/1', ...(body ? { 'Content-Type': mimeType } : {}), ...headers };
  return {
    startedDateTime: new Date(T0 + at).toISOString(),
    time: 40,
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: Object.entries(all).map(([name, value]) => ({ name, value })),
      queryString: [],
      ...(body ? { postData: { mimeType, text: isForm ? body : JSON.stringify(body) } } : {}),
    },
    response: {
      status,
      headers: [],
      content: {
        mimeType: answerType,
        text: typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}),
      },
    },
  };
}

const HOST = 'https://sp.auth.adobe.com';
const base64 = (text: string) => Buffer.from(text).toString('base64');
export const MEDIA_TOKEN = 'PHNpZ25lZE1lZGlhVG9rZW4vPg+/==';
export const ACCESS_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.secret.access';
export const DEVICE = '7d1c0f5e-2b64-4c1e-9a37-5f0e4b8c6a21';
const device = {
  'AP-Device-Identifier': `fingerprint ${base64(DEVICE)}`,
  'X-Device-Info': base64(
    JSON.stringify({
      model: 'OLED55C2',
      version: '2022',
      osName: 'webOS',
      osVersion: '22',
      connectionType: 'LAN',
    }),
  ),
};

/** An app that uses the real service: first start, login, two films. `pollGap`: ms. */
export function recording({
  pollGap = 4_000,
  withAuthorization = true,
  secondToken = 'another+token=',
  host = HOST,
} = {}): HarCall[] {
  const bearer: Record<string, string> = withAuthorization
    ? { Authorization: `Bearer ${ACCESS_TOKEN}` }
    : {};
  const v2 = (at: number, path: string, more: Partial<HarCall> = {}): HarCall => ({
    at,
    url: `${host}/api/v2/NORTHSTAR/${path}`,
    ...more,
    headers: { ...bearer, ...(path.includes('/code/') ? {} : device) },
  });
  const profiles = {
    ValleyCable: {
      notAfter: T0 + 86_400_000,
      type: 'regular',
      attributes: { userID: { value: 'viewer-4711', state: 'plain' } },
    },
  };
  const decision = (serializedToken: string) => ({
    decisions: [
      {
        resource: 'NORTHSTAR-MAIN',
        mvpd: 'ValleyCable',
        authorized: true,
        source: 'mvpd',
        token: { notAfter: T0 + 600_000, serializedToken },
      },
    ],
  });
  const resources = { method: 'POST', body: { resources: ['NORTHSTAR-MAIN'] } };
  return [
    { at: 0, url: 'https://cdn.northstar.example/app.js' },
    {
      at: 100,
      method: 'POST',
      url: `${host}/o/client/register`,
      headers: { 'X-Device-Info': device['X-Device-Info'] },
      body: { software_statement: 'aaa.bbb.ccc' },
      status: 201,
      answer: { client_id: 'c-real', client_secret: 's-real', scopes: ['api:client:v2'] },
    },
    {
      at: 300,
      method: 'POST',
      url: `${host}/o/client/token`,
      headers: { 'X-Device-Info': device['X-Device-Info'] },
      body: 'client_id=c-real&client_secret=s-real&grant_type=client_credentials',
      status: 201,
      answer: { access_token: ACCESS_TOKEN, expires_in: 21_600 },
    },
    v2(500, 'profiles', { answer: { profiles: {} } }),
    v2(5_000, 'sessions', {
      method: 'POST',
      answer: {
        actionName: 'resume',
        code: 'K7Q2M9D',
        missingParameters: ['mvpd'],
        notBefore: String(T0 + 5_000),
        notAfter: String(T0 + 1_805_000),
      },
    }),
    ...[1, 2, 3, 4].map((i) =>
      v2(5_000 + i * pollGap, 'profiles/code/K7Q2M9D', {
        answer: { profiles: i < 4 ? {} : profiles },
      }),
    ),
    v2(40_000, 'decisions/authorize/ValleyCable', { ...resources, answer: decision(MEDIA_TOKEN) }),
    {
      at: 40_500,
      url: `https://play.northstar.example/v1/film?token=${encodeURIComponent(MEDIA_TOKEN)}`,
    },
    v2(90_000, 'decisions/authorize/ValleyCable', { ...resources, answer: decision(secondToken) }),
    {
      at: 90_500,
      method: 'POST',
      url: 'https://play.northstar.example/v1/film',
      body: { token: secondToken },
    },
  ];
}

import { createHmac, randomUUID } from 'node:crypto';

/**
 * Clients of the real service that share no code with this project: written from Adobe's pages, with
 * `fetch` alone. They have only an address and their own ids.
 */
export interface Stranger {
  readonly url: string;
  readonly serviceProvider: string;
  readonly statement: string;
  readonly domain: string;
  readonly redirectUrl: string;
  readonly resource: string;
  readonly mvpd: string;
}

export const acme: Omit<Stranger, 'url'> = {
  serviceProvider: 'ACMETV',
  statement: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI3Yzg5LWFjbWUiLCJleHAiOjE1MDAwMDAwMDB9.c2lnbmF0dXJl',
  domain: 'acme.example',
  redirectUrl: 'https://activate.acme.example/done',
  resource: 'ACME-MAIN',
  mvpd: 'ValleyCable',
};

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
type Json = any;

interface Got {
  readonly status: number;
  readonly json: Json;
  readonly text: string;
  readonly location: string;
}

async function get(url: string, init: RequestInit = {}): Promise<Got> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  let json: Json;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, json, text, location: response.headers.get('location') ?? '' };
}

const post = (body: string, type: string, headers: object = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': type, ...headers },
});
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json;charset=utf-8';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Dynamic client registration: from the statement to the access token. */
export async function accessToken({ url, statement, redirectUrl }: Stranger): Promise<string> {
  const registered = await get(
    `${url}/o/client/register`,
    post(
      JSON.stringify({ software_statement: statement, redirect_uri: redirectUrl }),
      'application/json',
    ),
  );
  if (registered.status !== 201)
    throw new Error(`register: ${registered.status} ${registered.text}`);
  const { client_id, client_secret } = registered.json;
  const form = new URLSearchParams({ client_id, client_secret, grant_type: 'client_credentials' });
  const token = await get(`${url}/o/client/token`, post(form.toString(), FORM));
  if (token.status !== 201) throw new Error(`token: ${token.status} ${token.text}`);
  return token.json.access_token;
}

/** The viewer's steps on a provider's login page. @returns the address to which the browser is sent */
export async function logIn(url: string, address: string): Promise<string> {
  const first = await get(new URL(address, url).href);
  if (first.status !== 302) throw new Error(`authenticate: ${first.status} ${first.text}`);
  const login = new URL(first.location, url).href;
  const page = await get(login);
  if (!page.text.includes('name="password"')) throw new Error(`no login page: ${page.text}`);
  const fields = new URLSearchParams({ username: 'alex', password: 'sofa' });
  const done = await get(login, post(fields.toString(), FORM));
  if (done.status !== 303) throw new Error(`login: ${done.status} ${done.text}`);
  return done.location;
}

/** The whole path by REST API V2, from the statement to a media token. Throws at the first refusal. */
export async function playByV2(stranger: Stranger) {
  const { url, serviceProvider, domain, redirectUrl, resource, mvpd } = stranger;
  const authorization = `Bearer ${await accessToken(stranger)}`;
  const device = {
    authorization,
    'ap-device-identifier': `fingerprint ${base64(randomUUID())}`,
    'x-device-info': base64(
      JSON.stringify({
        model: 'A1',
        version: '1',
        osName: 'Linux',
        osVersion: '1',
        connectionType: 'LAN',
      }),
    ),
  };
  const base = `${url}/api/v2/${serviceProvider}`;
  const ok = async (what: string, got: Promise<Got>) => {
    const { status, json, text } = await got;
    if (status !== 200) throw new Error(`${what}: ${status} ${text}`);
    return json;
  };
  const configuration = await ok(
    'configuration',
    get(`${base}/configuration`, { headers: device }),
  );
  const ids = configuration.requestor.mvpds.map(({ id }: { id: string }) => id);
  if (!ids.includes(mvpd)) throw new Error(`configuration: no ${mvpd} among ${ids}`);
  const form = new URLSearchParams({ mvpd, domainName: domain, redirectUrl }).toString();
  const session = await ok('session', get(`${base}/sessions`, post(form, FORM, device)));
  if (session.actionName !== 'authenticate') throw new Error(JSON.stringify(session));
  const end = await logIn(url, session.url);
  const byCode = await ok(
    'profile by code',
    get(`${base}/profiles/code/${session.code}`, { headers: { authorization } }),
  );
  const resources = JSON.stringify({ resources: [resource] });
  const inAdvance = await ok(
    'preauthorize',
    get(`${base}/decisions/preauthorize/${mvpd}`, post(resources, JSON_TYPE, device)),
  );
  const decided = await ok(
    'authorize',
    get(`${base}/decisions/authorize/${mvpd}`, post(resources, JSON_TYPE, device)),
  );
  const bye = await ok(
    'logout',
    get(`${base}/logout/${mvpd}?redirectUrl=${encodeURIComponent(redirectUrl)}`, {
      headers: device,
    }),
  );
  return { configuration, session, end, byCode, inAdvance, decision: decided.decisions[0], bye };
}

/** How an old V1 client signs its requests. */
export function signed(requestor: string, method: string, uri: string): string {
  const message = `${method} requestor_id=${requestor}, nonce=${randomUUID()}, signature_method=HMAC-SHA1, request_time=${Date.now()}, request_uri=${uri}`;
  const signature = createHmac('sha1', 'acme-private').update(message).digest('base64');
  return `${message}, public_key=acme-public, signature=${signature}`;
}

/** The whole path by REST API V1, for a TV and a second screen. Throws at the first refusal. */
export async function playByV1(stranger: Stranger, how: 'bearer' | 'signed') {
  const { url, serviceProvider, domain, redirectUrl, resource, mvpd } = stranger;
  const token = how === 'bearer' ? await accessToken(stranger) : '';
  const headers = (method: string, uri: string) => ({
    authorization: how === 'bearer' ? `Bearer ${token}` : signed(serviceProvider, method, uri),
    accept: 'application/json',
  });
  const deviceId = randomUUID();
  const tv = new URLSearchParams({ requestor: serviceProvider, deviceId }).toString();
  const call = async (status: number, path: string, query: string, method = 'GET') => {
    const got = await get(`${url}${path}?${query}`, { method, headers: headers(method, path) });
    if (got.status !== status) throw new Error(`${path}: ${got.status} ${got.text}`);
    return got.json;
  };
  await call(403, '/api/v1/checkauthn', tv);
  const regcode = await call(
    201,
    `/reggie/v1/${serviceProvider}/regcode`,
    new URLSearchParams({ deviceId }).toString(),
    'POST',
  );
  const config = await get(`${url}/api/v1/config/${serviceProvider}.json`);
  const query = new URLSearchParams({
    reg_code: regcode.code,
    requestor_id: serviceProvider,
    mso_id: mvpd,
    domain_name: domain,
    noflash: 'true',
    no_iframe: 'true',
    redirect_url: redirectUrl,
  });
  const end = await logIn(url, `/api/v1/authenticate?${query}`);
  await call(200, `/api/v1/checkauthn/${regcode.code}`, `requestor=${serviceProvider}`);
  const authn = await call(200, '/api/v1/tokens/authn', tv);
  const ofResource = `${tv}&resource=${encodeURIComponent(resource)}`;
  const inAdvance = await call(200, '/api/v1/preauthorize', ofResource);
  const authz = await call(200, '/api/v1/authorize', ofResource);
  const media = await call(200, '/api/v1/tokens/media', ofResource);
  await call(204, '/api/v1/logout', tv, 'DELETE');
  return { regcode, config: config.json, end, authn, inAdvance, authz, media };
}

import { Hono } from 'hono';
import { parseJson } from '../server/json.ts';
import type { Env, PassContext, Service } from '../service.ts';
import { CLIENT_HEADER } from '../state/clientNames.ts';
import type { Client } from '../state/types.ts';
import { serviceKeys, signedJwt } from '../world/keys.ts';
import { enterStatement } from '../world/undeclaredInput.ts';
import type { DcrError } from './dcrErrors.ts';

/**
 * Dynamic Client Registration (pages "Retrieve client credentials" and "Retrieve access token"):
 * register takes JSON, token takes a form, and both answer 201. Errors are OAuth's `{"error": code}` with 400, also
 * for a wrong method, because no other status is listed.
 */
export function dcrRoutes(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/client/register', (c) => register(c, service));
  app.post('/client/token', (c) => token(c, service));
  for (const path of ['/client/register', '/client/token'])
    app.all(path, (c) => {
      c.header('allow', 'POST, OPTIONS');
      return refuse(c, 'invalid_request');
    });
  return app;
}

const GRANT_TYPE = 'client_credentials';

function register(c: PassContext, service: Service): Response {
  const body = /^application\/json\b/i.test(c.req.header('content-type') ?? '')
    ? readObject(c.get('body'))
    : undefined;
  const statement = body?.software_statement;
  if (typeof statement !== 'string' || statement === '') return refuse(c, 'invalid_request');
  const redirectUri = body?.redirect_uri;
  if (redirectUri !== undefined && typeof redirectUri !== 'string')
    return refuse(c, 'invalid_request');
  if (redirectUri !== undefined && !isRedirectUri(redirectUri))
    return refuse(c, 'invalid_redirect_uri');
  const application = enterStatement(c, service, statement);
  if (!application) return refuse(c, 'invalid_software_statement');
  if (service.rules.revokedStatements.has(application.softwareId))
    return refuse(c, 'unapproved_software_statement');
  const client = service.store.addClient(application, service.clock.now());
  // A client that sends a name at its registration keeps this name with its credentials.
  service.names.of(c.req.header(CLIENT_HEADER), client.id);
  return answer(c, {
    client_id: client.id,
    client_secret: client.secret,
    client_id_issued_at: Math.floor(client.issuedAt / 1_000),
    redirect_uris: redirectUri === undefined ? application.redirectUris : [redirectUri],
    grant_types: grantTypesOf(client),
    scopes: client.scopes,
  });
}

async function token(c: PassContext, service: Service): Promise<Response> {
  const fields = tokenFields(c, service);
  if (!fields) return refuse(c, 'invalid_request');
  const { clientId, clientSecret, grantType } = fields;
  if (grantType !== GRANT_TYPE) return refuse(c, 'unsupported_grant_type');
  const client = service.store.clients.get(clientId);
  const usable =
    client &&
    client.secret === clientSecret &&
    !client.revoked &&
    !service.rules.revokedStatements.has(client.softwareId);
  if (!usable) return refuse(c, 'invalid_client');
  if (!grantTypesOf(client).includes(grantType)) return refuse(c, 'unauthorized_client');
  const now = service.clock.now();
  const lifeS = service.rules.tokenLifeS;
  const id = crypto.randomUUID();
  const value = await accessToken(client, id, now, lifeS);
  service.store.addToken(client, value, now, lifeS * 1_000);
  return answer(c, {
    id,
    access_token: value,
    created_at: now,
    expires_in: lifeS,
    token_type: 'bearer',
  });
}

/**
 * A JWT with the claims of the tokens in the pages' samples; clients in use read `exp`. The pages call the token
 * opaque, so the sandbox only checks that it issued the token. It adds `jti`, so that tokens of one second differ.
 */
async function accessToken(
  client: Client,
  jti: string,
  now: number,
  lifeS: number,
): Promise<string> {
  const { privateKey } = await serviceKeys.make();
  const iat = Math.floor(now / 1_000);
  return signedJwt(privateKey, {
    sub: client.id,
    nbf: iat,
    iss: 'auth.adobe.com',
    scopes: client.scopes.join(','),
    exp: iat + lifeS,
    iat,
    jti,
  });
}

/** Each of the three fields must occur exactly once, and the request must not use HTTP Basic as well. */
function tokenFields(c: PassContext, service: Service) {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
  let form = new URLSearchParams(isForm ? c.get('body') : '');
  // Adobe's OpenAPI file has the three as query parameters, and older clients follow it.
  if (form.size === 0 && service.mode === 'lenient') form = new URL(c.req.url).searchParams;
  const one = (name: string) => {
    const all = form.getAll(name);
    return all.length === 1 ? all[0] : undefined;
  };
  const clientId = one('client_id');
  const clientSecret = one('client_secret');
  const grantType = one('grant_type');
  if (!clientId || !clientSecret || !grantType) return undefined;
  if (/^Basic\b/i.test(c.req.header('authorization') ?? '')) return undefined;
  return { clientId, clientSecret, grantType };
}

/** Clients that were stored before this field existed have the default grant type. */
function grantTypesOf({ grantTypes = [GRANT_TYPE] }: Client): readonly string[] {
  return grantTypes;
}

function answer(c: PassContext, body: object): Response {
  return c.json(body, 201, { 'cache-control': 'no-store' });
}

function refuse(c: PassContext, error: DcrError): Response {
  return c.json({ error }, 400, { 'cache-control': 'no-store' });
}

/** Adobe documents only the error, not the rule; addresses that a browser would run as a script are refused. */
function isRedirectUri(text: string): boolean {
  return (
    text.length <= 2_048 &&
    /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text) &&
    !/^(javascript|data|vbscript|blob|file):/i.test(text)
  );
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

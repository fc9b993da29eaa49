import type { Answered, Seen } from './seen.ts';

/** The state of this service: one device, one provider. */
export interface Kept {
  code: string;
  /** ms */
  codeLife: number;
  approved: boolean;
  /** The address on which the viewer signs out with the provider. */
  logoutUrl: unknown;
}

const mvpd = 'ValleyCable';
const ok = (body: unknown, status = 200): Answered => ({ status, body });

/** Answers in the form of the samples on Adobe's pages. Undefined for a request without a sample. */
export function usualAnswer(seen: Seen, kept: Kept): Answered | undefined {
  const { method, path } = seen;
  if (path === '/o/client/register') return ok(client, 201);
  if (path === '/o/client/token') return ok({ ...token, created_at: Date.now() }, 201);
  const [, serviceProvider = '', rest = ''] = /^\/api\/v2\/([^/]+)\/(.*)$/.exec(path) ?? [];
  if (rest === 'configuration') return ok(configuration(serviceProvider));
  if (rest === 'sessions' && method === 'POST') return ok(created(serviceProvider, kept));
  if (rest.startsWith('sessions/')) return ok(session(serviceProvider, method, kept));
  if (rest.startsWith('profiles')) return ok({ profiles: kept.approved ? profiles() : {} });
  if (rest.startsWith('decisions/')) return ok({ decisions: decisions(seen) });
  if (rest.startsWith('logout/')) {
    kept.approved = false;
    const step = { actionName: 'logout', actionType: 'interactive', mvpd, url: kept.logoutUrl };
    return ok({ logouts: { [mvpd]: step } });
  }
  return undefined;
}

const client = {
  client_id: 'c-5f2a91',
  client_secret: 's-9b77e0c4',
  client_id_issued_at: 1_790_000_000,
  redirect_uris: ['northstartv://signin'],
  grant_types: ['client_credentials'],
  scopes: ['api:client:v2'],
};

const token = {
  id: 't-1',
  access_token: 'opaque-access-token',
  expires_in: 21_600,
  token_type: 'bearer',
};

function configuration(id: string) {
  const mvpds = [{ id: mvpd, displayName: 'Valley Cable', logoUrl: 'https://cdn.example/v.png' }];
  const domains = [{ name: 'northstar.example', mvpdInitiated: false }];
  return {
    device: 'unknown',
    clientType: 'html5',
    os: 'Unknown',
    requestor: { id, name: 'North Star TV', domains, mvpds },
  };
}

function created(serviceProvider: string, { code, codeLife }: Kept) {
  const now = Date.now();
  return {
    actionName: 'resume',
    actionType: 'direct',
    reasonType: 'none',
    url: `/api/v2/${serviceProvider}/sessions/${code}`,
    missingParameters: ['mvpd', 'domainName', 'redirectUrl'],
    code,
    sessionId: '5a1f0b52-1f2e-4c8e-9b0d-6c1d2e3f4a5b',
    serviceProvider,
    notBefore: String(now),
    notAfter: String(now + codeLife),
  };
}

function session(serviceProvider: string, method: string, kept: Kept) {
  if (method === 'GET') {
    return {
      existingParameters: { serviceProvider },
      missingParameters: ['mvpd'],
      device: { type: 'TV', model: 'OLED55C2', hardware: { vendor: 'LG' } },
      notBefore: String(Date.now()),
      notAfter: String(Date.now() + kept.codeLife),
    };
  }
  return {
    ...created(serviceProvider, kept),
    actionName: 'authenticate',
    actionType: 'interactive',
    url: `/api/v2/authenticate/${serviceProvider}/${kept.code}`,
    missingParameters: [],
    mvpd,
  };
}

function profiles() {
  const attributes = { userID: { value: 'u-4711', state: 'plain' } };
  const notBefore = Date.now() - 1_000;
  const notAfter = notBefore + 30 * 24 * 3_600_000;
  return { [mvpd]: { notBefore, notAfter, issuer: mvpd, type: 'regular', attributes } };
}

function decisions({ path, body }: Seen) {
  const { resources } = JSON.parse(body) as { resources: string[] };
  const token = path.includes('/authorize/')
    ? { notBefore: Date.now(), notAfter: Date.now() + 420_000, serializedToken: 'opaque-media' }
    : undefined;
  return resources.map((resource) => ({
    resource,
    serviceProvider: 'NORTHSTAR',
    mvpd,
    source: 'mvpd',
    authorized: true,
    token,
  }));
}

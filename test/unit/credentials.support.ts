import { createPassService } from '../../core/pass/createPassService.ts';
import type { HttpRequest } from '../../core/ports.ts';
import { type Answer, json, testPorts, testSettings } from '../support/ports.ts';

export const never = new AbortController().signal;

export const registered = (n = 1) =>
  json(201, {
    client_id: `client-${n}`,
    client_secret: `secret-${n}`,
    client_id_issued_at: 1790000000,
    redirect_uris: [],
    grant_types: ['client_credentials'],
    scopes: ['api:client:v2'],
  });
export const issued = (value: string, expiresIn = 21_600) =>
  json(201, {
    id: 'i',
    access_token: value,
    created_at: 1,
    expires_in: expiresIn,
    token_type: 'bearer',
  });
/** The shape of a SHA-256 hash. */
export const hashed = 'ab'.repeat(32);
export const noProfiles = json(200, { profiles: {} });

/** Answers DCR itself and passes the API calls to `api`; `dcr` may replace single answers. */
export function testEnv(
  api: (request: HttpRequest, nth: number) => Answer,
  dcr: { register?: (nth: number) => Answer; token?: (nth: number) => Answer } = {},
  stored?: Map<string, unknown>,
) {
  const count = { register: 0, token: 0, api: 0 };
  const ports = testPorts((request) => {
    if (request.url.endsWith('/o/client/register')) {
      count.register++;
      return dcr.register?.(count.register) ?? registered(count.register);
    }
    if (request.url.endsWith('/o/client/token')) {
      count.token++;
      return dcr.token?.(count.token) ?? issued(`token-${count.token}`);
    }
    count.api++;
    return api(request, count.api);
  }, stored);
  const service = createPassService(testSettings.appSettings.pass, ports);
  return { ports, service, count };
}

import { Hono } from 'hono';
import { bearerOf, type Env, type PassContext, type Service } from '../service.ts';
import { enterServiceProvider, mayUse } from '../world/undeclaredInput.ts';
import { fault, uncataloguedFault } from './enhancedErrors.ts';
import { isTempPass, resetTrials } from './tempPass.ts';

/**
 * "Reset TempPass": the management calls that allow a device or a viewer another trial. The path has exactly
 * this spelling. 204. 401 and 403 require different reactions: a new token, or a new registration.
 */
export function resetTempPassRoutes(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.delete('/v3/reset', (c) => reset(c, service, 'device', 'device_id'));
  app.delete('/v3/reset/generic', (c) => reset(c, service, 'identity', 'key'));
  for (const path of ['/v3/reset', '/v3/reset/generic'])
    app.all(path, (c) => {
      c.header('allow', 'DELETE');
      throw uncataloguedFault(405, 'method_not_allowed', 'DELETE is allowed here.');
    });
  return app;
}

function reset(
  c: PassContext,
  service: Service,
  kind: 'device' | 'identity',
  parameter: string,
): Response {
  const token = service.store.tokens.get(bearerOf(c));
  if (!token || token.expiresAt <= service.clock.now())
    throw uncataloguedFault(401, 'invalid_access_token', 'A new access token is needed.');
  const client = service.store.clients.get(token.clientId);
  if (!client || client.revoked || service.rules.revokedStatements.has(client.softwareId))
    throw uncataloguedFault(403, 'invalid_client', 'New client credentials are needed.');
  const serviceProvider = enterServiceProvider(c, service, c.req.query('requestor_id') ?? '');
  if (!serviceProvider) throw fault('invalid_parameter_service_provider');
  if (!mayUse(client.serviceProviders, serviceProvider))
    throw uncataloguedFault(403, 'invalid_client', 'This client may not reset for this requestor.');
  const mvpd = service.world.mvpd(c.req.query('mvpd_id') ?? '');
  const isPromotional = mvpd?.tempPassResources !== undefined;
  if (!mvpd || !isTempPass(mvpd) || (kind === 'identity' && !isPromotional))
    throw fault('invalid_parameter_mvpd');
  const value = c.req.query(parameter) || 'all';
  resetTrials(service, serviceProvider.id, mvpd, value === 'all' ? {} : { [kind]: value });
  return c.body(null, 204);
}

import { bearerOf, type PassContext, type Service } from '../service.ts';
import { integrationIsActive } from '../state/rules.ts';
import type { Client, Owner } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import type { ServiceProvider } from '../world/serviceProviders.ts';
import { V2_SCOPE } from '../world/statements.ts';
import { enterMvpd, enterServiceProvider, mayUse } from '../world/undeclaredInput.ts';
import {
  isBrowser,
  isCompleteDeviceInfo,
  readDeviceIdentifier,
  readDeviceInfo,
} from './deviceHeaders.ts';
import { fault, uncataloguedFault } from './enhancedErrors.ts';

export interface Admitted {
  readonly client: Client;
  readonly serviceProvider: ServiceProvider;
}

/**
 * Checks every V2 call except the navigation to the login: it needs a valid access token of a client that may use
 * this service provider. Throws the documented 401s and 400.
 *
 * Adobe's catalogue has no code for an absent, unknown or expired token. The code here is intentionally not from
 * the catalogue, so that clients react to the 401 alone: they must get a new token, not register again.
 */
export function admit(c: PassContext, service: Service): Admitted {
  const token = service.store.tokens.get(bearerOf(c));
  if (!token || token.expiresAt <= service.clock.now())
    throw uncataloguedFault(
      401,
      'invalid_access_token',
      'The access token is missing, unknown or expired.',
    );
  const client = service.store.clients.get(token.clientId);
  const usable =
    client &&
    !client.revoked &&
    !service.rules.revokedStatements.has(client.softwareId) &&
    client.scopes.includes(V2_SCOPE);
  if (!usable) throw fault('invalid_access_token_client_application');
  const id = c.req.param('serviceProvider') ?? '';
  const serviceProvider = enterServiceProvider(c, service, id);
  if (!serviceProvider) throw fault('invalid_parameter_service_provider');
  if (!mayUse(client.serviceProviders, serviceProvider))
    throw fault('invalid_access_token_service_provider');
  return { client, serviceProvider };
}

/** The MVPD of a path or a form; it must be known and have an active integration. */
export function activeMvpd(
  c: PassContext,
  service: Service,
  serviceProvider: ServiceProvider,
  id: string,
): Mvpd {
  const mvpd = enterMvpd(c, service, id);
  if (!mvpd) throw fault('invalid_parameter_mvpd');
  if (!integrationIsActive(service.rules, serviceProvider.id, mvpd))
    throw fault('invalid_integration');
  return mvpd;
}

/** The streaming device behind a call whose page lists both device headers as required. */
export function ownerOf(
  c: PassContext,
  service: Service,
  { client, serviceProvider }: Admitted,
): Owner {
  const deviceId = readDeviceIdentifier(c.req.header('ap-device-identifier'), service.mode);
  if (deviceId === undefined) throw fault('invalid_header_device_identifier');
  const header = c.req.header('x-device-info');
  const mayLack = !header && isBrowser(c.req.header('user-agent') ?? '');
  if (service.mode === 'strict' && !mayLack && !isCompleteDeviceInfo(readDeviceInfo(header)))
    throw fault('invalid_header_device_info');
  return { clientId: client.id, deviceId, serviceProvider: serviceProvider.id };
}

/** Form fields, from the body only; other content types contain no parameters. */
export function formOf(c: PassContext): URLSearchParams {
  const type = c.req.header('content-type') ?? '';
  return new URLSearchParams(
    /^application\/x-www-form-urlencoded\b/i.test(type) ? c.get('body') : '',
  );
}

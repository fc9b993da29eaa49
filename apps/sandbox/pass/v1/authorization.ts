import { bearerOf, type PassContext, type Service } from '../../service.ts';
import type { ServiceProvider } from '../../world/serviceProviders.ts';
import { mayUse } from '../../world/undeclaredInput.ts';
import { inputsOf } from './call.ts';
import type { V1Caller } from './caller.ts';
import { V1Fault } from './faults.ts';
import { looksSigned, verifySigned } from './signature.ts';

/**
 * DCR bearer token or signed request. The scope that V1 needs is not documented: any valid token of a client that
 * is not revoked is accepted. The answer without a token is not documented either; the pages' own name for
 * it is "Not Authorized".
 */
export function authorizeCall(c: PassContext, service: Service): V1Caller {
  const header = c.req.header('authorization') ?? '';
  if (looksSigned(header)) {
    // A test may move the sandbox's clock by months, but not the client's own clock.
    const clocks = service.mode === 'strict' ? [] : [Date.now()];
    const signed = verifySigned(header, service, [service.clock.now(), ...clocks]);
    if (!signed) throw notAuthorized();
    return { kind: 'signed', requestor: signed.requestor };
  }
  // Some old clients send the token in the form.
  const loose = service.mode === 'lenient' ? (inputsOf(c).get('access_token') ?? '') : '';
  const token = service.store.tokens.get(bearerOf(c) || loose);
  const client =
    token && token.expiresAt > service.clock.now()
      ? service.store.clients.get(token.clientId)
      : undefined;
  const isUsable =
    client && !client.revoked && !service.rules.revokedStatements.has(client.softwareId);
  if (!isUsable) throw notAuthorized();
  return { kind: 'client', client };
}

/** Whether this caller may make calls for a requestor. */
export function maySpeakFor(caller: V1Caller, requestor: ServiceProvider): boolean {
  return caller.kind === 'signed'
    ? caller.requestor === requestor.id
    : mayUse(caller.client.serviceProviders, requestor);
}

export function notAuthorized(): V1Fault {
  return new V1Fault({ status: 401, message: 'Not Authorized' });
}

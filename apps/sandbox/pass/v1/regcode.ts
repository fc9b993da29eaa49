import type { PassContext, Service } from '../../service.ts';
import { looksLikeCode } from '../../state/code.ts';
import type { Registration, Session } from '../../state/types.ts';
import { deviceAddressOf } from '../deviceAddress.ts';
import { describeDevice } from '../deviceHeaders.ts';
import { sharedIdentities } from '../singleSignOn.ts';
import { pathPart, reply, replyEmpty, type V1Call } from './call.ts';
import type { V1Caller } from './caller.ts';
import { ownerAt, readDeviceInfo, requestorOfPath } from './device.ts';
import { badRequest, notFound } from './faults.ts';
import type { PlainObject } from './xml.ts';

const LONGEST_TTL_S = 36_000;
const ROOT = { name: 'regcode', namespace: 'model.mvc.reggie.pass.adobe.com' };

/** "Registration Page": a registration code for a device. 201. */
export function createRegcode(call: V1Call): Response {
  const { c, service, inputs, caller } = call;
  const { id } = requestorOfPath(call, pathPart(c, 'requestor'));
  const owner = ownerAt(call, id);
  const lifeS = readTtl(inputs.get('ttl'), service);
  const device = {
    info: readDeviceInfo(call),
    userAgent: (c.req.header('user-agent') ?? '').slice(0, 512),
    ...deviceAddressOf(c),
  };
  const session = service.store.addSession(
    owner,
    device,
    service.clock.now(),
    lifeS * 1_000,
    sharedIdentities(c, service).map(({ key }) => key),
    service.rules.codeProfileS * 1_000,
  );
  session.registration = readRegistration(inputs, caller);
  const mvpd = service.world.mvpd(session.registration.mvpd ?? '');
  if (mvpd) session.mvpd = mvpd.id;
  return reply(c, ROOT, record(session, session.registration), 201);
}

/** "Return Registration Record". */
export function readRegcode(call: V1Call): Response {
  const { id } = requestorOfPath(call, pathPart(call.c, 'requestor'));
  const session = findRegistered(call.c, call.service);
  if (session?.owner.serviceProvider !== id) throw notFound();
  return reply(call.c, ROOT, record(session, session.registration));
}

/** "Delete Registration Record": the code becomes free; a login made with it is kept. */
export function deleteRegcode(call: V1Call): Response {
  const { id } = requestorOfPath(call, pathPart(call.c, 'requestor'));
  const session = findRegistered(call.c, call.service);
  if (session?.owner.serviceProvider !== id) throw notFound();
  call.service.store.sessions.delete(session.code);
  return replyEmpty(call.c, 204);
}

export type Registered = Session & { readonly registration: Registration };

/** The session of the code in the path or in `text`; V1 codes only, as the two APIs may not be mixed. */
export function findRegistered(
  c: PassContext,
  service: Service,
  text = pathPart(c, 'code'),
  /** s for which a completed session is still found after its end. */
  keptS = 0,
): Registered | undefined {
  if (!looksLikeCode(text)) return undefined;
  const code = service.mode === 'strict' ? text : text.toUpperCase();
  const session = service.store.sessionByCode(code, service.clock.now(), keptS * 1_000);
  return session?.registration === undefined ? undefined : (session as Registered);
}

function readTtl(text: string | null, service: Service): number {
  if (text === null || text === '') return service.rules.codeLifeS;
  const ttl = Number(text);
  if (!/^\d+$/.test(text) || ttl < 1) throw badRequest("'ttl' is not a number of seconds");
  if (ttl > LONGEST_TTL_S) throw badRequest(`'ttl' is more than ${LONGEST_TTL_S} seconds`);
  return ttl;
}

/** Optional members of the record, with the same names in requests and records. */
const ECHOED = ['deviceType', 'deviceUser', 'appId', 'appVersion', 'registrationURL'] as const;

function readRegistration(inputs: URLSearchParams, caller: V1Caller | undefined): Registration {
  const given = (name: string) => inputs.get(name)?.slice(0, 2_048) || undefined;
  const echoed = ECHOED.flatMap((name) => {
    const value = given(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const mvpd = given('mvpd');
  return {
    info: Object.fromEntries(echoed),
    ...(mvpd === undefined ? {} : { mvpd }),
    ...(caller?.kind === 'client' ? { softwareId: caller.client.softwareId } : {}),
  };
}

/** The record of "Registration Page"; its XML has the older schema, followed by the newer members. */
function record(session: Session, { mvpd, info, softwareId }: Registration): PlainObject {
  const { device, owner, notBefore, notAfter } = session;
  return {
    id: session.sessionId,
    code: session.code,
    requestor: owner.serviceProvider,
    ...(mvpd === undefined ? {} : { mvpd }),
    generated: notBefore,
    expires: notAfter,
    info: {
      deviceId: base64(owner.deviceId),
      ...info,
      deviceInfo: base64(JSON.stringify(describeDevice(device))),
      userAgent: device.userAgent,
      originalUserAgent: device.userAgent,
      // Only OAUTH2 is documented; SIGNATURE is this sandbox's own name.
      authorizationType: softwareId === undefined ? 'SIGNATURE' : 'OAUTH2',
      ...(softwareId === undefined
        ? {}
        : {
            sourceApplicationInformation: { id: softwareId, name: softwareId, version: '1.0.0' },
          }),
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

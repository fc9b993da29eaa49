import { parseJson } from '../../server/json.ts';
import type { Owner } from '../../state/types.ts';
import type { ServiceProvider } from '../../world/serviceProviders.ts';
import { enterServiceProvider } from '../../world/undeclaredInput.ts';
import { maySpeakFor, notAuthorized } from './authorization.ts';
import type { V1Call } from './call.ts';
import { badRequest, missing, V1Fault } from './faults.ts';

/**
 * V1 assigns its tokens to a device identifier alone, for any client; `Owner.clientId` contains this value instead
 * of a client id. V1 and V2 logins are therefore separate: "users log in again" (migration FAQ).
 */
export const V1_OWNER = 'rest-api-v1';

const LONGEST = 4_096;

/** The requestor of a path or a parameter; it must be known and permitted to this caller. */
export function readRequestor(call: V1Call, id: string, name: string): ServiceProvider {
  if (id === '') throw missing(name, 'invalid_requestor');
  const serviceProvider = requestorOf(call, id);
  if (!serviceProvider) throw badRequest('Unknown requestor', 'invalid_requestor');
  return serviceProvider;
}

/** An undeclared requestor is created, but only for a caller with an authorization or when `isOpen`. */
function requestorOf(
  { c, service, caller }: V1Call,
  id: string,
  isOpen = false,
): ServiceProvider | undefined {
  const serviceProvider =
    caller || isOpen ? enterServiceProvider(c, service, id) : service.world.serviceProvider(id);
  if (serviceProvider && caller && !maySpeakFor(caller, serviceProvider)) throw notAuthorized();
  return serviceProvider;
}

/**
 * An unknown requestor in a path is answered with 404. `isOpen`: the requestor is created without an
 * authorization, too.
 */
export function requestorOfPath(call: V1Call, id: string, isOpen = false): ServiceProvider {
  const serviceProvider = requestorOf(call, id, isOpen);
  if (serviceProvider) return serviceProvider;
  throw new V1Fault({ status: 404, message: 'Not Found', enhanced: 'invalid_requestor' });
}

/** The device behind a call ("device set"): requestor, deviceId, device information. */
export function readOwner(call: V1Call, requestorName = 'requestor'): Owner {
  const id = call.inputs.get(requestorName) ?? '';
  const serviceProvider = readRequestor(call, id, requestorName);
  return ownerAt(call, serviceProvider.id);
}

/** On some pages `requestor` is optional and some clients omit it: then the owners of all requestors. */
export function readOwners(call: V1Call): Owner[] {
  const named = call.inputs.get('requestor') ?? '';
  if (named !== '' || call.service.mode === 'strict') return [readOwner(call)];
  return call.service.world
    .serviceProviders()
    .filter((one) => !call.caller || maySpeakFor(call.caller, one))
    .map(({ id }) => ownerAt(call, id));
}

export function ownerAt(call: V1Call, serviceProvider: string): Owner {
  const { inputs } = call;
  const deviceId = inputs.get('deviceId') ?? '';
  if (deviceId === '') throw missing('deviceId', 'invalid_device_id');
  if (deviceId.length > LONGEST) throw badRequest('deviceId is too long', 'invalid_device_id');
  readDeviceInfo(call);
  // "Every later call must send the same": these values are part of the owner's key.
  const more = [inputs.get('deviceUser') ?? '', inputs.get('appId') ?? ''];
  const clientId =
    more.join('') === '' ? V1_OWNER : [V1_OWNER, ...more].join('/').slice(0, LONGEST);
  return { clientId, deviceId, serviceProvider };
}

/**
 * `X-Device-Info` or `device_info`: Base64 of a JSON object, with the page's URL encoding or without. The page
 * requires it, but every deployed client omits it: only strict mode requires it.
 */
export function readDeviceInfo({ c, inputs, service }: V1Call): Record<string, unknown> {
  const encoded = c.req.header('x-device-info') || (inputs.get('device_info') ?? '');
  const isStrict = service.mode === 'strict';
  if (encoded === '') {
    if (isStrict) throw missing('device_info', 'invalid_device_info');
    return {};
  }
  const info = encoded.length > LONGEST ? undefined : decode(encoded);
  const isComplete = !isStrict || (info?.model !== undefined && info.osName !== undefined);
  if (!info || !isComplete) throw badRequest('device_info is not usable', 'invalid_device_info');
  return info;
}

function decode(encoded: string): Record<string, unknown> | undefined {
  try {
    // A plus sign that was not encoded arrives as a blank.
    const text = decodeURIComponent(encoded).trim().replace(/ /g, '+');
    if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
    const value: unknown = parseJson(Buffer.from(text, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

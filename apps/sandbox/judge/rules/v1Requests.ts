import { type Call, is, isOk, isV1 } from '../calls.ts';
import { decodeDeviceInfo } from '../deviceInfo.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { between, firstAfter } from '../sequences.ts';
import { field, has } from '../traffic.ts';
import type { TrafficModel } from '../trafficModel.ts';
import { DEVICE_CALLS, deviceId, isServerV1 } from './v1.ts';

const LOGIN_PARAMETERS = [
  'requestor_id',
  'mso_id',
  'reg_code',
  'domain_name',
  'noflash',
  'redirect_url',
] as const;

/** The form that single requests of a V1 client must have. */
export const v1Requests = rules({
  'V1L-10': (client) =>
    eachCall(client.opened.filter(is('authenticateV1')), (call) => {
      const lacking = LOGIN_PARAMETERS.filter((name) => field(call.query, name) === '');
      if (lacking.length > 0)
        return `/authenticate lacks ${lacking.join(', ')}; send all mandatory parameters, reg_code first or with an escaped ampersand.`;
      if (Object.keys(call.query).at(-1) !== 'redirect_url')
        return 'redirect_url is not the last parameter of /authenticate; put it last, URL-encoded.';
      return /^[a-z][a-z\d+.-]*:\/\/./i.test(field(call.query, 'redirect_url'))
        ? undefined
        : 'redirect_url is no absolute address after decoding once; URL-encode it once.';
    }),

  'V1L-11': (client, scene) => {
    const checks = client.calls.filter(is('checkAuthnByCode'));
    const checked = checks.filter((call) => openedBefore(scene, call));
    return checked.length > 0 ? met(checked) : undefined;
  },

  'V1L-12': (client) =>
    eachCall(client.calls.filter(is('logoutV1')), (call) =>
      call.method === 'DELETE' ? undefined : `Logged out by ${call.method}; use DELETE.`,
    ),

  'V1L-13': (client) =>
    eachCall(
      client.calls.filter(
        (call) =>
          isV1(call) &&
          (has(call.query, 'device_info') || call.headers['x-device-info'] !== undefined),
      ),
      (call) => {
        if (has(call.query, 'device_info'))
          return 'Device information is in the address, which gets too long; send it as X-Device-Info.';
        const info = decodeDeviceInfo(call.headers['x-device-info'] ?? '');
        if (!info)
          return 'X-Device-Info cannot be decoded; send Base64 of one JSON object, URL-encoded.';
        return field(info, 'model') && field(info, 'osName')
          ? undefined
          : 'X-Device-Info lacks model or osName; send at least these two.';
      },
    ),

  'V1L-14': (client) => {
    const calls = client.calls.filter((call) => DEVICE_CALLS(call) && call.op.code === '');
    const plain = client.calls.filter(
      (call) => isV1(call) && call.secure === false && !isLocal(call),
    );
    if (plain.length > 0) return broken(plain, 'Sent a call over plain HTTP; V1 asks for HTTPS.');
    const without = calls.filter(
      (call) =>
        call.headers.authorization === undefined &&
        !has(call.body, 'access_token') &&
        call.status === 401,
    );
    if (without.length > 0)
      return broken(
        without,
        'A device call carries no Authorization; send the DCR access token as bearer.',
      );
    const signed = calls.filter((call) => call.headers.authorization !== undefined);
    return signed.length > 0 ? met(signed) : undefined;
  },

  'V1L-15': (client) => {
    if (!isServerV1(client)) return undefined;
    const calls = client.calls.filter(is('createRegcode', 'authorizeV1'));
    return eachCall(calls, (call) =>
      call.headers['x-forwarded-for']
        ? undefined
        : "A server calls without X-Forwarded-For; send the device's public address with codes and authorizations.",
    );
  },

  'V1L-16': (client) => {
    const granted = client.calls.filter((call) => is('freePreview')(call) && isOk(call));
    const [first] = granted;
    if (!first) return undefined;
    const again = granted.slice(1).filter((call, i) => {
      const earlier = granted[i] as Call;
      const told = between(client.calls, earlier, call).some(({ status }) => status >= 400);
      return call.signature === earlier.signature && call.at - earlier.at < 600_000 && !told;
    });
    if (again.length > 0)
      return broken(
        [first, ...again],
        'Asked for the free preview more than once; one call starts it, then authorize.',
      );
    const next = firstAfter(client, first, is('authorizeV1', 'createRegcode'));
    return next && is('authorizeV1')(next) ? met([first, next]) : undefined;
  },

  'V1L-17': (client) => {
    const dummies = client.calls.filter((call) => isV1(call) && deviceId(call) === 'dummy');
    const misused = dummies.filter((call) => !is('createRegcode')(call));
    if (misused.length > 0)
      return broken(
        misused,
        'Went on with the device id "dummy"; make a second code with the id of the first record and keep that as device id.',
      );
    return combine(
      dummies.map((call) => {
        const id = field(call.answer, 'id');
        const second = firstAfter(client, call, is('createRegcode'));
        if (!second) return undefined;
        return id === '' || deviceId(second) === id || deviceId(second) !== 'dummy'
          ? met([call, second])
          : broken(
              [call, second],
              'Made a second code with "dummy"; use the id of the first record as device id.',
            );
      }),
    );
  },
});

function isLocal({ host }: Call): boolean {
  return /^(localhost|127\.|10\.|192\.168\.|\[::1\])/.test(host);
}

function openedBefore(scene: TrafficModel, call: Call): boolean {
  return scene.calls.some(
    (other) =>
      is('authenticateV1')(other) &&
      other.seq < call.seq &&
      field(other.query, 'reg_code').toUpperCase() === call.op.code.toUpperCase(),
  );
}

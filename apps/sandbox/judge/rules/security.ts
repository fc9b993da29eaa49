import { bearerOf, type Call, is, isV2 } from '../calls.ts';
import { broken, eachCall, met, rules } from '../rule.ts';
import { has } from '../traffic.ts';

/** Names of parameters that only V1 has. */
const V1_PARAMETERS = [
  'requestor',
  'requestor_id',
  'deviceId',
  'deviceType',
  'deviceUser',
  'device_info',
  'appId',
  'mso_id',
  'reg_code',
  'domain_name',
  'redirect_url',
  'resource',
  'generic_data',
  'ap_vi',
  'ast',
] as const;

export const security = rules({
  'SEC-01': (client) => {
    // A sandbox on this machine uses plain HTTP, and so does every proxy in front of it.
    const calls = client.calls.filter((call) => call.secure !== undefined && !isLocal(call));
    const plain = calls.filter(({ secure }) => secure === false);
    if (plain.length > 0)
      return broken(plain, 'Sent a call over plain HTTP; use https:// for every call.');
    return calls.length > 0 ? met(calls) : undefined;
  },

  'SEC-02': (client, { traffic }) => {
    const calls = client.calls.filter((call) => isV2(call) && !is('unknownV2')(call));
    const without = calls.filter((call) => bearerOf(call) === '');
    // Browsers do not export Authorization; without it the service would have answered 401.
    const certain = without.filter(({ status }) => traffic.source === 'sandbox' || status === 401);
    if (certain.length > 0)
      return broken(
        certain,
        'A V2 call carries no bearer token; send Authorization: Bearer with the access token on each.',
      );
    return calls.length > without.length ? met(calls) : undefined;
  },

  'SEC-03': (client) =>
    eachCall(client.calls.filter(isV2), (call) => {
      const wrong = V1_PARAMETERS.find((name) => has(call.query, name) || has(call.body, name));
      return wrong === undefined
        ? undefined
        : `Sent the V1 parameter ${wrong} on a V2 call; send only what the V2 reference names.`;
    }),
});

function isLocal({ host }: Call): boolean {
  return /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\])/.test(host);
}

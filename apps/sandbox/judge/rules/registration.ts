import {
  bearerOf,
  type Call,
  deviceIdOf,
  hasError,
  is,
  isApi,
  isFromBrowser,
  isOk,
  isReceived,
  isV2,
  mediaTypeOf,
  parameter,
} from '../calls.ts';
import type { Client } from '../client.ts';
import { broken, combine, eachCall, met, rules, type Verdict } from '../rule.ts';
import { between, firstAfter, lastBefore, nextCall, repeatsOf } from '../sequences.ts';
import { isServer } from '../servers.ts';
import { field, has, member } from '../traffic.ts';

const V2_SCOPE = 'api:client:v2';

export const registration = rules({
  'REG-01': (client) => {
    const registered = client.calls.find((call) => is('register')(call) && isOk(call));
    const scopes = member(registered?.answer, 'scopes');
    const used = client.calls.filter(isV2);
    const [first] = used;
    if (!registered || !Array.isArray(scopes) || !first) return undefined;
    if (scopes.includes(V2_SCOPE)) return met([registered, first]);
    return broken(
      [registered, first],
      `The software statement carries no ${V2_SCOPE} scope; use the statement of a registered application made for REST API V2.`,
    );
  },

  'REG-02': (client) =>
    eachCall(client.calls.filter(is('register')), (call) => {
      if (call.method !== 'POST') return `Registered by ${call.method}; use POST.`;
      if (mediaTypeOf(call) !== 'application/json' || typeof call.body !== 'object')
        return 'The registration is not JSON; send Content-Type application/json and a JSON object.';
      if (!has(call.body, 'software_statement'))
        return 'The registration names no software_statement; send it in the JSON body.';
      return lacksDeviceInfo(call);
    }),

  'REG-03': (client) => {
    const registered = registrationsOf(client);
    const needless = registered
      .slice(1)
      .filter((call, i) => isReceived(registered[i] as Call) && !reasonToRegister(client, call));
    // One may be a reinstallation, which traffic does not show.
    if (needless.length >= 2)
      return broken(
        registered,
        `Registered ${registered.length} times; keep client_id and client_secret in persistent storage and use them for every later token.`,
      );
    const [first] = registered;
    const tokens = client.calls.filter((call) => is('token')(call) && isOk(call));
    const reused = tokens.filter((call) => parameter(call, 'client_id') === client.clientIds[0]);
    if (registered.length > 1 || reused.length < 2) return undefined;
    return met(first ? [first, ...reused] : reused);
  },

  'REG-04': (client) => {
    const registeredInstead = tokenEnds(client).filter(({ next }) => is('register')(next));
    const [first] = registeredInstead;
    if (first)
      return broken(
        registeredInstead.flatMap(({ told, next }) => [told, next]),
        'Registered again when the access token had run out; ask for a new token with the stored credentials.',
      );
    const tokens = client.calls.filter((call) => is('token')(call) && isOk(call));
    const renewed = tokens.slice(1).filter((call, i) => {
      const earlier = tokens[i] as Call;
      const sameId = parameter(earlier, 'client_id') === parameter(call, 'client_id');
      return sameId && !isNeedless(client, earlier, call);
    });
    return renewed.length > 0 ? met(renewed) : undefined;
  },

  'REG-05': (client) => {
    const tokens = client.calls.filter((call) => is('token')(call) && isOk(call));
    const early = tokens.slice(1).filter((call, i) => isNeedless(client, tokens[i] as Call, call));
    if (early.length > 0)
      return broken(
        early,
        'Asked for a new access token while the one before was good; keep the token in persistent storage and use it until it expires.',
      );
    const [first] = tokens;
    const users = client.calls.filter((call) => isApi(call) && isOk(call) && bearerOf(call) !== '');
    if (!first || users.length < 5) return undefined;
    return met([...tokens, ...users.slice(0, 5)]);
  },

  'REG-06': (client) =>
    eachCall(client.calls.filter(is('token')), (call) => {
      if (call.method !== 'POST') return `Asked for a token by ${call.method}; use POST.`;
      if (mediaTypeOf(call) !== 'application/x-www-form-urlencoded')
        return 'The token request is no form; send application/x-www-form-urlencoded.';
      for (const name of ['client_id', 'client_secret', 'grant_type']) {
        const value = member(call.body, name);
        if (typeof value !== 'string' || value === '')
          return `The token request must carry ${name} exactly once, in the form body.`;
      }
      return lacksDeviceInfo(call);
    }),

  'REG-07': (client) => {
    const ends = endsOfTokens(client);
    const late = client.calls.filter((call) => {
      const end = ends.get(bearerOf(call));
      return isApi(call) && end !== undefined && call.at > end + SLACK;
    });
    if (late.length > 0)
      return broken(
        late,
        'Used an access token after its end; replace it no later than expires_in seconds after it arrived.',
      );
    const renewed = client.calls.filter((call) => is('token')(call) && isOk(call));
    const inTime = renewed.slice(1).filter((call, i) => {
      const end = ends.get(field(renewed[i]?.answer, 'access_token'));
      return end !== undefined && call.at > end - 15 * 60_000 && !was401(client, call);
    });
    return inTime.length > 0 ? met(inTime) : undefined;
  },

  'REG-08': (client) => {
    const refused = client.calls.filter(
      (call) => isV2(call) && call.status === 401 && !asksForRegistration(call),
    );
    return combine(
      refused.map((call) => {
        const [repeat] = repeatsOf(client, call, ({ at }) => at >= call.end);
        if (!repeat || repeat.at - call.at > 60_000) return undefined;
        const token = firstAfter(client, call, is('token'));
        const renewal = token && token.seq < repeat.seq ? token : undefined;
        if (renewal && bearerOf(repeat) !== bearerOf(call)) return met([call, renewal, repeat]);
        return broken(
          [call, repeat],
          'Repeated a call after 401 with the same token; ask for a new token first, then repeat the call once.',
        );
      }),
    );
  },

  'REG-09': (client) =>
    combine(
      registrationsOf(client)
        .slice(1)
        .filter((call) => !reasonToRegister(client, call))
        .map((call) => freshStart(client, call)),
    ),

  'REG-10': (client) => {
    const refused = client.calls.filter(
      (call) => is('token')(call) && hasError(call, 'invalid_client'),
    );
    return combine(
      refused.map((call) => {
        const next = nextCall(client, call);
        if (!next) return undefined;
        if (is('register')(next)) return met([call, next]);
        const sameAgain = is('token')(next) && next.signature === call.signature;
        if (!sameAgain) return undefined;
        return broken(
          [call, next],
          'Asked again with credentials that were refused as invalid_client; register anew, then ask for a token, then have the viewer sign in.',
        );
      }),
    );
  },

  'REG-11': (client) => {
    const refused = client.calls.filter(
      (call) =>
        is('register')(call) && call.status >= 400 && call.status < 500 && call.status !== 429,
    );
    const crowd = refused.find((call, i) => {
      const fourth = refused[i + 3];
      return fourth !== undefined && fourth.at - call.at <= 60_000;
    });
    if (crowd)
      return broken(
        refused,
        'Went on registering after the service had refused the registration; stop after the first refusal and show an error.',
      );
    return refused.length > 0 ? met(refused) : undefined;
  },

  'REG-12': (client, scene) => {
    if (client.clientIds.length === 0) return undefined;
    const devices = devicesInTurn(client);
    if (isServer(client)) {
      const shared = client.clientIds.find(
        (id) => new Set(devices.filter((one) => one.clientId === id).map(({ id }) => id)).size > 1,
      );
      if (shared)
        return broken(
          devices.slice(0, 3).map(({ call }) => call),
          'Several devices share one client id; register once for every installed app instance.',
        );
    }
    const [own] = devices;
    const others = scene.clients.filter(
      (other) => other !== client && other.make === client.make && devicesInTurn(other).length > 0,
    );
    return own && others.length > 0 ? met([own.call]) : undefined;
  },
});

/** ms: a request that was sent in time may arrive late, and clocks are read in whole seconds. */
const SLACK = 5_000;

function lacksDeviceInfo(call: Call): string | undefined {
  if (call.headers['x-device-info'] || isFromBrowser(call)) return undefined;
  return 'X-Device-Info is missing; send it on registration and token requests too.';
}

export function registrationsOf(client: Client): Call[] {
  return client.calls.filter((call) => is('register')(call) && isOk(call));
}

export function asksForRegistration(call: Call): boolean {
  return (
    call.error?.action === 'application-registration' ||
    hasError(
      call,
      'invalid_access_token_service_provider',
      'invalid_access_token_client_application',
      'invalid_client',
    )
  );
}

/** The last answer since the previous registration that justifies another one. */
export function reasonToRegister(client: Client, registered: Call): Call | undefined {
  const isReason = (call: Call) => asksForRegistration(call) || call.status === 401;
  const last = lastBefore(
    client,
    registered,
    (call) => isReason(call) || (is('register')(call) && isOk(call)),
  );
  return last && isReason(last) ? last : undefined;
}

/** New credentials have no profiles: the first call after them must look for a profile or start a login. */
export function freshStart(client: Client, registered: Call): Verdict | undefined {
  const next = firstAfter(
    client,
    registered,
    (call) => isV2(call) && !is('configuration', 'unknownV2')(call),
  );
  if (!next) return undefined;
  const usesOldState = is('authorize', 'preauthorize', 'logout')(next);
  if (!usesOldState) return met([registered, next]);
  // A permit without a profile is temporary or degraded access.
  if (isOk(next) && next.itemErrors.length === 0) return undefined;
  return broken(
    [registered, next],
    'Went on with an old profile after registering anew; profiles are bound to the credentials, so look for profiles or have the viewer sign in.',
  );
}

/** When access tokens end, ms by the client's clock. */
function endsOfTokens(client: Client): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const call of client.calls.filter(is('token'))) {
    const token = field(call.answer, 'access_token');
    const life = Number(field(call.answer, 'expires_in'));
    if (token && life > 0) ends.set(token, call.end + life * 1_000);
  }
  return ends;
}

/** Pairs of calls: a 401 or the answer with a token that has ended by then, and the client's next call. */
function tokenEnds(client: Client): Array<{ told: Call; next: Call }> {
  const refused = client.calls
    .filter((call) => isV2(call) && call.status === 401 && !asksForRegistration(call))
    .flatMap((told) => {
      const next = firstAfter(client, told, (call) => call.at >= told.end);
      return next ? [{ told, next }] : [];
    });
  const ends = endsOfTokens(client);
  const latest = client.calls.reduce((ms, { at }) => Math.max(ms, at), Number.NEGATIVE_INFINITY);
  const expired = client.calls.filter(is('token')).flatMap((told) => {
    const end = ends.get(field(told.answer, 'access_token'));
    if (end === undefined || end - SLACK > latest) return [];
    const next = firstAfter(client, told, (call) => call.at >= end - SLACK);
    return next ? [{ told, next }] : [];
  });
  return [...refused, ...expired];
}

/** Whether a token was requested in the first half of the previous one's life, without a 401 between them. */
function isNeedless(client: Client, earlier: Call, later: Call): boolean {
  const life = Number(field(earlier.answer, 'expires_in'));
  if (!(life > 0) || parameter(earlier, 'client_id') !== parameter(later, 'client_id'))
    return false;
  if (!isReceived(earlier)) return false;
  if (later.at - earlier.end >= life * 500) return false;
  return !between(client.calls, earlier, later).some(({ status }) => status === 401);
}

function was401(client: Client, renewal: Call): boolean {
  return client.calls.some(
    (call) => call.seq < renewal.seq && call.at > renewal.at - 10_000 && call.status === 401,
  );
}

function devicesInTurn(client: Client): Array<{ id: string; clientId: string; call: Call }> {
  return client.calls.flatMap((call) => {
    const id = deviceIdOf(call);
    return id ? [{ id, clientId: call.clientId ?? client.clientIds[0] ?? '', call }] : [];
  });
}

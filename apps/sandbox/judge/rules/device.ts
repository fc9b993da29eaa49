import { readProfiles, readSession } from '../answers.ts';
import { type Call, deviceAddressOf, deviceIdOf, is, isFromBrowser, isOk } from '../calls.ts';
import type { Client } from '../client.ts';
import { decodeDeviceInfo, LISTED_VALUES, REQUIRED_KEYS } from '../deviceInfo.ts';
import { once } from '../once.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { repeatsOf } from '../sequences.ts';
import { isServer } from '../servers.ts';
import { field } from '../traffic.ts';
import { freshStart, reasonToRegister, registrationsOf } from './registration.ts';

/** Operations whose pages list both device headers as required; for other operations both are optional. */
export const FOR_A_DEVICE = is(
  ...(['createSession', 'profiles', 'profilesOf', 'authorize', 'preauthorize', 'logout'] as const),
  ...(['partnerSession', 'partnerProfile'] as const),
);

const SSO_HEADERS = [
  'adobe-subject-token',
  'ad-service-token',
  'x-roku-reserved-roku-connect-token',
] as const;

/** Operations whose pages list the single sign-on headers. */
const FOR_SSO = is(
  ...(['createSession', 'profiles', 'profilesOf', 'authorize', 'preauthorize', 'logout'] as const),
);

export const device = rules({
  'DEV-01': (client) =>
    eachCall(client.calls.filter(FOR_A_DEVICE), (call) =>
      deviceIdOf(call) === ''
        ? 'AP-Device-Identifier is missing; send it on sessions, profiles, decisions and logout.'
        : undefined,
    ),

  'DEV-02': (client) =>
    eachCall(
      client.calls.filter((call) => deviceIdOf(call) !== '' && call.facts?.deviceIdentifier),
      (call) =>
        call.facts?.deviceIdentifier === 'malformed'
          ? 'AP-Device-Identifier has another form; send "fingerprint", a space, and the identifier as Base64.'
          : undefined,
    ),

  'DEV-03': (client) => {
    const calls = identified(client);
    if (isServer(client)) return undefined;
    const changed = calls.filter(
      (call, i) => i > 0 && deviceIdOf(call) !== deviceIdOf(calls[i - 1] as Call),
    );
    if (changed.length > 0)
      return broken(
        changed,
        'The device identifier changed; keep one value over restarts and updates, in persistent storage if the device has none.',
      );
    return calls.length >= 3 ? met(calls) : undefined;
  },

  'DEV-05': (client) =>
    eachCall(
      client.calls.filter(({ facts }) =>
        ['hash', 'raw'].includes(facts?.deviceIdentifierKind ?? ''),
      ),
      ({ facts }) =>
        facts?.deviceIdentifierKind === 'raw'
          ? 'The device identifier looks like one that the system gave out; send its SHA-256 hash instead.'
          : undefined,
    ),

  'DEV-06': (client, scene) => {
    const constant = client.calls.filter(
      ({ facts }) => facts?.deviceIdentifierKind === 'device name',
    );
    if (constant.length > 0)
      return broken(
        constant,
        'The device identifier is a name that all such devices share; use a value that is unique to the device.',
      );
    if (isServer(client)) return undefined;
    const own = identified(client);
    const [first] = own;
    if (!first) return undefined;
    const others = scene.clients.filter((other) => other !== client && !isServer(other));
    const twin = others.find((other) => isTwin(client, other));
    const [theirs] = twin?.calls.filter((call) => deviceIdOf(call) === deviceIdOf(first)) ?? [];
    if (theirs)
      return broken(
        [first, theirs],
        'Two devices send the same identifier; make it unique to the device.',
      );
    const different = others.some((other) =>
      [...identifiersOf(other)].some((id) => id !== deviceIdOf(first)),
    );
    return different ? met([first]) : undefined;
  },

  'DEV-07': (client) => {
    const calls = client.calls.filter(FOR_A_DEVICE);
    const without = calls.filter((call) => !call.headers['x-device-info'] && !isFromBrowser(call));
    if (without.length > 0)
      return broken(without, 'X-Device-Info is missing; send it with every call for a device.');
    const told = calls.filter((call) => call.headers['x-device-info']);
    const byDevice = new Map<string, Call>();
    const changed = told.filter((call) => {
      const first = byDevice.get(deviceIdOf(call));
      if (!first) byDevice.set(deviceIdOf(call), call);
      return first !== undefined && modelOf(first) !== modelOf(call);
    });
    if (changed.length > 0)
      return broken(
        changed,
        'X-Device-Info describes another device than before; describe the streaming device, the same in all calls.',
      );
    return told.length > 1 ? met(told) : undefined;
  },

  'DEV-08': (client) =>
    eachCall(withInfo(client), (call) => {
      const info = infoOf(call);
      if (!info) return 'X-Device-Info cannot be decoded; send Base64 of one JSON object.';
      const lacking = REQUIRED_KEYS.filter((key) => field(info, key) === '');
      return lacking.length === 0
        ? undefined
        : `X-Device-Info lacks ${lacking.join(', ')}; send all five required keys.`;
    }),

  'DEV-09': (client) =>
    eachCall(
      withInfo(client).filter((call) => infoOf(call) !== undefined),
      (call) => {
        const info = infoOf(call);
        const wrong = Object.keys(LISTED_VALUES).find(
          (key) => field(info, key) !== '' && !LISTED_VALUES[key]?.has(field(info, key)),
        );
        return wrong === undefined
          ? undefined
          : `X-Device-Info has "${field(info, wrong).slice(0, 40)}" for ${wrong}, which is not a listed value; use one of the list.`;
      },
    ),

  'DEV-10': (client) => {
    if (isServer(client)) return undefined;
    const calls = identified(client);
    const changed = calls.filter(
      (call, i) => i > 0 && deviceIdOf(call) !== deviceIdOf(calls[i - 1] as Call),
    );
    const registered = registrationsOf(client)
      .slice(1)
      .filter((call) => reasonToRegister(client, call));
    return combine([
      ...registered.map((call) => freshStart(client, call)),
      ...changed.map((call) => {
        const isDecision = is('authorize', 'preauthorize');
        if (!isDecision(call)) return met([call]);
        const again = repeatsOf(client, call, (other) => !isOk(other));
        return again.length >= 2 && !isOk(call)
          ? broken(
              [call, ...again],
              'Went on with old profiles after the device identifier had changed; they are gone, so have the viewer sign in.',
            )
          : undefined;
      }),
    ]);
  },

  'DEV-11': (client) => {
    const calls = client.calls.filter(FOR_SSO);
    return combine(
      SSO_HEADERS.map((name) => {
        const sent = calls.map((call) => call.headers[name] !== undefined);
        const from = sent.indexOf(true);
        const to = sent.lastIndexOf(true);
        if (from < 0) return undefined;
        const gaps = calls.slice(from, to).filter((call) => call.headers[name] === undefined);
        if (gaps.length > 0)
          return broken(
            gaps,
            `${name} is on some calls only; send it on every call for which the single sign-on flow names it.`,
          );
        const all = calls.slice(from, to + 1);
        return all.length > 1 ? met(all) : undefined;
      }),
    );
  },

  'DEV-12': (client) => {
    const apple = appleProfiles(client);
    const needed = client.calls.filter(
      (call) =>
        is('partnerSession', 'partnerProfile')(call) ||
        (is('authorize', 'preauthorize')(call) &&
          apple.some(({ mvpd, from }) => mvpd === call.op.mvpd && from.seq < call.seq)),
    );
    return eachCall(needed, (call) => {
      const header = call.headers['ap-partner-framework-status'];
      if (header === undefined)
        return 'AP-Partner-Framework-Status is missing; send it on partner calls and on decisions for an appleSSO profile.';
      return call.facts?.partnerStatus === 'malformed'
        ? 'AP-Partner-Framework-Status cannot be decoded; send Base64 of its JSON.'
        : undefined;
    });
  },
});

const withInfo = (client: Client): Call[] =>
  client.calls.filter((call) => call.op.api !== 'v1' && call.headers['x-device-info']);

const infoOf = (call: Call) => decodeDeviceInfo(call.headers['x-device-info'] ?? '');

/** Device properties that updates and network changes do not alter. */
export function modelOf(call: Call): string {
  const info = infoOf(call);
  return ['model', 'osName', 'primaryHardwareType'].map((key) => field(info, key)).join();
}

const identified = once((client: Client): readonly Call[] =>
  client.calls.filter((call) => deviceIdOf(call) !== ''),
);

const identifiersOf = once(
  (client: Client): ReadonlySet<string> => new Set(identified(client).map(deviceIdOf)),
);

/** Whether two clients use one identifier at the same time in different places. */
function isTwin(client: Client, other: Client): boolean {
  const mine = identified(client);
  const ids = identifiersOf(client);
  if (![...identifiersOf(other)].some((id) => ids.has(id))) return false;
  const same = identified(other).filter((call) => ids.has(deviceIdOf(call)));
  const [first, last] = [same[0], same.at(-1)];
  if (!first || !last) return false;
  const atOnce = mine.some(({ seq }) => seq > first.seq && seq < last.seq);
  const elsewhere = mine.every((call) =>
    same.every(
      (one) => deviceAddressOf(one) !== deviceAddressOf(call) || modelOf(one) !== modelOf(call),
    ),
  );
  return atOnce && elsewhere;
}

function appleProfiles(client: Client): Array<{ mvpd: string; from: Call }> {
  return client.calls.flatMap((from) => {
    if (readSession(from.answer)) return [];
    return (readProfiles(from.answer) ?? [])
      .filter(({ type }) => type === 'appleSSO')
      .map(({ mvpd }) => ({ mvpd, from }));
  });
}

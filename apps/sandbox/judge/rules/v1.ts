import { type Call, deviceAddressOf, errorsOf, is, isOk, isV1, parameter } from '../calls.ts';
import type { Client } from '../client.ts';
import { deniedAgain } from '../denials.ts';
import { isAccepted, protectedPlays } from '../playback.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { anyBefore, between, failedRuns, firstAfter, isLoop, lastBefore } from '../sequences.ts';
import { alternates } from '../servers.ts';
import { field } from '../traffic.ts';

/** Longest life of a registration code, s. */
const LONGEST_LIFE = 36_000;

export const DEVICE_CALLS = is(
  ...([
    'createRegcode',
    'checkAuthn',
    'preflight',
    'authnToken',
    'authorizeV1',
    'authzToken',
  ] as const),
  ...(['mediaToken', 'userMetadata', 'logoutV1', 'freePreview', 'tokenExchange'] as const),
);

export const v1 = rules({
  'V1L-01': (client) => {
    const calls = client.calls.filter((call) => DEVICE_CALLS(call) && call.op.code === '');
    const without = calls.filter((call) => deviceId(call) === '');
    if (without.length > 0)
      return broken(
        without,
        'deviceId is missing; send the same one on the code and on every device call.',
      );
    const own = calls.filter((call) => deviceId(call) !== 'dummy');
    const changed = ['deviceId', 'deviceUser', 'appId'].flatMap((name) =>
      own.filter((call, i) => {
        const last = own[i - 1];
        return (
          last !== undefined &&
          !is('createRegcode')(call) &&
          parameter(call, name) !== parameter(last, name)
        );
      }),
    );
    if (changed.length > 0 && !isServerV1(client))
      return broken(
        changed,
        'deviceId, deviceUser or appId differ between calls; send what was sent when the code was made.',
      );
    return own.length > 1 ? met(own) : undefined;
  },

  'V1L-02': (client, scene) => {
    const own = client.calls.find((call) => isV1(call) && deviceId(call) !== '');
    if (!own || deviceId(own) === 'dummy') return undefined;
    const others = scene.clients.filter((other) => other !== client);
    const twin = others
      .flatMap(({ calls }) => calls)
      .find(
        (call) =>
          isV1(call) &&
          deviceId(call) === deviceId(own) &&
          deviceAddressOf(call) !== deviceAddressOf(own) &&
          client.calls.some(({ seq }) => seq > call.seq),
      );
    if (twin)
      return broken(
        [own, twin],
        'Two devices send the same deviceId and so share their tokens; make it unique to the device.',
      );
    const different = others.some(({ calls }) =>
      calls.some((call) => isV1(call) && deviceId(call) !== '' && deviceId(call) !== deviceId(own)),
    );
    return different ? met([own]) : undefined;
  },

  'V1L-03': (client) => {
    const [first] = client.calls.filter((call) => isV1(call) && call.op.code === '');
    if (!first) return undefined;
    if (is('checkAuthn', 'authnToken')(first)) {
      const next = firstAfter(client, first, is('createRegcode', 'authorizeV1'));
      return met(next ? [first, next] : [first]);
    }
    const startIsSeen = anyBefore(client, first, is('register', 'token'));
    if (!is('createRegcode', 'authorizeV1')(first) || !startIsSeen) return undefined;
    return broken(
      [first],
      'Began without checking whether the viewer is signed in; ask checkauthn at every start.',
    );
  },

  'V1L-04': (client) =>
    eachCall(client.calls.filter(is('createRegcode')), (call) => {
      if (call.method !== 'POST') return `Asked for a code by ${call.method}; use POST.`;
      const ttl = parameter(call, 'ttl');
      return Number(ttl || 0) > LONGEST_LIFE
        ? `A code of ${ttl.slice(0, 12)} seconds is too long; ask for at most ${LONGEST_LIFE}.`
        : undefined;
    }),

  'V1L-05': (client) =>
    combine(
      codesOf(client).map((created, i, all) => {
        const asked = between(client.calls, created, all[i + 1]).filter(
          is('authnToken', 'checkAuthn'),
        );
        if (asked.length === 0) return undefined;
        const hurried = asked.filter((call, n) => {
          const last = asked[n - 2];
          return last !== undefined && call.at - last.at < 2_000 && call.at >= last.at;
        });
        if (hurried.length >= 3)
          return broken(
            hurried,
            'Asked faster than once a second whether the login is done; offer a Continue button, or poll every 3 to 5 seconds.',
          );
        const done = asked.find(isOk);
        const extra = asked.filter((call) => done && call.at > done.end + 250);
        return extra.length >= 3 && isLoop(extra, { most: 3, pace: 10_000 })
          ? broken(extra, 'Polled on after the login was done; stop at once.')
          : met([created, ...asked]);
      }),
    ),

  'V1L-06': (client) =>
    combine(
      mediaCalls(client).map((call) => {
        // A media token request that was refused or throttled did not start a playback.
        const last = lastBefore(client, call, (other) => is('mediaToken')(other) && isOk(other));
        const decision = between(client.calls, last ?? ({ seq: 0 } as Call), call).find(
          (other) => is('authorizeV1')(other) && sameResource(other, call),
        );
        if (decision) return met([decision, call]);
        const earlier = anyBefore(client, call, is('authorizeV1', 'checkAuthn', 'createRegcode'));
        return earlier
          ? broken(
              [call],
              'Asked for a media token without a new authorization; authorize every time the viewer picks something protected.',
            )
          : undefined;
      }),
    ),

  'V1L-07': (client) => {
    const failed = (call: Call) =>
      is('authorizeV1')(call) && (call.status >= 400 || call.status === 0);
    const advice =
      'Repeated an authorization that had failed; 412 leads to a new login, 403 to a message, anything else to an error.';
    const isDenied = (call: Call) =>
      is('authorizeV1')(call) && (call.status === 403 || call.status === 412);
    const again = deniedAgain(client, isDenied, advice);
    if (again?.state === 'broken') return again;
    const loop = failedRuns(client.calls, failed, 60_000).find((run) => isLoop(run));
    if (loop) return broken(loop, advice);
    return combine(
      client.calls.filter(failed).map((call) => {
        const next = firstAfter(
          client,
          call,
          is('createRegcode', 'mediaToken', 'authorizeV1', 'logoutV1'),
        );
        if (isAboutLogin(call))
          return next && is('createRegcode')(next) ? met([call, next]) : undefined;
        return next && !is('logoutV1')(next) ? met([call]) : undefined;
      }),
    );
  },

  'V1L-08': (client) =>
    combine([
      ...mediaCalls(client).map((call) => {
        const decision = lastBefore(
          client,
          call,
          (other) => is('authorizeV1')(other) && sameResource(other, call),
        );
        if (!decision) return undefined;
        if (isOk(decision)) return isOk(call) ? met([decision, call]) : undefined;
        return broken(
          [decision, call],
          'Asked for a media token after the authorization had failed; ask only after a 200.',
        );
      }),
      ...protectedPlays(client)
        .filter(({ play, status }) => play?.token === '' && status === 401)
        .filter(() => client.calls.some(is('authorizeV1')))
        .map((play) =>
          broken(
            [play],
            'Played without a media token; get one from tokens/media and have it verified.',
          ),
        ),
    ]),

  'V1L-09': (client) => {
    const calls = client.calls.filter(is('preflight', 'preflightByCode'));
    const played = protectedPlays(client).filter(isAccepted);
    const tooMany = calls.filter(
      (call) =>
        parameter(call, 'resource').split(',').length > 5 &&
        (!isOk(call) || errorsOf(call).length > 0 || listIsEmpty(call)),
    );
    if (tooMany.length > 0)
      return broken(
        tooMany,
        'Preflighted more than five resources at once; send at most what was agreed.',
      );
    const [loop] = failedRuns(client.calls, is('preflight', 'preflightByCode'), 60_000).filter(
      (run) => isLoop(run, { most: 3, pace: 15_000 }),
    );
    if (loop)
      return broken(
        loop,
        'Repeated the same preflight; ask once and keep the answer while the app runs.',
      );
    const instead = played.find(
      (play) => calls.length > 0 && !anyBefore(client, play, is('authorizeV1', 'authorize')),
    );
    if (instead)
      return broken([...calls, instead], 'Played on a preflight; it never replaces authorize.');
    return calls.length > 0 ? met(calls) : undefined;
  },
});

export const deviceId = (call: Call): string => parameter(call, 'deviceId');

const codesOf = (client: Client): Call[] =>
  client.calls.filter((call) => is('createRegcode')(call) && isOk(call));

const mediaCalls = (client: Client): Call[] => client.calls.filter(is('mediaToken'));

const sameResource = (a: Call, b: Call): boolean =>
  parameter(a, 'resource') === parameter(b, 'resource') || parameter(b, 'resource') === '';

/** 412, or a 403 whose code or message refers to a missing login. */
function isAboutLogin(call: Call): boolean {
  const { answer } = call;
  return (
    call.status === 412 ||
    /not authenticated/i.test(field(answer, 'message')) ||
    errorsOf(call).some(({ code }) => /^authentication_session_/.test(code))
  );
}

function listIsEmpty(call: Call): boolean {
  const list = (call.answer as { resources?: unknown } | undefined)?.resources;
  return Array.isArray(list) && list.length === 0;
}

export function isServerV1(client: Client): boolean {
  return alternates(client.calls.filter(isV1).map(deviceId));
}

import { type Call, errorsOf, hasError, is, isApi, isOk, isV1, isV2 } from '../calls.ts';
import { isKnownCode } from '../knownCodes.ts';
import { afterLogin, boundedRepeats, mayBeRepeated } from '../reactions.ts';
import { broken, combine, met, rules, type Verdict } from '../rule.ts';
import {
  after,
  anyAfter,
  failedRuns,
  firstAfter,
  isLoop,
  lastUntil,
  nextCall,
  repeatsOf,
} from '../sequences.ts';
import { registrationsOf } from './registration.ts';

export const errors = rules({
  'ERR-02': (client) => {
    const asks = (call: Call) => isV2(call) && errorsOf(call).some(isAboutLogin);
    const top = afterLogin(client, (call) => asks(call) && call.error !== undefined);
    const inside = afterLogin(client, (call) => asks(call) && call.itemErrors.length > 0);
    const places = [top, inside].filter((one) => one !== undefined);
    if (places.some(({ state }) => state === 'broken'))
      return {
        ...(combine(places) as Verdict),
        advice:
          'Did not act on an error in one of its two places; read it at the top of the answer and inside each decision alike.',
      };
    return places.length === 2 ? combine(places) : undefined;
  },

  'ERR-03': (client) =>
    boundedRepeats(
      client,
      // Polling has its own interval and may continue until the code ends.
      (call) => isOfV2(call) && mayBeRepeated(call) && !is('poll')(call),
      'Repeated a failing call without end; stop after two or three retries, or wait longer each time.',
    ),

  'ERR-04': (client) => {
    const mustNotRepeat = (call: Call) =>
      isOfV2(call) && !isMatterOfDecisions(call) && isFinal(call) && !is('poll')(call);
    const loop = failedRuns(client.calls, mustNotRepeat, 5_000).find((run) =>
      isLoop(run, { most: 2, pace: 3_000 }),
    );
    if (loop)
      return broken(
        loop,
        'Repeated a request that cannot succeed unchanged; neither 400, 404 and 405 nor the actions "none" and "configuration" ask for a retry.',
      );
    const settled = client.calls.filter(
      (call) =>
        mustNotRepeat(call) &&
        anyAfter(client, call, (next) => next.at >= call.end + 1_000 || isOk(next)),
    );
    return settled.length > 0 ? met(settled) : undefined;
  },

  'ERR-05': (client) =>
    afterLogin(client, (call) => isV2(call) && errorsOf(call).some(isAboutLogin)),

  'ERR-06': (client) => {
    const asksForRegistration = (call: Call) =>
      isV2(call) && call.error?.action === 'application-registration';
    const told = client.calls.filter(asksForRegistration);
    const registered = registrationsOf(client);
    const crowd = registered.filter((call) => {
      const error = lastUntil(told, call.seq);
      return error !== undefined && call.at - error.at < 60_000;
    });
    if (crowd.length > 3)
      return broken(
        crowd,
        'Registered again and again; when one new registration does not help, stop and show an error.',
      );
    return combine(
      told.map((call) => {
        const register = firstAfter(client, call, is('register'));
        if (register && register.at - call.at < 60_000) return met([call, register]);
        const again = repeatsOf(client, call, asksForRegistration);
        return again.length >= 2
          ? broken(
              [call, ...again],
              'Did not register anew when the error asked for it; register, ask for a token, and repeat the call once.',
            )
          : undefined;
      }),
    );
  },

  'ERR-07': (client) => {
    const isUnknown = (call: Call) =>
      isV2(call) && call.status !== 401 && errorsOf(call).some(({ code }) => !isKnownCode(code));
    const unknown = client.calls.filter(isUnknown);
    const loop = failedRuns(client.calls, isUnknown, 60_000).find((run) => isLoop(run));
    if (loop)
      return broken(
        loop,
        'Repeated a call without end after an error code it did not know; go by the action, and by the status when the action is unknown too.',
      );
    const survived = unknown.filter((call) => after(client, call).length > 0);
    return survived.length > 0 ? met(survived) : undefined;
  },

  'ERR-09': (client) =>
    combine(
      client.calls
        .filter((call) => isApi(call) && call.error !== undefined && isNotJson(call))
        .map((call) => {
          const next = nextCall(client, call);
          if (!next) return undefined;
          const misread = is('logout', 'register')(next) && next.at - call.end < 3_000;
          const wasRegistration = is('register')(call);
          return misread && !wasRegistration
            ? broken(
                [call, next],
                'Took an error that is not JSON for something else; go by the HTTP status when the body cannot be read.',
              )
            : met([call, next]);
        }),
    ),
});

/** V1 has its own rows, and its polling requests data that does not exist yet. */
const isOfV2 = (call: Call): boolean => isApi(call) && !isV1(call);

const isAboutLogin = ({ action }: { action: string }): boolean => action === 'authentication';

/** Denials have their own rows, which allow for a viewer's repeats. */
function isMatterOfDecisions(call: Call): boolean {
  return errorsOf(call).some(({ code }) => /^(pre)?authorization_denied_/.test(code));
}

function isFinal(call: Call): boolean {
  if ([400, 404, 405].includes(call.status)) return true;
  if (hasError(call, 'internal_server_error') || call.status === 401) return false;
  return errorsOf(call).some(({ action }) => action === 'none' || action === 'configuration');
}

function isNotJson(call: Call): boolean {
  return call.status > 0 && call.answerType !== undefined && !/json/.test(call.answerType);
}

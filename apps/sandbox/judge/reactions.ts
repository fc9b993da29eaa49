import { type Call, errorsOf, is, isOk } from './calls.ts';
import type { Client } from './client.ts';
import { broken, combine, met, type Verdict } from './rule.ts';
import { anyAfter, failedRuns, firstAfter, isLoop, repeatsOf } from './sequences.ts';

/** Calls that start a login, or check whether one is needed. */
const TOWARDS_LOGIN = is('createSession', 'resumeSession', 'profiles', 'partnerSession');

/**
 * After an error that requires a login: met when a login follows, broken when the client sends the same request
 * a third time instead (a second time may be the viewer).
 */
export function afterLogin(client: Client, asks: (call: Call) => boolean): Verdict | undefined {
  const told = client.calls.filter(
    (call) => asks(call) && !is('poll', 'createSession', 'resumeSession', 'logout')(call),
  );
  return combine(
    told.map((call) => {
      const login = firstAfter(client, call, TOWARDS_LOGIN);
      const again = repeatsOf(client, call, asks, login);
      if (again.length >= 2)
        return broken(
          [call, ...again],
          'Asked for the same again after an error whose action is "authentication"; offer the login instead.',
        );
      return login ? met([call, login]) : undefined;
    }),
  );
}

/** Whether a call failed temporarily: network failure, server error, or an error with the action `retry`. */
export function mayBeRepeated(call: Call): boolean {
  return (
    call.status === 0 ||
    call.status >= 500 ||
    errorsOf(call).some(({ action }) => action === 'retry')
  );
}

/**
 * Repeats of calls that match `failed`: broken when they are a loop, met when there were at most the documented
 * two or three, or none and the client sent other calls.
 */
export function boundedRepeats(
  client: Client,
  failed: (call: Call) => boolean,
  advice: string,
  { most = 4, pace = 5_000 } = {},
): Verdict | undefined {
  const runs = failedRuns(client.calls, failed, 60_000);
  const loops = runs.filter((run) => isLoop(run, { most, pace }));
  const [loop] = loops;
  if (loop) return broken(loop, advice);
  const settled = runs.filter((run) => {
    const last = run.at(-1);
    return last && anyAfter(client, last, (call) => call.at >= last.end + 1_000);
  });
  return settled.length > 0 ? met(settled.flat()) : undefined;
}

/** The first successful call of a client after `call`. */
export function recovery(client: Client, call: Call): Call | undefined {
  return firstAfter(client, call, isOk);
}

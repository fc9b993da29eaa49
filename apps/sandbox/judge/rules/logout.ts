import { readLogouts, readProfiles } from '../answers.ts';
import {
  AT_ONCE,
  type Call,
  deviceIdOf,
  errorsOf,
  is,
  isOk,
  isV2,
  timeToDecide,
} from '../calls.ts';
import type { Client } from '../client.ts';
import { once } from '../once.ts';
import { broken, combine, eachCall, met, notJudged, rules, type Verdict } from '../rule.ts';
import { after, firstAfter, lastBefore } from '../sequences.ts';
import { field } from '../traffic.ts';

/** ms: the pause of a program that does nothing else between two requests. */
const WITHOUT_DELAY = 100;

export const logout = rules({
  'LGO-01': (client) => {
    const calls = logouts(client).filter(isOk);
    return calls.length > 0 ? met(calls) : undefined;
  },

  'LGO-02': (client) =>
    eachCall(logouts(client), (call) => {
      if (call.method !== 'GET') return `Logged out by ${call.method}; use GET.`;
      if (call.op.mvpd === '')
        return 'The logout names no provider; call /logout/{mvpd} with the provider of the profile.';
      const redirectUrl = field(call.query, 'redirectUrl');
      if (redirectUrl === '') return 'The logout carries no redirectUrl; send one, URL-encoded.';
      if (/^[a-z][a-z\d+.-]*%3a/i.test(redirectUrl))
        return 'redirectUrl is URL-encoded twice; encode it once.';
      return undefined;
    }),

  'LGO-03': (client) =>
    combine(
      logouts(client).map((call) => {
        const steps = readLogouts(call.answer);
        const open = steps.filter(({ url }) => url !== '');
        const opened = open.map(({ mvpd }) => openedFor(client, call, mvpd)).filter(defined);
        // No page was opened: a device without a browser may stop here.
        if (steps.length < 2 || opened.length === 0) return undefined;
        if (opened.length === open.length) return met([call, ...opened]);
        return broken(
          [call, ...opened],
          'Followed only some entries of "logouts"; follow the action of each.',
        );
      }),
    ),

  'LGO-04': (client) =>
    eachCall(client.opened.filter(is('browserLogout')), (call) =>
      call.headers.authorization !== undefined || deviceIdOf(call) !== ''
        ? 'The app itself asked for the logout address; open it in a browser, where the session of the provider lives.'
        : undefined,
    ),

  'LGO-06': (client) =>
    combine(
      logouts(client).map((call) => {
        const steps = readLogouts(call.answer);
        const isDone = ({ actionName }: { actionName: string }) =>
          actionName === 'complete' || actionName === 'invalid';
        if (steps.length === 0 || !steps.every(isDone)) return undefined;
        const again = firstAfter(
          client,
          call,
          (other) => is('logout')(other) && other.op.mvpd === call.op.mvpd,
        );
        if (again && again.at - call.at < 10_000)
          return broken(
            [call, again],
            'Logged out again after "complete" or "invalid"; nothing is left to do then.',
          );
        return met([call]);
      }),
    ),

  'LGO-07': (client) => {
    const troubles = client.calls.filter(isTrouble);
    const atOnce = logouts(client).flatMap((call) => {
      const last = lastBefore(client, call, isV2);
      return last && isTrouble(last) && !is('logout')(last) && timeToDecide(last, call) <= AT_ONCE
        ? [{ last, call }]
        : [];
    });
    if (atOnce.length > 0) return combine(atOnce.map((pair) => afterTrouble(client, pair)));
    const survived = troubles.filter((call) => after(client, call).length > 0);
    return survived.length > 0 ? met(survived) : undefined;
  },

  'LGO-08': (client) =>
    combine(
      logouts(client)
        .filter(isOk)
        .map((call) => {
          const next = firstAfter(
            client,
            call,
            (other) => isV2(other) && !is('configuration', 'logout', 'unknownV2')(other),
          );
          if (!next) return undefined;
          const usesOldState =
            is('authorize', 'preauthorize')(next) && next.op.mvpd === call.op.mvpd;
          if (!usesOldState) return met([call, next]);
          return broken(
            [call, next],
            'Went on with the profile after the logout; forget it, and look for profiles or have the viewer sign in.',
          );
        }),
    ),
});

export function logouts(client: Client): Call[] {
  return client.calls.filter(is('logout'));
}

/** An error after which a logout is taken for the app's own. A 401 is only about the token. */
function isTrouble(call: Call): boolean {
  if (!isV2(call)) return false;
  const failed = call.status === 0 || (call.status >= 400 && call.status !== 401);
  return failed || errorsOf(call).some(({ code }) => code !== '' && call.status !== 401);
}

/**
 * A logout immediately after an error: the app's own action, unless the record looks like that of a test, which
 * presses every button as fast as an app acts by itself and signs out as its last step.
 */
function afterTrouble(client: Client, { last, call }: { last: Call; call: Call }): Verdict {
  const hint = "let a second of the sandbox's clock pass before a viewer logs out.";
  const presses = pressedByProgram(client);
  if (presses)
    return notJudged(
      [last, call, ...presses],
      `The viewer of this record is a program (nobody is as quick as requests ${presses.map(({ seq }) => seq).join(' and ')}), so that its logout cannot be told from the app's own; ${hint}`,
    );
  if (timeToDecide(last, call) <= WITHOUT_DELAY && after(client, call).length === 0)
    return notJudged(
      [last, call],
      `The record ends with a logout at once after trouble, as a test does that signs out as its last step; ${hint}`,
    );
  return broken(
    [last, call],
    'Logged out by itself after an error or a denial; log out only when the viewer asks for it.',
  );
}

/** Two requests with so little time between them that a person cannot have caused both. */
const pressedByProgram = once((client: Client): readonly [Call, Call] | undefined => {
  let chosen: Call | undefined;
  const shown = new Map<string, Call>();
  for (const call of client.calls) {
    if (is('createSession')(call)) shown.set(field(call.answer, 'code').toUpperCase(), call);
    const created = shown.get(call.op.code.toUpperCase());
    const isUsed = is('poll')(call) && isOk(call) && (readProfiles(call.answer) ?? []).length > 0;
    // Within this time the code was read, typed and approved.
    if (created && isUsed && isQuick(created, call)) return [created, call];
    if (!is('authorize')(call)) continue;
    // Another resource was chosen.
    if (chosen && call.signature !== chosen.signature && isQuick(chosen, call))
      return [chosen, call];
    chosen = call;
  }
  return undefined;
});

function isQuick(earlier: Call, later: Call): boolean {
  const ms = timeToDecide(earlier, later);
  return ms >= 0 && ms < AT_ONCE;
}

function openedFor(client: Client, logout: Call, mvpd: string): Call | undefined {
  return client.opened.find(
    (call) =>
      is('browserLogout')(call) && call.seq > logout.seq && field(call.query, 'mso_id') === mvpd,
  );
}

const defined = <T>(value: T | undefined): value is T => value !== undefined;

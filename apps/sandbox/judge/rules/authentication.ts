import { readDecisions, readProfiles, readSession } from '../answers.ts';
import {
  type Call,
  deviceIdOf,
  hasError,
  is,
  isFromBrowser,
  isOk,
  mediaTypeOf,
  parameter,
} from '../calls.ts';
import type { Client } from '../client.ts';
import { lossesOf, PROFILE_ERRORS, profilesBefore } from '../profilesKnown.ts';
import { afterLogin } from '../reactions.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { anyBefore, before, firstAfter } from '../sequences.ts';
import { has } from '../traffic.ts';
import type { OwnCodeStory, TrafficModel } from '../trafficModel.ts';

export const authentication = rules({
  'AUT-01': (client) => {
    const first = client.calls.find(is('createSession'));
    if (!first) return undefined;
    const look = before(client, first).filter(is('profiles', 'profilesOf')).at(-1);
    if (look) return met([look, first]);
    // Only when the recording includes the app's registration.
    if (!anyBefore(client, first, is('register'))) return undefined;
    return broken(
      [first],
      'Started a login without looking for a profile; ask GET /profiles first, and GET /profiles/{mvpd} when the provider is remembered.',
    );
  },

  'AUT-02': (client, scene) =>
    combine(
      client.calls
        .filter((call) => is('profiles', 'profilesOf')(call) && isEmpty(call))
        .map((call) => {
          const next = firstAfter(client, call, is('createSession', 'authorize', 'poll'));
          if (!next) return undefined;
          if (is('createSession')(next)) return met([call, next]);
          const temporary = scene.tempPasses.has(next.op.mvpd);
          if (!is('authorize')(next) || temporary || !hasError(next, PROFILE_ERRORS[0]))
            return undefined;
          return broken(
            [call, next],
            'Asked for an authorization though there was no profile; offer the login first.',
          );
        }),
    ),

  'AUT-03': (client) =>
    eachCall(client.calls.filter(is('createSession', 'resumeSession')), (call) => {
      const isEmptyBody = call.body === undefined || call.body === '';
      if (!isEmptyBody && mediaTypeOf(call) !== 'application/x-www-form-urlencoded')
        return 'A sessions call is no form; send application/x-www-form-urlencoded.';
      const redirectUrl = parameter(call, 'redirectUrl');
      if (/^[a-z][a-z\d+.-]*%3a/i.test(redirectUrl))
        return 'redirectUrl is URL-encoded twice; encode it once, as every form field is.';
      if (has(call.body, 'redirectUrl') && !/^[a-z][a-z\d+.-]*:\/\/./i.test(redirectUrl))
        return 'redirectUrl is no absolute address; send one with its scheme.';
      return undefined;
    }),

  'AUT-04': (client) =>
    combine(
      sessionAnswers(client, 'authorize').map((call) => {
        const next = firstAfter(client, call, (other) => !is('token', 'configuration')(other));
        if (!next || next.at - call.at > 60_000) return undefined;
        const sameLogin =
          is('createSession')(next) && parameter(next, 'mvpd') === parameter(call, 'mvpd');
        if (is('poll')(next) || sameLogin)
          return broken(
            [call, next],
            'Went on with a login though the answer said "authorize"; go straight to decisions, without code or browser.',
          );
        return met([call, next]);
      }),
    ),

  'AUT-05': (client, scene) =>
    combine(
      storiesBy(client, scene)
        .filter(({ answers }) => answers[0]?.session.actionName === 'authenticate')
        .map(({ created, opened, polls }) => {
          const [browser] = opened;
          if (browser) return met([created, browser]);
          const next = firstAfter(client, created, is('authorize', 'poll', 'createSession'));
          if (!next || !is('authorize')(next) || polls.length > 0) return undefined;
          if (profilesBefore(client, next).has(next.op.mvpd) || !hasError(next, PROFILE_ERRORS[0]))
            return undefined;
          return broken(
            [created, next],
            'Asked for a decision when the answer said "authenticate"; open its url in a browser or show its code, and wait for the profile.',
          );
        }),
    ),

  'AUT-06': (client, scene) =>
    combine(
      storiesBy(client, scene)
        .filter(({ answers }) => answers[0]?.session.actionName === 'resume')
        .map(({ created, resumed, opened }) => {
          const [supplied] = resumed;
          const [browser] = opened;
          if (supplied && (!browser || supplied.seq < browser.seq)) return met([created, supplied]);
          if (!browser) return undefined;
          return broken(
            [created, browser],
            'The login was opened while parameters were missing; supply them with POST /sessions/{code} first.',
          );
        }),
    ),

  'AUT-07': (client, scene) =>
    combine(
      [...scene.codes.values()].flatMap(({ answers }) =>
        answers
          .filter(
            ({ call, session }) =>
              session.actionName === 'retry' && scene.clientOf.get(call) === client,
          )
          .map(({ call, session }, i) => {
            const next = firstAfter(
              client,
              call,
              (other) => is('resumeSession')(other) && other.op.code === call.op.code,
            );
            if (!next) return undefined;
            const lacking = session.missing.filter((name) => parameter(next, name) === '');
            if (lacking.length > 0)
              return broken(
                [call, next],
                `Resumed again without ${lacking.join(' and ')}; send every parameter that missingParameters names.`,
              );
            return i < 3
              ? met([call, next])
              : broken([call, next], 'Resumed again and again; stop after two or three tries.');
          }),
      ),
    ),

  'AUT-08': (client) =>
    eachCall(
      client.opened.filter(
        (call) => is('authenticate')(call) && (isFromBrowser(call) || isAppsOwn(call)),
      ),
      (call) =>
        isAppsOwn(call)
          ? 'The app itself asked for /authenticate; open the address in a browser or web view, which follows redirects and keeps cookies.'
          : undefined,
    ),

  'AUT-09': (client) =>
    combine(
      lossesOf(client)
        .filter(({ told }) => is('profiles', 'profilesOf')(told))
        .map(({ told, mvpd }) => {
          const login = firstAfter(client, told, is('createSession'));
          const tries: Call[] = [];
          const until = login?.seq ?? Number.POSITIVE_INFINITY;
          const next = (from: Call) =>
            firstAfter(
              client,
              from,
              (call) =>
                call.seq >= until ||
                (is('authorize')(call) &&
                  call.op.mvpd === mvpd &&
                  hasError(call, ...PROFILE_ERRORS)),
            );
          for (let at = next(told); at && at.seq < until && tries.length < 12; at = next(at))
            tries.push(at);
          if (tries.length >= 2)
            return broken(
              [told, ...tries],
              'Went on using a profile that had ended; have the viewer sign in again.',
            );
          return login ? met([told, login]) : undefined;
        }),
    ),

  'AUT-10': (client) => afterLogin(client, (call) => hasError(call, ...PROFILE_ERRORS)),

  'AUT-11': (client, scene) =>
    combine(
      client.calls
        .filter((call) => (readProfiles(call.answer) ?? []).length > 1)
        .map((call) => {
          const known = (readProfiles(call.answer) ?? []).map(({ mvpd }) => mvpd);
          const next = firstAfter(client, call, is('authorize', 'preauthorize', 'createSession'));
          if (!next || is('createSession')(next) || scene.tempPasses.has(next.op.mvpd))
            return undefined;
          if (known.includes(next.op.mvpd)) return met([call, next]);
          // A permit without a profile is degraded access.
          if (!hasError(next, ...PROFILE_ERRORS)) return undefined;
          return broken(
            [call, next],
            'Asked for decisions with a provider of which no profile was found; use one of the profiles in the answer.',
          );
        }),
    ),

  'AUT-14': (client) => {
    const degraded = client.calls.filter(
      (call) =>
        (readProfiles(call.answer) ?? []).some(({ type }) => type === 'degraded') ||
        readSession(call.answer)?.reasonType === 'degraded' ||
        readDecisions(call.answer).some(({ source }) => source === 'degradation'),
    );
    const permit = degraded.find((call) =>
      readDecisions(call.answer).some(({ authorized }) => authorized),
    );
    return permit ? met(degraded) : undefined;
  },
});

const isEmpty = (call: Call): boolean => isOk(call) && readProfiles(call.answer)?.length === 0;

const storiesBy = (client: Client, scene: TrafficModel): OwnCodeStory[] =>
  (scene.codesBy.get(client) ?? []).filter(({ created }) => is('createSession')(created));

function sessionAnswers(client: Client, actionName: string): Call[] {
  return client.calls.filter(
    (call) =>
      is('createSession')(call) &&
      isOk(call) &&
      readSession(call.answer)?.actionName === actionName,
  );
}

/** Whether a call has headers that only an app sends; a browser that navigates cannot send them. */
const isAppsOwn = (call: Call): boolean =>
  call.headers.authorization !== undefined ||
  deviceIdOf(call) !== '' ||
  call.headers['x-device-info'] !== undefined;

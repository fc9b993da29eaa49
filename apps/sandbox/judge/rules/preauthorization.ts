import { readDecisions } from '../answers.ts';
import {
  bearerOf,
  type Call,
  deviceIdOf,
  errorsOf,
  hasError,
  is,
  isFromBrowser,
  isOk,
  mediaTypeOf,
  resourcesAsked,
} from '../calls.ts';
import type { Client } from '../client.ts';
import { deniedAgain } from '../denials.ts';
import { addTo, once } from '../once.ts';
import { decidedBefore, resourceOf } from '../playback.ts';
import { PROFILE_ERRORS, profilesBefore } from '../profilesKnown.ts';
import { boundedRepeats, mayBeRepeated } from '../reactions.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { after, firstAfter, goesOn, lastUntil } from '../sequences.ts';

/** The usual limit; another one may be agreed for an integration. */
const USUAL_LIMIT = 5;

export const preauthorization = rules({
  'PRE-01': (client) =>
    combine(
      client.plays.map((play) => {
        const resource = resourceOf(client, play);
        if (!resource || play.play?.free) return undefined;
        const hint = lastUntil(permitsOf(client).get(resource) ?? [], play.seq);
        if (!hint) return undefined;
        const decision = decidedBefore(client, play);
        if (decision) return met([hint, decision, play]);
        return broken(
          [hint, play],
          'Played on a preauthorization; it only helps to arrange the catalogue, so ask for an authorization first.',
        );
      }),
    ),

  'PRE-02': (client) =>
    eachCall(preauthorizations(client), (call) => {
      const asked = resourcesAsked(call).length;
      // If the answer contains decisions for all of more than five resources, a higher limit was agreed.
      if (asked <= USUAL_LIMIT || readDecisions(call.answer).length === asked) return undefined;
      return `Preauthorized ${asked} resources in one call; send at most ${USUAL_LIMIT}, or what was agreed with the provider.`;
    }),

  'PRE-03': (client) => {
    const calls = preauthorizations(client);
    const known = new Map<string, Set<string>>();
    const again = client.calls.filter((call) => {
      if (STARTS_AFRESH(call)) known.clear();
      if (!is('preauthorize')(call)) return false;
      const { mvpd } = call.op;
      const permits = known.get(mvpd) ?? new Set();
      const isKnown = resourcesAsked(call).some((resource) => permits.has(resource));
      for (const resource of permitted(call)) permits.add(resource);
      known.set(mvpd, permits);
      return isKnown;
    });
    if (again.length >= 2)
      return broken(
        again,
        'Asked again for resources that were permitted before; keep permits in memory while the app runs.',
      );
    const first = calls.find((call) => permitted(call).length > 0);
    const later = first && after(client, first).filter(is('preauthorize', 'authorize'));
    return first && later && later.length > 0 && again.length === 0
      ? met([first, ...later])
      : undefined;
  },

  'PRE-04': (client) =>
    combine([
      boundedRepeats(
        client,
        (call) => is('preauthorize')(call) && mayBeRepeated(call),
        'Repeated a preauthorization without end; retry at most two or three times.',
      ),
      deniedAgain(
        client,
        (call) => is('preauthorize')(call) && isDenied(call),
        'Repeated a preauthorization that was denied; show the resource as locked and leave it.',
      ),
    ]),

  'PRE-05': (client) =>
    combine(
      preauthorizations(client).map((call) => {
        const decisions = readDecisions(call.answer);
        const passing = decisions.filter(({ error }) => error?.action === 'retry');
        const settled = decisions.filter(({ error }) => error?.action !== 'retry');
        if (passing.length === 0 || settled.length === 0) return undefined;
        const next = firstAfter(
          client,
          call,
          (other) =>
            is('preauthorize')(other) &&
            other.at - call.at < 30_000 &&
            passing.some(({ resource }) => resourcesAsked(other).includes(resource)),
        );
        if (!next) return undefined;
        const tooMuch = settled.some(({ resource }) => resourcesAsked(next).includes(resource));
        return tooMuch
          ? broken(
              [call, next],
              'Repeated the whole list; send only the resources whose error says "retry".',
            )
          : met([call, next]);
      }),
    ),

  'PRE-07': (client) =>
    combine(
      preauthorizations(client)
        .filter((call) => hasError(call, 'too_many_resources'))
        .map((call) => {
          const same = firstAfter(client, call, (other) => other.signature === call.signature);
          if (same && same.at - call.at < 60_000)
            return broken(
              [call, same],
              'Sent the same list again after too_many_resources; ask in smaller groups.',
            );
          return goesOn(client.calls, call, 1_000) ? met([call]) : undefined;
        }),
    ),

  'PRE-08': (client) =>
    eachCall(preauthorizations(client), (call) => wrongDecisionRequest(client, call)),
});

/** Calls after which the app's memory may be empty, or the answers may differ. */
const STARTS_AFRESH = is(
  ...(['register', 'token', 'profiles', 'profilesOf', 'createSession', 'poll', 'logout'] as const),
);

export const preauthorizations = once((client: Client): readonly Call[] =>
  client.calls.filter(is('preauthorize')),
);

/** Preauthorizations by their permitted resources. */
const permitsOf = once((client: Client): ReadonlyMap<string, readonly Call[]> => {
  const permits = new Map<string, Call[]>();
  for (const call of preauthorizations(client))
    for (const resource of new Set(permitted(call))) addTo(permits, resource, call);
  return permits;
});

function permitted(call: Call): string[] {
  return readDecisions(call.answer).flatMap(({ authorized, resource }) =>
    authorized ? [resource] : [],
  );
}

function isDenied(call: Call): boolean {
  const errors = errorsOf(call);
  return isOk(call) && errors.length > 0 && errors.every(({ action }) => action === 'none');
}

/** The mistake in a decision request of either kind; undefined when the request is right. */
export function wrongDecisionRequest(client: Client, call: Call): string | undefined {
  if (call.method !== 'POST') return `Asked for a decision by ${call.method}; use POST.`;
  if (mediaTypeOf(call) !== 'application/json' || resourcesAsked(call).length === 0)
    return 'The decision request is not JSON with a list; send {"resources": ["…"]} as application/json.';
  if (bearerOf(call) === '' && call.status === 401)
    return 'The decision request carries no bearer token; send Authorization.';
  if (deviceIdOf(call) === '')
    return 'AP-Device-Identifier is missing; decisions belong to a device.';
  if (!call.headers['x-device-info'] && !isFromBrowser(call))
    return 'X-Device-Info is missing; send it with every decision.';
  const known = profilesBefore(client, call);
  if (known.size > 0 && !known.has(call.op.mvpd) && hasError(call, PROFILE_ERRORS[0]))
    return `The path names ${call.op.mvpd}, of which there is no profile; use the provider of the profile.`;
  return undefined;
}

import { readDecisions } from '../answers.ts';
import { type Call, errorsOf, hasError, is, resourcesAsked } from '../calls.ts';
import type { Client } from '../client.ts';
import { deniedAgain, isDenial } from '../denials.ts';
import { addTo, once } from '../once.ts';
import {
  decidedBefore,
  isSame,
  issueOf,
  protectedPlays,
  resourceOf,
  titleOf,
} from '../playback.ts';
import { afterLogin, boundedRepeats, mayBeRepeated } from '../reactions.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { anyAfter, firstFrom } from '../sequences.ts';
import { wrongDecisionRequest } from './preauthorization.ts';

export const authorization = rules({
  'AZN-01': (client) => {
    if (!client.calls.some(is('authorize', 'preauthorize', 'profiles', 'profilesOf', 'poll')))
      return undefined;
    return combine(
      protectedPlays(client).map((play) => {
        const token = play.play?.token ?? '';
        const decision = decidedBefore(client, play);
        if (decision) return met([decision, play]);
        // Issued before the recording began, or never issued: PLY-01 judges that.
        if (token !== '' && !issueOf(client, token)) return undefined;
        return broken(
          [play],
          'Tried to play without a new decision; ask for an authorization every time the viewer starts something, whatever was decided before.',
        );
      }),
    );
  },

  'AZN-02': (client) =>
    combine(
      authorizations(client).flatMap((call) =>
        readDecisions(call.answer)
          .filter(({ authorized }) => !authorized)
          .map(({ resource }) => {
            const permits = permitsOf(client).get(titleOf(resource)) ?? [];
            const permit = permits[firstFrom(permits, call.seq + 1)];
            const played = protectedPlays(client).find(
              (play) =>
                play.seq > call.seq &&
                play.seq < (permit?.seq ?? Number.POSITIVE_INFINITY) &&
                isSame(resourceOf(client, play) ?? '', resource),
            );
            if (played)
              return broken(
                [call, played],
                'Tried to play what the decision had denied; play only when it says "authorized": true, whatever the HTTP status.',
              );
            return anyAfter(client, call, () => true) ||
              client.plays.some(({ seq }) => seq > call.seq)
              ? met([call])
              : undefined;
          }),
      ),
    ),

  'AZN-03': (client) =>
    combine([
      boundedRepeats(
        client,
        (call) => is('authorize')(call) && mayBeRepeated(call),
        'Repeated an authorization without end; retry at most two or three times, and only when the action is "retry".',
      ),
      deniedAgain(
        client,
        (call) => is('authorize')(call) && isDenial(call),
        'Repeated an authorization that was denied; show the reason and wait for the viewer.',
      ),
    ]),

  'AZN-05': (client) =>
    afterLogin(
      client,
      (call) =>
        is('authorize')(call) &&
        errorsOf(call).some(
          ({ action, code }) =>
            action === 'authentication' && !code.startsWith('temporary_access_'),
        ),
    ),

  'AZN-08': (client, { traffic }) => {
    const knownTo = ({ op }: Call) => traffic.resources?.get(op.serviceProvider) ?? [];
    const asked = client.calls.filter(is('authorize', 'preauthorize'));
    const spoilt = asked.filter((call) => {
      const known = knownTo(call);
      return resourcesAsked(call).some(
        (resource) => !known.includes(resource) && known.some((id) => isNearly(id, resource)),
      );
    });
    if (spoilt.length > 0)
      return broken(
        spoilt,
        'Sent a resource id that is almost the agreed one; send it byte for byte as the catalogue has it.',
      );
    const right = asked.filter((call) =>
      resourcesAsked(call).some((resource) => knownTo(call).some((id) => isSame(id, resource))),
    );
    return right.length > 0 ? met(right) : undefined;
  },

  'AZN-09': (client) =>
    eachCall(authorizations(client), (call) => {
      if (resourcesAsked(call).length > 1 && hasError(call, 'too_many_resources'))
        return 'Asked for several resources in one authorization; send one.';
      return wrongDecisionRequest(client, call);
    }),
});

export const authorizations = once((client: Client): readonly Call[] =>
  client.calls.filter(is('authorize')),
);

/** Authorizations by the titles of their permitted resources. */
const permitsOf = once((client: Client): ReadonlyMap<string, readonly Call[]> => {
  const permits = new Map<string, Call[]>();
  for (const call of authorizations(client))
    for (const { authorized, resource } of readDecisions(call.answer))
      if (authorized) addTo(permits, titleOf(resource), call);
  return permits;
});

/** Whether two resources differ only in case, surrounding blanks or encoding. */
function isNearly(id: string, resource: string): boolean {
  let decoded = resource;
  try {
    decoded = decodeURIComponent(resource);
  } catch {
    // The resource is not encoded.
  }
  return id !== resource && id.toLowerCase() === decoded.trim().toLowerCase();
}

import { type Call, is } from '../calls.ts';
import type { Client } from '../client.ts';
import {
  decidedBefore,
  isAccepted,
  isSame,
  issueOf,
  protectedPlays,
  resourceOf,
  resourcesOf,
} from '../playback.ts';
import { broken, combine, met, rules } from '../rule.ts';
import { firstAfter } from '../sequences.ts';
import { field } from '../traffic.ts';

/** ms around the end of a media token in which an authorization is taken for a refresh of it. */
const AROUND_THE_END = 10_000;

export const playback = rules({
  'PLY-01': (client) =>
    combine(
      protectedPlays(client).map((play) => {
        const token = play.play?.token ?? '';
        const issued = issueOf(client, token);
        if (issued) return met([issued.call, play]);
        if (token === '')
          return broken(
            [play],
            'Tried to play something protected without a media token; pass on the token of the authorization.',
          );
        const isInvented = /^INVALID_(TOKEN_FORMAT|SIGNATURE)$/.test(verdictOf(play));
        return isInvented
          ? broken(
              [play],
              'Showed a media token that the service did not issue; pass on serializedToken unchanged.',
            )
          : undefined;
      }),
    ),

  'PLY-02': (client, { traffic }) =>
    combine([
      ...protectedPlays(client).map((play) => {
        const issued = issueOf(client, play.play?.token ?? '');
        const resource = play.play?.resource;
        if (issued && resource && !isSame(issued.resource, resource))
          return broken(
            [issued.call, play],
            'Showed a media token of another resource; ask for a decision for the resource that is to be played.',
          );
        // Only the sandbox's own backend is known to use the verifier.
        return traffic.source === 'sandbox' && issued && isAccepted(play) ? met([play]) : undefined;
      }),
      ...client.streams
        .filter((call) => call.status === 403)
        .map((call) => {
          const released = protectedPlays(client).some(
            (play) => play.play?.item === call.stream?.item && isAccepted(play),
          );
          return released
            ? undefined
            : broken(
                [call],
                'Asked for a protected stream that nothing had released; have the media token verified by the backend first.',
              );
        }),
    ]),

  'PLY-04': (client) => {
    const plays = protectedPlays(client).filter(({ play }) => play?.token);
    const spent = new Set<string>();
    const repeated = plays.filter((play) => {
      const token = play.play?.token ?? '';
      const isAgain = spent.has(token);
      if (isAccepted(play)) spent.add(token);
      return isAgain;
    });
    if (repeated.length > 0)
      return broken(
        repeated,
        'Used a media token a second time; ask for a new decision for each playback and keep no token.',
      );
    const used = plays.filter(isAccepted);
    return used.length > 1 ? met(used) : undefined;
  },

  'PLY-05': (client) => {
    const refreshed = protectedPlays(client)
      .filter(isAccepted)
      .flatMap((play) => {
        const issued = issueOf(client, play.play?.token ?? '');
        const refresh = issued && refreshAt(client, play, issued.end);
        return refresh ? [{ play, refresh }] : [];
      });
    // If a new playback follows, it may have been the viewer, but not when it happened more than once.
    const certain = refreshed.filter(
      ({ refresh }) => !playAfter(client, refresh) || refreshed.length > 1,
    );
    if (certain.length > 0)
      return broken(
        certain.flatMap(({ play, refresh }) => [play, refresh]),
        'Asked for another media token when the first one ended during playback; a running stream needs none.',
      );
    return combine(
      protectedPlays(client).map((play) => {
        const issued = issueOf(client, play.play?.token ?? '');
        if (!issued) return undefined;
        const later = client.streams.find(
          (call) =>
            call.seq > play.seq &&
            call.stream?.item === play.play?.item &&
            call.at > issued.end + AROUND_THE_END,
        );
        return later ? met([play, later]) : undefined;
      }),
    );
  },

  'PLY-06': (client) =>
    combine(
      protectedPlays(client).map((play) => {
        const issued = issueOf(client, play.play?.token ?? '');
        if (!issued || !(issued.end > 0)) return undefined;
        if (play.at <= issued.end) return isAccepted(play) ? met([issued.call, play]) : undefined;
        return broken(
          [issued.call, play],
          'Used a media token after its notAfter; ask for a new decision when the start was delayed.',
        );
      }),
    ),
});

const verdictOf = (play: Call): string => field(play.answer, 'verdict');

/** An authorization of the same resource near the end of a playback's token. */
function refreshAt(client: Client, play: Call, end: number): Call | undefined {
  const resource = resourceOf(client, play) ?? '';
  return firstAfter(
    client,
    play,
    (call) =>
      is('authorize', 'authorizeV1')(call) &&
      Math.abs(call.at - end) <= AROUND_THE_END &&
      // With a short-lived token, a call this early belongs to the start itself.
      call.at - play.at > AROUND_THE_END &&
      resourcesOf(call).some((one) => isSame(one, resource)),
  );
}

function playAfter(client: Client, call: Call): Call | undefined {
  return protectedPlays(client).find(
    (play) =>
      play.seq > call.seq && play.at - call.at < 60_000 && decidedBefore(client, play) === call,
  );
}

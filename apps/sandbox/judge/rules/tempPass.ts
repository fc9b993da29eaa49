import { readDecisions, readProfiles } from '../answers.ts';
import { type Call, deviceIdOf, hasError, is, isOk, parameter } from '../calls.ts';
import type { Client } from '../client.ts';
import { addTo } from '../once.ts';
import { isAccepted, protectedPlays } from '../playback.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { anyAfter, before, between, firstAfter, firstFrom } from '../sequences.ts';
import { isServer } from '../servers.ts';
import type { TrafficModel } from '../trafficModel.ts';

const TRIAL_IS_OVER = [
  'temporary_access_duration_limit_exceeded',
  'temporary_access_resources_limit_exceeded',
] as const;

export const tempPass = rules({
  'TMP-01': (client, scene) => {
    const opened = client.opened.find((call) => {
      const created = before(client, call)
        .filter((other) => is('createSession')(other) && other.seq < call.seq)
        .at(-1);
      return (
        created && is('authenticate')(call) && scene.tempPasses.has(parameter(created, 'mvpd'))
      );
    });
    if (opened)
      return broken(
        [opened],
        'Opened a login for temporary access; go straight to the decision with the id of the TempPass.',
      );
    const [first] = trialCalls(client, scene).filter(is('authorize'));
    return first ? met([first]) : undefined;
  },

  'TMP-02': (client, scene) =>
    combine(
      trialCalls(client, scene)
        .filter(is('profilesOf'))
        .flatMap((call) =>
          (readProfiles(call.answer) ?? []).map(({ notAfter }) => {
            const end = notAfter - (call.time - call.at);
            const play = protectedPlays(client).find(
              (one) => isAccepted(one) && one.at < end && isOfTrial(client, scene, one),
            );
            if (!play || !Number.isFinite(end)) return undefined;
            const parts = client.streams.filter(
              ({ stream, seq }) => seq > play.seq && stream?.item === play.play?.item,
            );
            const late = parts.filter(({ at }) => at > end + 10_000);
            if (late.length > 0)
              return broken(
                [play, ...late],
                'The stream went on after the end of the temporary access; the service does not stop it, the app must.',
              );
            const last = parts.at(-1);
            const sawTheEnd = scene.calls.some(({ at }) => at > end + 10_000);
            return last && sawTheEnd && last.at > end - 60_000 ? met([play, last]) : undefined;
          }),
        ),
    ),

  'TMP-03': (client, scene) => {
    const told = trialCalls(client, scene).filter((call) =>
      hasError(call, 'invalid_header_identity_for_temporary_access'),
    );
    if (told.length >= 2)
      return broken(
        told,
        'Asked again without a usable AP-TempPass-Identity; a promotional TempPass needs it on every decision.',
      );
    const sent = trialCalls(client, scene).filter(
      (call) => is('authorize')(call) && call.headers['ap-temppass-identity'] !== undefined,
    );
    return eachCall(sent, ({ facts }) =>
      facts?.tempPassIdentity === 'malformed'
        ? 'AP-TempPass-Identity is not Base64; encode the identity information.'
        : undefined,
    );
  },

  'TMP-04': (client) =>
    eachCall(
      client.calls.filter(
        ({ facts }) => facts?.tempPassIdentity === 'hash' || facts?.tempPassIdentity === 'clear',
      ),
      ({ facts }) =>
        facts?.tempPassIdentity === 'clear'
          ? "AP-TempPass-Identity shows who the viewer is; send only a SHA-2 hash of the viewer's identifier."
          : undefined,
    ),

  'TMP-05': (client, scene) => {
    const over = trialCalls(client, scene).filter((call) => hasError(call, ...TRIAL_IS_OVER));
    const asked = new Map<string, Call[]>();
    for (const call of over.filter(is('authorize'))) addTo(asked, call.op.mvpd, call);
    return combine(
      over.map((call) => {
        const all = asked.get(call.op.mvpd) ?? [];
        const from = firstFrom(all, call.seq + 1);
        if (all.length - from >= 2)
          return broken(
            [call, ...all.slice(from, from + 12)],
            'Asked for temporary access again and again after it was used up; stop offering it and lead to the regular login.',
          );
        const login = firstAfter(client, call, is('createSession'));
        if (login) return met([call, login]);
        return anyAfter(client, call, () => true) ? met([call]) : undefined;
      }),
    );
  },

  'TMP-06': (client, scene) => {
    const asked = trialCalls(client, scene).filter((call) => is('profilesOf')(call) && isOk(call));
    return asked.length > 0 ? met(asked) : undefined;
  },

  'TMP-07': (client, scene) =>
    combine(
      trialCalls(client, scene)
        .filter((call) => is('authorize')(call) && isPermitted(call))
        .map((call) => {
          const login = firstAfter(
            client,
            call,
            (other) =>
              is('createSession')(other) && !scene.tempPasses.has(parameter(other, 'mvpd')),
          );
          if (!login) return undefined;
          const loggedOut = between(client.calls, call, login).find(
            (other) => is('logout')(other) && scene.tempPasses.has(other.op.mvpd),
          );
          return loggedOut
            ? broken(
                [call, loggedOut, login],
                'Logged out of the TempPass before the login; both can be held at once, so no logout is needed.',
              )
            : met([call, login]);
        }),
    ),

  'TMP-08': (client, scene) => {
    const calls = trialCalls(client, scene).filter((call) => deviceIdOf(call) !== '');
    if (calls.length < 2 || isServer(client)) return undefined;
    const ids = new Set(calls.map(deviceIdOf));
    return ids.size === 1
      ? met(calls)
      : broken(
          calls,
          'The device identifier changed during the trial; send the same one in every call.',
        );
  },
});

function trialCalls(client: Client, { tempPasses }: TrafficModel): Call[] {
  return client.calls.filter(({ op }) => tempPasses.has(op.mvpd));
}

const isPermitted = (call: Call): boolean =>
  readDecisions(call.answer).some(({ authorized }) => authorized);

function isOfTrial(client: Client, scene: TrafficModel, play: Call): boolean {
  return trialCalls(client, scene).some((call) =>
    readDecisions(call.answer).some(({ token }) => token !== '' && token === play.play?.token),
  );
}

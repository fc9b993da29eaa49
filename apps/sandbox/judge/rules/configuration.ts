import { type ProviderSeen, readProviders, readSession } from '../answers.ts';
import { type Call, hasError, is, isOk, parameter } from '../calls.ts';
import type { Client } from '../client.ts';
import { once } from '../once.ts';
import { lossesOf, profilesBefore } from '../profilesKnown.ts';
import { broken, combine, met, rules } from '../rule.ts';
import { anyBefore, between, firstAfter, goesOn, lastBefore, lastUntil } from '../sequences.ts';
import { isServer } from '../servers.ts';
import { isForeign, storyOf, type TrafficModel } from '../trafficModel.ts';

const MINUTE = 60_000;
/** ms: a shorter time than a person needs to find a button. */
const AT_ONCE = 1_500;

export const configuration = rules({
  'CFG-01': (client) =>
    combine(
      configurationsOf(client).map((call) => {
        const login = loginAfter(client, call);
        if (login) return met([call, login]);
        // Requested before the app looked for a profile, so the viewer cannot have opened a picker yet.
        const looked = anyBefore(client, call, is('profiles', 'profilesOf'));
        const look = firstAfter(client, call, is('profiles', 'profilesOf'));
        if (looked || !look || look.at - call.at > 10_000) return undefined;
        return broken(
          [call, look],
          'Asked for the configuration at start, before looking for a profile; ask for it when the viewer has to pick a provider.',
        );
      }),
    ),

  'CFG-02': (client, scene) => {
    if (helpsOthers(client, scene)) return undefined;
    const needless = configurationsOf(client).filter((call) => {
      const signedIn = [...profilesBefore(client, call).values()];
      // A sign-in with another provider needs the list, too.
      return (
        signedIn.length > 0 && !loginAfter(client, call) && !learnsProvider(client, call, signedIn)
      );
    });
    if (needless.length > 0)
      return broken(
        needless,
        'Asked for the configuration though the viewer was signed in; use the name and logo that were stored when the provider was picked.',
      );
    const visits = client.calls.filter(
      (call) =>
        is('profiles', 'profilesOf', 'authorize')(call) && profilesBefore(client, call).size > 0,
    );
    return visits.length > 0 ? met(visits) : undefined;
  },

  'CFG-03': (client) =>
    combine(
      lossesOf(client).map(({ told, mvpd }) => {
        const login = firstAfter(client, told, is('createSession'));
        if (!login || loginMvpd(login) !== mvpd) return undefined;
        const asked = between(client.calls, told, login).find(is('configuration'));
        if (!asked) return met([told, login]);
        if (asked.at - told.end > AT_ONCE) return undefined;
        return broken(
          [told, asked, login],
          'Asked for the configuration as soon as the profile had ended; offer the remembered provider for confirmation first.',
        );
      }),
    ),

  'CFG-05': (client, scene) => {
    const asked = configurationsOf(client).filter(isOk);
    if (isServer(client) || helpsOthers(client, scene)) return undefined;
    const soon = asked.slice(1).filter((call, i) => {
      const earlier = asked[i] as Call;
      const samePlace = earlier.path === call.path;
      // A start between the two has cleared the memory, in which the list may be cached.
      const started = between(client.calls, earlier, call).some(
        is('register', 'token', 'profiles', 'profilesOf'),
      );
      return samePlace && !started && call.at - earlier.at < 2 * MINUTE;
    });
    if (soon.length > 0)
      return broken(
        soon,
        'Asked for the same configuration again within two minutes; keep it for 2 to 5 minutes.',
      );
    const [first] = asked;
    const again = asked.length > 1;
    const pickings = client.calls.filter((call) => is('createSession')(call) && loginMvpd(call));
    return first && (again || pickings.length > 1) ? met([...asked, ...pickings]) : undefined;
  },

  'CFG-06': (client) =>
    combine(
      loginsOf(client).map((call) => {
        const list = lastList(client, call);
        if (!list || call.at - list.at > 5 * MINUTE) return undefined;
        const known = readProviders(list.answer)?.some(({ id }) => id === loginMvpd(call));
        if (known) return met([list, call]);
        // The provider may come from elsewhere: CFG-10 judges a remembered provider that is no longer listed.
        if (isOk(call)) return undefined;
        return broken(
          [list, call],
          'Started a login with a provider that the configuration does not list; build the picker from the list in the answer.',
        );
      }),
    ),

  'CFG-08': (client, scene) => {
    const { lists, listed, ids } = listsOf(scene);
    if (ids.size === 0) return undefined;
    const alike = (used: string) =>
      listed.find(
        ({ id, displayName }) =>
          id.toLowerCase() === used.trim().toLowerCase() ||
          displayName.toLowerCase() === used.trim().toLowerCase(),
      );
    const used = client.calls.filter((call) => mvpdOf(call) !== '');
    const wrong = used.filter((call) => !ids.has(mvpdOf(call)) && alike(mvpdOf(call)));
    const [first] = wrong;
    if (first)
      return broken(
        wrong,
        `Named a provider "${mvpdOf(first)}"; use the id of the configuration, byte for byte: "${alike(mvpdOf(first))?.id}".`,
      );
    const right = used.filter((call) => ids.has(mvpdOf(call)));
    return right.length > 0 ? met([...lists.slice(0, 1), ...right]) : undefined;
  },

  'CFG-10': (client, scene) => {
    const refused = client.calls.filter((call) =>
      hasError(call, 'invalid_integration', 'invalid_parameter_mvpd'),
    );
    const looped = refused.filter((call) => {
      const same = refused.filter(
        (other) => other.signature === call.signature && Math.abs(other.at - call.at) <= 5_000,
      );
      return same.length >= 3;
    });
    if (looped.length > 0)
      return broken(
        looped,
        'Repeated a call for a provider whose integration is switched off; say so, forget the choice and show the picker again.',
      );
    const last = refused.at(-1);
    return last && goesOn(scene.calls, last, 1_000) ? met(refused) : undefined;
  },
});

/** The providers of all configurations in the traffic, each provider once. */
const listsOf = once((scene: TrafficModel) => {
  const lists = scene.calls.filter(is('configuration'));
  const each = new Map<string, ProviderSeen>();
  for (const call of lists)
    for (const provider of readProviders(call.answer) ?? [])
      each.set(`${provider.id}\u0000${provider.displayName}`, provider);
  const listed = [...each.values()];
  return { lists, listed, ids: new Set(listed.map(({ id }) => id)) };
});

export function configurationsOf(client: Client): Call[] {
  return client.calls.filter(is('configuration'));
}

/** The MVPD that a session call names, '' when it names none. */
export const loginMvpd = (call: Call): string => parameter(call, 'mvpd');

/** The MVPD that a call names in its path or form. */
const mvpdOf = (call: Call): string =>
  call.op.mvpd || (is('createSession', 'resumeSession')(call) ? loginMvpd(call) : '');

function loginsOf(client: Client): Call[] {
  return client.calls.filter(
    (call) => is('createSession', 'resumeSession')(call) && loginMvpd(call) !== '',
  );
}

/**
 * Whether the list is needed for the name and the logo of a provider that was chosen elsewhere: on a second
 * screen, or in another app of the device. Profiles contain neither; one request is enough.
 */
function learnsProvider(
  client: Client,
  call: Call,
  signedIn: readonly { readonly type: string; readonly from: Call }[],
): boolean {
  if (anyBefore(client, call, is('configuration'))) return false;
  return signedIn.some(({ type, from }) => {
    if (/sso/i.test(type)) return true;
    const created =
      is('poll')(from) &&
      lastBefore(client, from, (other) => readSession(other.answer)?.code === from.op.code);
    return created && is('createSession')(created) && loginMvpd(created) === '';
  });
}

/** The login that followed a request for the list, or was in progress during it. */
function loginAfter(client: Client, call: Call): Call | undefined {
  const next = firstAfter(
    client,
    call,
    is(
      ...(['createSession', 'resumeSession', 'inspectSession'] as const),
      ...(['authorize', 'preauthorize', 'logout', 'configuration'] as const),
    ),
  );
  // A client that looks up a typed code will choose a provider for it.
  if (next && is('createSession', 'resumeSession', 'inspectSession')(next)) return next;
  const pending = lastBefore(client, call, is('createSession', 'inspectSession'));
  const code = readSession(pending?.answer)?.code;
  // The TV loads names and logos while the viewer chooses on the second screen.
  return pending && code && (lastUseOf(client).get(code) ?? 0) > call.seq ? pending : undefined;
}

/** The sequence number of the last call that contained each code. */
const lastUseOf = once(
  (client: Client): ReadonlyMap<string, number> =>
    new Map(client.calls.map(({ op, seq }) => [op.code, seq])),
);

function lastList(client: Client, call: Call): Call | undefined {
  return lastUntil(readListsOf(client), call.seq);
}

const readListsOf = once((client: Client): readonly Call[] =>
  configurationsOf(client).filter(({ answer }) => readProviders(answer) !== undefined),
);

/** Whether a client looks up the codes of other clients, as a page for many viewers does. */
export function helpsOthers(client: Client, scene: TrafficModel): boolean {
  return client.calls.some((call) => {
    if (!is('inspectSession', 'resumeSession')(call)) return false;
    const story = storyOf(scene, call);
    return story !== undefined && isForeign(story, client);
  });
}

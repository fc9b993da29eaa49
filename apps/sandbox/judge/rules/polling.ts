import { readProfiles } from '../answers.ts';
import { type Call, deviceIdOf, hasError, is, isOk, isReceived, isV2 } from '../calls.ts';
import type { Client } from '../client.ts';
import { addTo } from '../once.ts';
import { broken, combine, met, rules } from '../rule.ts';
import { before, between, firstAfter, goesOn } from '../sequences.ts';
import type { OwnCodeStory, TrafficModel } from '../trafficModel.ts';

/** ms: 3 s, less a tolerance for the network. */
const SHORTEST_GAP = 2_800;
/** ms; the usual interval is 3 to 5 s, "or more". */
const ONE_INTERVAL = 10_000;
/** ms: a poll within this time was sent before the answer came. */
const IN_FLIGHT = 250;

export const polling = rules({
  'POL-01': (client, scene) =>
    combine(
      waits(client, scene).map(({ created, polls, end }) => {
        const others = between(client.calls, created, end).filter(
          is('profiles', 'profilesOf', 'inspectSession'),
        );
        if (polls.length === 0 && others.length >= 4)
          return broken(
            others,
            'Looked for the profile elsewhere while a code was waiting; poll GET /profiles/code/{code}.',
          );
        return polls.length >= 2 || polls.some(isThere) ? met([created, ...polls]) : undefined;
      }),
    ),

  'POL-02': (client, scene) =>
    combine(
      waits(client, scene).map(({ story, created, polls }) => {
        const [first, second] = polls;
        const elsewhere =
          story.answers[0]?.session.actionName === 'resume' ||
          [...story.inspected, ...story.resumed].some(
            (call) => scene.clientOf.get(call) !== client,
          );
        if (!first || !elsewhere) return undefined;
        const interval = second ? second.at - first.at : ONE_INTERVAL;
        if (first.at - created.end <= Math.max(ONE_INTERVAL, interval + 2_000))
          return met([created, first]);
        return broken(
          [created, first],
          'Began to poll late; when the login happens on another screen, poll as soon as the code is shown.',
        );
      }),
    ),

  'POL-03': (client, scene) =>
    combine(
      waits(client, scene).map(({ story, created, polls }) => {
        const [browser] = story.opened;
        const [first] = polls;
        if (!browser || !first) return undefined;
        const back = scene.calls.find(
          (call) =>
            is('login', 'cancelLogin')(call) &&
            call.seq > browser.seq &&
            call.address === browser.address &&
            call.status >= 300 &&
            call.status < 400,
        );
        const isElsewhere = [...story.inspected, ...story.resumed].some(
          (call) => scene.clientOf.get(call) !== client,
        );
        if (isElsewhere) return undefined;
        if (first.seq > (back?.seq ?? Number.POSITIVE_INFINITY)) return met([browser, first]);
        // Only a redirect to the app's own scheme proves that the login happened on the same screen.
        const redirectUrl = JSON.stringify(created.body ?? '');
        const returnsToApp = /"redirectUrl":"(?!https?:)[a-z][a-z\d+.-]*:/i.test(redirectUrl);
        if (!returnsToApp) return undefined;
        return broken(
          [created, first, browser],
          'Polled before the browser had come back; when the login happens in the app, wait until it has loaded redirectUrl.',
        );
      }),
    ),

  'POL-04': (client) =>
    combine(
      [...pollsByCode(client).values()].map((polls) => {
        if (polls.length < 2) return undefined;
        const hurried = polls.filter((_, i) => isHurried(client, polls, i));
        if (hurried.length > 0)
          return broken(
            hurried,
            'Polled faster than every 3 seconds; wait 3 to 5 seconds or more.',
          );
        return polls.length > 2 ? met(polls) : undefined;
      }),
    ),

  'POL-05': (client) =>
    combine(
      [...pollsByCode(client).values()].map((polls) => {
        const success = polls.find(isThere);
        if (!success || !isReceived(success)) return undefined;
        const extra = polls.filter((call) => call.at > success.end + IN_FLIGHT);
        return extra.length > 0
          ? broken([success, ...extra], 'Polled on after the profile had arrived; stop at once.')
          : met([success]);
      }),
    ),

  'POL-06': (client, scene) =>
    combine(
      waits(client, scene).map(({ story, created, polls }) => {
        const life = story.answers[0]?.session.lifeMs ?? Number.NaN;
        if (!(life > 0) || polls.some(isThere)) return undefined;
        const end = created.end + life;
        const late = polls.filter((call) => call.at > end + ONE_INTERVAL);
        if (late.length > 0)
          return broken(
            [created, ...late],
            'Polled a code after its notAfter; stop then and offer a new code.',
          );
        const last = polls.at(-1);
        const sawTheEnd = goesOn(scene.calls, created, life + ONE_INTERVAL);
        // If the polls stopped long before, the viewer gave up.
        const untilTheEnd = last && last.at > end - 30_000;
        return sawTheEnd && untilTheEnd ? met([created, last]) : undefined;
      }),
    ),

  'POL-07': (client, scene) =>
    combine(
      waits(client, scene).map(({ created, polls, replacedBy }) => {
        if (!replacedBy || polls.length === 0) return undefined;
        const late = polls.filter((call) => call.at > replacedBy.end + IN_FLIGHT);
        if (late.length > 0)
          return broken(
            [replacedBy, ...late],
            'Polled an old code after asking for a new one; from then on poll only the new code.',
          );
        return goesOn(client.calls, replacedBy, 3_000)
          ? met([created, ...polls.slice(-1), replacedBy])
          : undefined;
      }),
    ),

  'POL-08': (client, scene) => {
    const all = waits(client, scene);
    // Repeated new codes after empty answers: the client takes an empty answer for a failure.
    const hasty = all.filter(({ polls, replacedBy }) => {
      const last = polls.at(-1);
      return replacedBy && last && polls.length <= 2 && polls.every(isNotYet)
        ? replacedBy.at - last.at < ONE_INTERVAL
        : false;
    });
    // Three may come from a viewer who presses "new code".
    if (hasty.length >= 4)
      return broken(
        hasty.flatMap(({ created, polls }) => [created, ...polls]),
        'Took an empty profiles map for a failure; it means "not yet", so poll the same code again.',
      );
    return combine(
      all.map(({ polls }) => {
        const empty = polls.findIndex(isNotYet);
        return empty >= 0 && polls.length > empty + 1 ? met(polls) : undefined;
      }),
    );
  },

  'POL-09': (client) =>
    combine(
      client.calls
        .filter((call) => is('poll')(call) && call.status === 429)
        .map((call) => {
          const next = firstAfter(client, call, (other) => isV2(other) || is('register')(other));
          if (!next || next.at - call.end > 60_000) return undefined;
          const same = is('poll')(next) && next.op.code === call.op.code;
          if (same && next.at - call.end >= 950) return met([call, next]);
          if (same)
            return broken([call, next], 'Polled again at once after 429; wait at least 1 second.');
          if (!is('createSession', 'logout', 'register')(next) || next.at - call.end > 3_000)
            return undefined;
          return broken(
            [call, next],
            'Gave the login up after 429; wait at least 1 second and poll the same code again.',
          );
        }),
    ),

  'POL-10': (client, scene) =>
    combine(
      [...pollsByCode(client).values()].map((polls) => {
        const told = polls.find((call) =>
          hasError(call, 'invalid_authentication_session', 'invalid_parameter_code'),
        );
        if (!told) return undefined;
        const extra = polls.filter((call) => call.at > told.end + IN_FLIGHT);
        if (extra.length > 0)
          return broken(
            [told, ...extra],
            'Polled on after the service had called the code invalid; stop and offer a new code.',
          );
        return goesOn(scene.calls, told, ONE_INTERVAL) ? met([told]) : undefined;
      }),
    ),

  'POL-12': (client) => {
    if (!client.calls.some(isV2)) return undefined;
    const metadata = client.calls.filter(is('userMetadata'));
    if (metadata.length > 0)
      return broken(
        metadata,
        'Asked for user metadata separately; read it from the attributes of the profile.',
      );
    const profile = client.calls.filter((call) => (readProfiles(call.answer) ?? []).length > 0);
    return profile.length > 0 ? met(profile) : undefined;
  },
});

const isThere = (call: Call): boolean => isOk(call) && (readProfiles(call.answer) ?? []).length > 0;
const isNotYet = (call: Call): boolean => isOk(call) && readProfiles(call.answer)?.length === 0;

/** A code that a client created, and its polls of it. */
interface Wait {
  readonly story: OwnCodeStory;
  readonly created: Call;
  readonly polls: readonly Call[];
  /** The next session of the same device. */
  readonly replacedBy: Call | undefined;
  /** The call that ended the wait: the poll with the profile, or the next session. */
  readonly end: Call | undefined;
}

function waits(client: Client, scene: TrafficModel): Wait[] {
  const sessions = client.calls.filter((call) => is('createSession')(call) && isOk(call));
  return (scene.codesBy.get(client) ?? [])
    .filter(({ created }) => is('createSession')(created))
    .map((story) => {
      const { created } = story;
      const polls = story.polls.filter((call) => scene.clientOf.get(call) === client);
      const replacedBy = sessions
        .slice(sessions.indexOf(created) + 1)
        .find((call) => deviceIdOf(call) === deviceIdOf(created));
      return { story, created, polls, replacedBy, end: polls.find(isThere) ?? replacedBy };
    });
}

function pollsByCode(client: Client): Map<string, Call[]> {
  const polls = new Map<string, Call[]>();
  for (const call of client.calls.filter(is('poll'))) {
    const code = call.op.code.toUpperCase();
    addTo(polls, code, call);
  }
  return polls;
}

/**
 * Whether poll `i` came too soon. After a delayed poll the next one seems early, so both gaps around it are
 * counted together; a poll that is repeated with a new token counts once.
 */
function isHurried(client: Client, polls: readonly Call[], i: number): boolean {
  const [call, previous, first] = [polls[i], polls[i - 1], polls[i - 2]];
  if (!call || !previous || previous.status === 401) return false;
  const gap = call.at - previous.at;
  if (gap < 0 || gap >= SHORTEST_GAP) return false;
  if (first && first.status !== 401) return call.at - first.at < 2 * SHORTEST_GAP;
  const next = polls[i + 1];
  if (next) return next.at - previous.at < 2 * SHORTEST_GAP;
  return gap < SHORTEST_GAP / 2 && before(client, call).length > 0;
}

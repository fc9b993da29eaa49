import { readSession } from '../answers.ts';
import { bearerOf, type Call, hasError, is, isOk, parameter } from '../calls.ts';
import type { Client } from '../client.ts';
import { addTo, once } from '../once.ts';
import { broken, combine, eachCall, met, rules } from '../rule.ts';
import { goesOn, lastUntil } from '../sequences.ts';
import { type CodeStory, isForeign, storyOf, type TrafficModel } from '../trafficModel.ts';

/** A second screen is a client that looks up or resumes a code that another client created. */
export const secondScreen = rules({
  'SCR-02': (client, scene) =>
    combine([
      ...helped(client, scene).map(({ story, own }) => {
        const [first] = own;
        // SCR-03 judges refused codes.
        const browser = own.some(isOk) ? story.opened[0] : undefined;
        if (!browser || !first) return undefined;
        return first.seq < browser.seq
          ? met([first, browser])
          : broken(
              [browser, first],
              'Opened the login before the code was checked; ask GET or POST /sessions/{code} first.',
            );
      }),
      ...straysOf(client, scene).map((call) =>
        broken(
          [call],
          'Opened the login with a code that does not exist; check a typed code with GET or POST /sessions/{code} first.',
        ),
      ),
    ]),

  'SCR-03': (client, scene) =>
    combine(
      lookups(client)
        .filter((call) =>
          hasError(call, 'invalid_authentication_session', 'invalid_parameter_code'),
        )
        .map((call) => {
          const opened = scene.calls.find(
            (other) =>
              is('authenticate')(other) &&
              other.seq > call.seq &&
              other.op.code.toUpperCase() === call.op.code.toUpperCase(),
          );
          if (opened)
            return broken(
              [call, opened],
              'Opened the login for a code that the service had refused; say that the code is wrong or has run out, and ask for a new one.',
            );
          return goesOn(scene.calls, call, 1) ? met([call]) : undefined;
        }),
    ),

  'SCR-04': (client, scene) =>
    combine(
      lookups(client)
        .filter(is('resumeSession'))
        .map((call) => {
          const missing = missingBefore(scene, call);
          if (!missing || missing.length === 0) return undefined;
          const lacking = missing.filter((name) => parameter(call, name) === '');
          return lacking.length === 0
            ? met([call])
            : broken(
                [call],
                `Resumed the session without ${lacking.join(' and ')}; send everything that missingParameters lists.`,
              );
        }),
    ),

  'SCR-05': (client, scene) => {
    if (helped(client, scene).length === 0) return undefined;
    const mistaken = scene.calls.filter(
      (call) =>
        is('unknownV2')(call) && /\/authenticate(\/|$)/.test(call.path) && looksLike(call, client),
    );
    if (mistaken.length > 0)
      return broken(
        mistaken,
        'Opened a login address that does not exist; it is /api/v2/authenticate/{serviceProvider}/{code}, or the url of the answer.',
      );
    const opened = helped(client, scene).flatMap(({ story, own }) =>
      own.some(isOk) ? story.opened : [],
    );
    return opened.length > 0 ? met(opened) : undefined;
  },

  'SCR-06': (client, scene) =>
    combine(
      lookups(client)
        .filter(
          (call) =>
            is('resumeSession')(call) &&
            isOk(call) &&
            readSession(call.answer)?.actionName === 'authorize',
        )
        .map((call) => {
          const opened = scene.calls.find(
            (other) =>
              is('authenticate')(other) &&
              other.seq > call.seq &&
              other.op.code.toUpperCase() === call.op.code.toUpperCase(),
          );
          if (opened)
            return broken(
              [call, opened],
              'Opened the login though the answer said "authorize"; tell the viewer that the TV is signed in already.',
            );
          return goesOn(scene.calls, call, 1) ? met([call]) : undefined;
        }),
    ),

  'SCR-08': (client, scene) => {
    const foreign = lookups(client).filter((call) => !isOwnCode(client, scene, call));
    return eachCall(foreign, (call) =>
      bearerOf(call) === '' && (scene.traffic.source === 'sandbox' || call.status === 401)
        ? 'A sessions call of the second screen carries no bearer token; it needs an access token of its own.'
        : undefined,
    );
  },
});

function lookups(client: Client): Call[] {
  return client.calls.filter(is('inspectSession', 'resumeSession'));
}

function isOwnCode(client: Client, scene: TrafficModel, call: Call): boolean {
  const story = storyOf(scene, call);
  return story !== undefined && !isForeign(story, client);
}

function helped(client: Client, scene: TrafficModel): Array<{ story: CodeStory; own: Call[] }> {
  const byStory = new Map<CodeStory, Call[]>();
  for (const call of lookups(client)) {
    const story = storyOf(scene, call);
    if (story && isForeign(story, client)) addTo(byStory, story, call);
  }
  return [...byStory].map(([story, own]) => ({ story, own }));
}

/** Logins with codes that no client created, from the same address and browser as this second screen. */
function straysOf(client: Client, scene: TrafficModel): Call[] {
  if (helped(client, scene).length === 0) return [];
  return scene.calls.filter(
    (call) =>
      is('authenticate')(call) &&
      call.status === 400 &&
      looksLike(call, client) &&
      !wasMade(storyOf(scene, call)) &&
      !lookups(client).some(({ op }) => op.code.toUpperCase() === call.op.code.toUpperCase()),
  );
}

const wasMade = (story: CodeStory | undefined): boolean =>
  story !== undefined && 'created' in story;

/** Whether a call has the address and the user agent of a client. */
function looksLike(call: Call, client: Client): boolean {
  return client.calls.some(
    (own) =>
      own.address === call.address &&
      own.headers['user-agent'] === call.headers['user-agent'] &&
      own.headers['user-agent'] !== undefined,
  );
}

const answersOf = once((story: CodeStory): readonly Call[] =>
  story.answers.map(({ call }) => call).filter(isOk),
);
const inspectionsOf = once((story: CodeStory): readonly Call[] => story.inspected.filter(isOk));

/** The missing parameters in the last answer before a resume: the creation, a resume or an inspection. */
function missingBefore(scene: TrafficModel, call: Call): readonly string[] | undefined {
  const story = storyOf(scene, call);
  if (!story) return undefined;
  const lists = [answersOf(story), inspectionsOf(story)];
  const told = lists
    .flatMap((list) => lastUntil(list, call.seq) ?? [])
    .sort((a, b) => a.seq - b.seq)
    .at(-1);
  return readSession(told?.answer)?.missing;
}

import fc from 'fast-check';
import type { MachineEvent } from '../../../core/machine/events.ts';
import { everyEvent, sampleItems } from '../../support/everyEvent.ts';
import { type Answer, html, json } from '../../support/ports.ts';
import { type Call, enhanced } from '../../support/scripted.ts';

/** The household's viewers: each has a provider, and none may see another's data. */
export const providers = ['ValleyCable', 'Northlink'] as const;
export type Provider = (typeof providers)[number];

// The simulated TV replaces the position by one that identifies the viewer.
const events = everyEvent(sampleItems('Film'), providers, [[0, 0]]);

/** `isWord`: the service itself reports that a sign-in is over. */
interface Bad {
  readonly answer: () => Answer;
  readonly isWord?: true;
}

export const bad: Readonly<Record<string, Bad>> = {
  refused: { answer: () => 'unreachable' },
  late: { answer: () => 'never' },
  unauthorized: { answer: () => html(401) },
  throttled: { answer: () => html(429) },
  failed: { answer: () => html(500) },
  down: { answer: () => html(503) },
  cut: { answer: () => ({ status: 200, contentType: 'application/json', text: '{"pro' }) },
  gone: {
    answer: () => enhanced(403, 'authenticated_profile_missing', 'authentication'),
    isWord: true,
  },
  passing: { answer: () => enhanced(403, 'network_received_error', 'retry') },
  dead: { answer: () => enhanced(400, 'invalid_authentication_session') },
  register: {
    answer: () =>
      enhanced(401, 'invalid_access_token_client_application', 'application-registration'),
    isWord: true,
  },
  void: { answer: () => json(400, { error: 'invalid_client' }), isWord: true },
  nobody: { answer: () => json(200, { profiles: {} }), isWord: true },
};

const common: Call[] = ['register', 'token', 'feed', 'play'];
export const callsOf: Readonly<Record<'v1' | 'v2', readonly Call[]>> = {
  v2: [
    ...common,
    'configuration',
    'create',
    'profiles',
    'profilesOf',
    'poll',
    'authorize',
    'preauthorize',
    'logout',
  ],
  v1: [
    ...common,
    'config',
    'regcode',
    'checkauthn',
    'authn',
    'metadata',
    'v1 authorize',
    'media',
    'v1 preauthorize',
    'v1 logout',
  ],
};

export type Step =
  | { readonly do: 'press'; readonly event: MachineEvent }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'break'; readonly call: Call; readonly how: string }
  | { readonly do: 'mend' | 'plug' | 'full' }
  | { readonly do: 'finish'; readonly who: readonly Provider[] }
  | { readonly do: 'browser'; readonly came: boolean }
  | { readonly do: 'date'; readonly years: number };

/** Any step at any time; the weights make long sessions interesting. */
export function stepsOf(api: 'v1' | 'v2'): fc.Arbitrary<Step[]> {
  const say = <D extends Step['do'], T extends object>(what: D, more: fc.Arbitrary<T>) =>
    more.map((value) => ({ do: what, ...value }) as unknown as Step);
  const one: fc.Arbitrary<Step> = fc.oneof(
    { weight: 12, arbitrary: say('press', fc.record({ event: fc.constantFrom(...events) })) },
    {
      weight: 4,
      arbitrary: say(
        'wait',
        fc.record({ ms: fc.constantFrom(0, 400, 5_000, 40_000, 31 * 60_000) }),
      ),
    },
    {
      weight: 3,
      arbitrary: say(
        'break',
        fc.record({
          call: fc.constantFrom(...callsOf[api]),
          how: fc.constantFrom(...Object.keys(bad)),
        }),
      ),
    },
    { weight: 2, arbitrary: fc.constant<Step>({ do: 'mend' }) },
    {
      weight: 4,
      arbitrary: say(
        'finish',
        fc.record({ who: fc.constantFrom(['ValleyCable'], ['Northlink'], [...providers]) }),
      ),
    },
    { weight: 1, arbitrary: say('browser', fc.record({ came: fc.boolean() })) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'plug' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'full' }) },
    {
      weight: 1,
      arbitrary: say('date', fc.record({ years: fc.constantFrom(-10, 0, 10) })),
    },
  );
  return fc.array(one, { minLength: 5, maxLength: 25 });
}

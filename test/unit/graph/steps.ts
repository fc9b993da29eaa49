import type { EventObject } from 'xstate';
import type { FaultOrder } from '../../../apps/sandbox/index.ts';
import type { Item } from '../../../core/catalogue/types.ts';
import { PassError } from '../../../core/pass/errors.ts';

/** An event as the model sends it: of a viewer, of a delay, or the outcome of an actor. */
export interface ModelEvent extends EventObject {
  readonly outcome?: Outcome;
  /** ms that pass before it; for the model's guards, always long enough. */
  readonly later?: number;
  readonly [more: string]: unknown;
}

/** A possible outcome of an actor: data for the model, and instructions that cause it in the sandbox. */
export interface Outcome {
  readonly name: string;
  readonly done: boolean;
  /** The other members of the event that the machine receives. */
  readonly as: object;
  /** Faults of the sandbox, one request each. */
  readonly faults?: readonly FaultOrder[];
  /** Whether the service has a profile for this device; unchanged when absent. */
  readonly profile?: boolean;
  /** The viewer completes the login on the phone. */
  readonly phone?: boolean;
  /** The result of the device's browser. */
  readonly browser?: boolean | 'none';
}

/**
 * With an id and a resource of the sandbox's own feed; live, because only a live channel can be paused for
 * long.
 */
const channel: Item = {
  id: 'live-northstar-main',
  title: 'Northstar',
  description: '',
  art: '',
  live: true,
  access: 'subscription',
  resource: 'NORTHSTAR-MAIN',
};
/** In the sandbox's own feed, but with an address that the feed no longer contains. */
const free: Item = {
  ...channel,
  id: 'undergrowth',
  access: 'free',
  stream: { url: 'https://s.example/free.webm', type: 'video/webm' },
};

const renewed: Item = {
  ...free,
  stream: { url: 'https://s.example/new.webm', type: 'video/webm' },
};

/**
 * ms; longer than the pause after which Adobe requires a new decision, and longer than a catalogue stays
 * current.
 */
const long = 11 * 60_000;

/** The events of a viewer or a shell that need more than their name. */
export const viewerEvents: Readonly<Record<string, readonly ModelEvent[]>> = {
  PLAY: [channel, free].map((item) => ({ type: 'PLAY', item })),
  SHOW: [channel, free].map((item) => ({ type: 'SHOW', item })),
  CHOOSE: [{ type: 'CHOOSE', mvpd: 'ValleyCable' }],
  CHOOSE_PROFILE: [{ type: 'CHOOSE_PROFILE', mvpd: 'ValleyCable' }],
  POSITION: [{ type: 'POSITION', position: 60, duration: 600 }],
  // The last one is for a state that waits by itself: the time has already passed.
  RESUMED: [{ type: 'RESUMED' }, { type: 'RESUMED', later: long }, { type: 'RESUMED', later: 0 }],
  ONLINE: [{ type: 'ONLINE' }, { type: 'ONLINE', later: long }, { type: 'ONLINE', later: 0 }],
  STREAM_FAILED: [
    { type: 'STREAM_FAILED', failure: 'x' },
    { type: 'STREAM_FAILED', failure: 'http_403' },
  ],
};

const profile = (mvpd: string) => ({
  mvpd,
  notBefore: 1_790_000_000_000,
  notAfter: 1_890_000_000_000,
  issuer: mvpd,
  type: 'regular',
  attributes: {},
});
const two = [profile('ValleyCable'), profile('Northlink')];
const viewer = { mvpd: 'ValleyCable', providerName: 'Valley Cable', since: 0, until: 1 };
const provider = { id: 'ValleyCable', displayName: 'Valley Cable', isTempPass: false };
const catalogue = {
  providerName: '',
  rows: [{ id: 'row', title: 'Row', items: [channel, renewed] }],
};

const v2 = '/api/v2/NORTHSTAR';
const twoProfiles = (path: string): FaultOrder => ({
  path: v2 + path,
  status: 200,
  body: { profiles: Object.fromEntries(two.map(({ mvpd, ...rest }) => [mvpd, rest])) },
});
const authorize: FaultOrder = {
  path: `${v2}/sessions`,
  status: 200,
  body: { actionName: 'authorize', actionType: 'direct', reasonType: 'authenticated' },
};

type Arranged = Omit<Outcome, 'name' | 'done' | 'as'>;
const done = (name: string, output: unknown, arranged: Arranged = {}): Outcome => ({
  name,
  done: true,
  as: { output },
  ...arranged,
});
const fails = (name: string, code: string, arranged: Arranged): Outcome => ({
  name,
  done: false,
  as: { error: new PassError({ code }) },
  ...arranged,
});
const refuse = (path: string, error: string): Arranged => ({
  faults: [{ path: v2 + path, error }],
});

/** The failures of a call that the machine distinguishes; the client repeats none of them. */
const failures = (path: string) => ({
  passing: fails('passing', 'internal_server_error', refuse(path, 'internal_server_error')),
  gone: fails(
    'gone',
    'authenticated_profile_expired',
    refuse(path, 'authenticated_profile_expired'),
  ),
  setup: fails(
    'setup',
    'invalid_parameter_service_provider',
    refuse(path, 'invalid_parameter_service_provider'),
  ),
});

const check = failures('/profiles**');
const create = failures('/sessions');
const poll = failures('/profiles/code/*');
const open = failures('/decisions/authorize/*');

/** By the name of the actor. */
export const outcomes: Readonly<Record<string, readonly Outcome[]>> = {
  restore: [
    done('nothing', { viewer: null, remembered: null, positions: {} }),
    done('a viewer', { viewer, remembered: provider, positions: {} }),
    done('a provider', { viewer: null, remembered: provider, positions: {} }),
  ],
  checkProfile: [
    done('nobody', { viewer: null, profiles: [] }, { profile: false }),
    done('one', { viewer, profiles: [] }, { profile: true }),
    done('several', { viewer: null, profiles: two }, { faults: [twoProfiles('/profiles**')] }),
    check.passing,
    check.gone,
    check.setup,
  ],
  confirmProfile: [
    done('nobody', { viewer: null, profiles: [] }, { profile: false }),
    done('one', { viewer, profiles: [] }, { profile: true }),
    done(
      'one without a name',
      { viewer: { ...viewer, nameIsGuess: true }, profiles: [] },
      { profile: true },
    ),
    check.passing,
    check.gone,
    check.setup,
  ],
  findProfile: [
    done('nobody', { viewer: null, profiles: [] }, { profile: false }),
    done('one', { viewer, profiles: [] }, { phone: true }),
    done('several', { viewer: null, profiles: two }, { faults: [twoProfiles('/profiles**')] }),
    check.passing,
  ],
  loadCatalogue: [
    done('rows', catalogue),
    fails('passing', 'service_failed', {
      faults: [{ path: '/programmer/feed.json', status: 503 }],
    }),
    fails('refused', 'playback_refused', {
      faults: [{ path: '/programmer/feed.json', status: 404 }],
    }),
  ],
  createSession: [
    done(
      'a code',
      { code: { code: 'C', expiresAt: 1 }, viewer: null, profiles: [] },
      { profile: false },
    ),
    done('authorize', { code: null, viewer, profiles: [] }, { profile: true, faults: [authorize] }),
    done(
      'several',
      { code: null, viewer: null, profiles: two },
      {
        faults: [authorize, twoProfiles('/profiles**')],
      },
    ),
    create.passing,
    create.setup,
    fails('provider', 'invalid_integration', refuse('/sessions', 'invalid_integration')),
  ],
  loadProviders: [done('list', [provider]), failures('/configuration').passing],
  loadProviderNames: [done('list', [provider]), failures('/configuration').passing],
  pollProfile: [
    done('nobody', { viewer: null, profiles: [] }),
    done('one', { viewer, profiles: [] }, { phone: true }),
    done('several', { viewer: null, profiles: two }, { faults: [twoProfiles('/profiles/code/*')] }),
    fails(
      'dead',
      'invalid_authentication_session',
      refuse('/profiles/code/*', 'invalid_authentication_session'),
    ),
    poll.passing,
    poll.setup,
  ],
  openBrowser: [
    done('came back', true, { browser: true }),
    done('was closed', false, { browser: false }),
    fails('did not open', 'defect', { browser: 'none' }),
  ],
  openStream: [
    done('a stream', { stream: { url: 'https://s', type: 'video/webm' }, previewEndsAt: 5 }),
    open.passing,
    open.gone,
    open.setup,
    fails(
      'denied',
      'authorization_denied_by_mvpd',
      refuse('/decisions/authorize/*', 'authorization_denied_by_mvpd'),
    ),
  ],
  preauthorize: [
    done('marks', { 'NORTHSTAR-MAIN': { included: true } }),
    failures('/decisions/preauthorize/*').passing,
    failures('/decisions/preauthorize/*').gone,
  ],
  signOut: [
    done('complete', false),
    done('partner', true, {
      faults: [
        {
          path: `${v2}/logout/*`,
          status: 200,
          body: {
            logouts: {
              ValleyCable: { actionName: 'partner_logout', actionType: 'partner_interactive' },
            },
          },
        },
      ],
    }),
    failures('/logout/*').passing,
  ],
};

/** The requests of each actor, by path. */
export const requestsOf: Readonly<Record<string, RegExp>> = {
  checkProfile: /\/profiles(?!\/code)/,
  confirmProfile: /\/profiles(?!\/code)/,
  findProfile: /\/profiles(?!\/code)/,
  loadCatalogue: /\/feed\.json$/,
  createSession: /\/sessions$|\/profiles(?!\/code)/,
  loadProviders: /\/configuration$/,
  loadProviderNames: /\/configuration$/,
  pollProfile: /\/profiles\/code\//,
  openStream: /\/decisions\/authorize\/|\/programmer\/play|\/profiles(?!\/code)/,
  preauthorize: /\/decisions\/preauthorize\//,
  signOut: /\/logout\//,
};

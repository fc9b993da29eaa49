import type { Catalogue, Item } from '../../../core/catalogue/types.ts';
import type { Problem, ProblemKey, View, Viewer } from '../../../core/machine/view.types.ts';
import type { PlayerState, Track } from '../../../platforms/platform.ts';
import type { Shown } from './page/gallery.ts';

/** Every screen of the TV app in every state that looks different, as views of the machine. */

/** The content of the views: real art and titles, or hostile ones. */
export interface Material {
  readonly catalogue: Catalogue;
  readonly film: Item;
  readonly live: Item;
  readonly viewer: Viewer;
  readonly providers: readonly { id: string; displayName: string; logoUrl?: string }[];
  /** A provider's own words. */
  readonly details: string;
  readonly code: string;
  readonly activate: string;
}

const trace = '9c41d2aa-7b60-4c1e-9d35-0f2f6d1c8a11';

export function material(catalogue: Catalogue, sandboxUrl: string): Material {
  const items = catalogue.rows.flatMap(({ items }) => items);
  const film = items.find(({ access }) => access === 'subscription') ?? items[0];
  const live = items.find((item) => item.live) ?? film;
  if (!film || !live) throw new Error('the feed has no titles');
  const names = ['Valley Cable', 'Harbor TV', 'Summit Fiber', 'PrairieLink', 'Cedar Mobile'];
  const more = ['BlueRidge One', 'Lakeshore', 'Metro Vision', 'Canyon Sat', 'Orchard', 'Polar Net'];
  const providers = [...names, ...more, 'Ridgeway', 'Zenith Rural Television Cooperative'].map(
    (displayName) => {
      const id = displayName.replace(/ /g, '');
      return { id, displayName, logoUrl: `${sandboxUrl}/logos/${id}.svg` };
    },
  );
  return {
    catalogue,
    film,
    live,
    viewer: {
      mvpd: 'HarborTV',
      providerName: 'Harbor TV',
      providerLogo: `${sandboxUrl}/logos/HarborTV.svg`,
      since: Date.UTC(2026, 1, 28, 12),
      until: Date.UTC(2026, 10, 30, 12),
    },
    providers,
    details: 'This channel is part of the Sports package. Call 555-0100 to add it.',
    // The widest letters there are.
    code: 'W8MQ4WM',
    activate: 'northstar.example/activate',
  };
}

const problemOf = (key: ProblemKey, code: string, more: Partial<Problem> = {}): Problem => ({
  key,
  code,
  trace,
  ...more,
});

const codeLife = 28 * 60_000 + 41_000;

export function galleryOf(from: Material): Shown[] {
  return [
    ...launches(),
    ...homes(from),
    ...titles(from),
    ...choices(from),
    ...signIns(from),
    ...players(from),
    ...pages(from),
    ...accounts(from),
    ...others(from),
  ];
}

function launches(): Shown[] {
  return [
    { name: 'launch', view: { screen: 'launch' } },
    { name: 'launch-waiting', view: { screen: 'launch' }, after: 500 },
    { name: 'launch-slow', view: { screen: 'launch' }, after: 10_100 },
  ];
}

function homes({ catalogue, viewer }: Material): Shown[] {
  const home = {
    screen: 'home',
    viewer: null,
    catalogue,
    problem: null,
    decisions: {},
    previewEndsAt: null,
    positions: {},
  } as const;
  const resources = catalogue.rows.flatMap(({ items }) =>
    items.flatMap(({ resource }) => (resource === undefined ? [] : [resource])),
  );
  const decisions = Object.fromEntries(
    resources.map((resource) => [resource, { included: !/SPORT/.test(resource) }]),
  );
  return [
    { name: 'home', view: home },
    { name: 'home-loading', view: { ...home, catalogue: null } },
    {
      name: 'home-failed',
      view: { ...home, catalogue: null, problem: problemOf('offline', 'network_unreachable') },
    },
    { name: 'home-signed-in', view: { ...home, viewer, decisions } },
    { name: 'home-preview', view: { ...home, previewEndsAt: 9 * 60_000 + 12_000 } },
  ];
}

function titles({ film, live, viewer, details }: Material): Shown[] {
  const title = {
    screen: 'title',
    viewer: null,
    item: film,
    decision: null,
    startAt: 0,
    previewEndsAt: null,
  } as const;
  return [
    { name: 'title', view: title },
    {
      name: 'title-resume',
      view: { ...title, viewer, decision: { included: true }, startAt: 1_931 },
    },
    { name: 'title-denied', view: { ...title, viewer, decision: { included: false, details } } },
    { name: 'title-live', view: { ...title, item: live, previewEndsAt: 9 * 60_000 } },
  ];
}

function choices({ film, providers, viewer }: Material): Shown[] {
  const provider = {
    id: viewer.mvpd,
    displayName: viewer.providerName,
    logoUrl: viewer.providerLogo ?? '',
  };
  const choosing = {
    screen: 'providers',
    phase: 'choosing',
    item: film,
    providers: providers.map((entry) => ({ ...entry, isTempPass: false })),
    rememberedId: providers[0]?.id ?? null,
    freePreview: true,
    canSignInOnDevice: true,
    onDevice: false,
    problem: null,
  } as const;
  return [
    {
      name: 'confirm-provider',
      view: {
        screen: 'confirmProvider',
        item: film,
        provider,
        freePreview: true,
        canSignInOnDevice: true,
      },
    },
    { name: 'providers', view: choosing },
    { name: 'providers-all', view: choosing, pressed: ['button-all'] },
    { name: 'providers-find', view: choosing, pressed: ['button-find', 'key-r'] },
    {
      name: 'providers-none',
      view: choosing,
      pressed: ['button-find', 'key-q', 'key-q', 'key-q'],
    },
    {
      name: 'providers-loading',
      view: { ...choosing, phase: 'loading', providers: [] },
      after: 500,
    },
    {
      name: 'providers-failed',
      view: {
        ...choosing,
        phase: 'failed',
        providers: [],
        problem: problemOf('service', 'internal_server_error'),
      },
    },
  ];
}

function signIns({ film, viewer, code, activate, details }: Material): Shown[] {
  const waiting = {
    screen: 'signIn',
    phase: 'waiting',
    item: film,
    provider: null,
    freePreview: true,
    onDevice: false,
    canSignInOnDevice: true,
    code,
    address: activate,
    addressWithCode: `https://${activate}/#code=${code}`,
    expiresAt: codeLife,
    troubled: false,
    trouble: null,
    viewer: null,
    problem: null,
  } as const;
  const provider = { id: viewer.mvpd, displayName: viewer.providerName };
  return [
    { name: 'sign-in', view: waiting },
    { name: 'sign-in-with', view: { ...waiting, provider } },
    { name: 'sign-in-preparing', view: { ...waiting, phase: 'preparing', code: '', expiresAt: 0 } },
    { name: 'sign-in-troubled', view: { ...waiting, troubled: true } },
    {
      name: 'sign-in-portal',
      view: { ...waiting, troubled: true, trouble: problemOf('portal', 'captive_portal') },
    },
    {
      name: 'sign-in-intercepted',
      view: { ...waiting, troubled: true, trouble: problemOf('intercepted', 'not_the_service') },
    },
    { name: 'sign-in-checking', view: waiting, pressed: ['button-continue'] },
    { name: 'sign-in-opening', view: { ...waiting, phase: 'opening', onDevice: true, provider } },
    { name: 'sign-in-closed', view: { ...waiting, phase: 'closed', onDevice: true, provider } },
    { name: 'sign-in-approved', view: { ...waiting, phase: 'approved', viewer } },
    { name: 'sign-in-expired', view: { ...waiting, phase: 'expired', provider } },
    {
      name: 'sign-in-failed',
      view: {
        ...waiting,
        phase: 'failed',
        problem: problemOf('providerUnavailable', 'invalid_integration', { details }),
      },
    },
  ];
}

const tracks: readonly Track[] = [
  { id: 'a1', kind: 'audio', language: 'en', label: '', active: true },
  { id: 'a2', kind: 'audio', language: 'es', label: '', active: false },
  { id: 'a3', kind: 'audio', language: 'en', label: '', purpose: 'description', active: false },
  { id: 'c1', kind: 'captions', language: 'en', label: '', active: false },
  { id: 'c2', kind: 'captions', language: 'en', label: '', purpose: 'hearing', active: true },
  { id: 'c3', kind: 'captions', language: 'fr', label: '', active: false },
  { id: 'c4', kind: 'captions', language: 'nl', label: '', active: false },
];

function players({ film, live }: Material): Shown[] {
  const view = {
    screen: 'player',
    item: film,
    stream: { url: 'https://stream.example/film.m3u8', type: 'application/vnd.apple.mpegurl' },
    previewEndsAt: null,
    startAt: 0,
  } as const;
  const state = (status: PlayerState['status'], more: Partial<PlayerState> = {}): PlayerState => ({
    status,
    position: 1_931,
    duration: 5_025,
    live: false,
    range: { from: 0, to: 5_025 },
    tracks,
    ...more,
  });
  const onAir = { live: true, duration: Number.POSITIVE_INFINITY };
  return [
    { name: 'player', view, player: state('playing') },
    { name: 'player-paused', view, player: state('paused') },
    {
      name: 'player-loading',
      view,
      player: { status: 'loading', position: 0, duration: 0, live: false },
    },
    { name: 'player-captions', view, player: state('playing'), pressed: ['button-captions'] },
    { name: 'player-audio', view, player: state('paused'), pressed: ['button-audio'] },
    {
      name: 'player-live',
      view: { ...view, item: live },
      player: state('playing', { ...onAir, range: { from: 131, to: 1_931 } }),
    },
    {
      name: 'player-behind-live',
      view: { ...view, item: live },
      player: state('paused', { ...onAir, range: { from: 231, to: 2_531 } }),
    },
    {
      name: 'player-preview',
      view: { ...view, previewEndsAt: 48_000 },
      player: state('playing'),
    },
  ];
}

function pages({ film, details }: Material): Shown[] {
  const refused = (problem: Problem, canSignIn = false, canRetry = false): View => ({
    screen: 'notAvailable',
    item: film,
    problem,
    canRetry,
    canSignIn,
  });
  const denied = problemOf('notInPackage', 'authorization_denied_by_mvpd', { details });
  return [
    { name: 'authorizing', view: { screen: 'authorizing', item: film }, after: 500 },
    { name: 'authorizing-slow', view: { screen: 'authorizing', item: film }, after: 10_100 },
    { name: 'refused', view: refused(denied) },
    {
      name: 'refused-parental',
      view: refused(problemOf('parentalControl', 'authorization_denied_by_parental_controls')),
    },
    {
      name: 'refused-elsewhere',
      view: refused(problemOf('signInAgain', 'authorization_denied_by_hba_policies'), true),
    },
    {
      name: 'refused-retry',
      view: refused(problemOf('slow', 'network_connection_timeout'), false, true),
    },
    {
      name: 'preview-over',
      view: refused(problemOf('signInAgain', 'temporary_access_duration_limit_exceeded'), true),
    },
    { name: 'stream-broken', view: refused(problemOf('stream', 'stream_media_4'), false, true) },
    {
      name: 'problem',
      view: { screen: 'problem', where: 'startup', problem: problemOf('setup', 'invalid_client') },
    },
    { name: 'signing-out', view: { screen: 'signingOut' }, after: 500 },
    { name: 'signed-out', view: { screen: 'signedOut', problem: null } },
    {
      name: 'signed-out-untold',
      view: { screen: 'signedOut', problem: problemOf('portal', 'captive_portal') },
    },
    {
      name: 'problem-portal',
      view: {
        screen: 'problem',
        where: 'startup',
        problem: problemOf('portal', 'captive_portal'),
      },
    },
    {
      name: 'problem-intercepted',
      view: {
        screen: 'problem',
        where: 'startup',
        problem: problemOf('intercepted', 'not_the_service'),
      },
    },
  ];
}

function accounts({ viewer }: Material): Shown[] {
  return [
    { name: 'account', view: { screen: 'account', phase: 'shown', viewer } },
    {
      name: 'account-language',
      view: { screen: 'account', phase: 'shown', viewer },
      pressed: ['button-language'],
    },
    { name: 'account-signed-out', view: { screen: 'account', phase: 'shown', viewer: null } },
    { name: 'account-confirming', view: { screen: 'account', phase: 'confirming', viewer } },
  ];
}

function others({ viewer, film }: Material): Shown[] {
  const second = { ...viewer, mvpd: 'CedarMobile', providerName: 'Cedar Mobile' };
  return [
    { name: 'profiles', view: { screen: 'profiles', item: film, profiles: [viewer, second] } },
    {
      name: 'support',
      view: {
        screen: 'support',
        feed: null,
        problem: problemOf('notInPackage', 'authorization_denied_by_mvpd'),
        viewer,
      },
    },
    { name: 'exit', view: { screen: 'exit' } },
  ];
}

import { describe, expect, it } from 'vitest';
import { homeModel, withPreview } from '../../apps/tv/models/home.ts';
import { launchModel } from '../../apps/tv/models/launch.ts';
import {
  authorizingModel,
  confirmProviderModel,
  notAvailableModel,
  problemModel,
  signedOutModel,
} from '../../apps/tv/models/page.ts';
import { signInModel } from '../../apps/tv/models/signIn.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import {
  createTranslate,
  languageNames,
  languages,
  loadLanguage,
} from '../../apps/tv/texts/index.ts';
import { emptyCatalogue, type Item } from '../../core/catalogue/types.ts';
import type {
  HomeView,
  NotAvailableView,
  ProblemKey,
  SignInView,
  Viewer,
} from '../../core/machine/view.types.ts';

// Texts are loaded per language.
await Promise.all(Object.keys(languageNames).map(loadLanguage));

const translate = createTranslate('en');
const film: Item = {
  id: 'meridian',
  title: 'The Long Meridian',
  description: 'A survey team walks a line.',
  art: 'https://cdn.example/a.jpg',
  tint: '#4a1f63',
  genre: 'Drama',
  year: '2026',
  rating: '14+',
  durationS: 3120,
  live: false,
  access: 'subscription',
  resource: 'NORTHSTAR-FILM',
};
const free: Item = { ...film, id: 'free', title: 'Undergrowth', access: 'free' };
const live: Item = { ...film, id: 'live', title: 'Stadium', live: true };
const viewer: Viewer = {
  mvpd: 'HarborTV',
  providerName: 'Harbor TV',
  since: Date.UTC(2026, 2, 14, 12),
  until: Date.UTC(2026, 3, 13, 12),
};
const home: HomeView = {
  screen: 'home',
  viewer: null,
  catalogue: {
    ...emptyCatalogue,
    providerName: 'Northstar',
    rows: [{ id: 'a', title: 'New', items: [film, free, live] }],
  },
  problem: null,
  decisions: {},
  previewEndsAt: null,
  positions: {},
};
const signIn: SignInView = {
  screen: 'signIn',
  phase: 'waiting',
  onDevice: false,
  canSignInOnDevice: false,
  item: film,
  provider: null,
  freePreview: false,
  code: '8BLW4RW',
  address: 'northstar.example/activate',
  addressWithCode: 'https://northstar.example/activate#code=8BLW4RW',
  expiresAt: 1_721_000,
  troubled: false,
  trouble: null,
  viewer: null,
  problem: null,
};

const said = (model: ScreenModel, id: string) => model.said.find((part) => part.id === id)?.text;
const ids = (model: ScreenModel) =>
  model.groups.flatMap(({ actions }) => actions.map(({ id }) => id));
const events = (model: ScreenModel) =>
  Object.fromEntries(
    model.groups.flatMap(({ actions }) =>
      actions.map(({ id, event }) => [id, event?.type ?? null]),
    ),
  );

describe('Home', () => {
  it('names cards with what stands between the viewer and the picture', () => {
    const model = homeModel(home, translate);
    const names = model.rows[0]?.actions.map(({ spoken }) => spoken);
    expect(names).toEqual([
      'The Long Meridian, Sign in to watch, Drama',
      'Undergrowth, Free to watch, Drama',
      'Stadium, Live now, Sign in to watch, Drama',
    ]);
    expect(model.rows[0]?.actions.map(({ badge }) => badge)).toEqual(['locked', 'free', 'locked']);
    expect(model.preferred).toBe('row-0-item-0');
  });

  it('signed in, nothing is locked and the provider stands where the offer stood', () => {
    const model = homeModel({ ...home, viewer }, translate);
    expect(model.rows[0]?.actions.map(({ badge }) => badge)).toEqual(['none', 'free', 'none']);
    expect(ids(model)).not.toContain('nav-sign-in');
    expect(said(model, 'provider')).toBe('Harbor TV');
  });

  it('marks what preauthorization said, and nothing that it did not', () => {
    const marked = (decisions: HomeView['decisions']) =>
      homeModel({ ...home, viewer, decisions }, translate).rows[0]?.actions[0];
    expect(marked({ 'NORTHSTAR-FILM': { included: true } })).toMatchObject({
      badge: 'included',
      badgeText: 'Included',
      hero: { access: 'Included in your package', locked: false },
    });
    const denied = marked({ 'NORTHSTAR-FILM': { included: false, details: 'Call us.' } });
    expect(denied).toMatchObject({
      badge: 'denied',
      badgeText: 'Not in your package',
      spoken: 'The Long Meridian, Not in your package, Drama',
      hero: { locked: true },
    });
    expect(denied?.event).toEqual({ type: 'SHOW', item: film });
    expect(marked({ 'NORTHSTAR-FILM': { included: null } })?.badge).toBe('none');
    expect(marked({ constructor: { included: false } })?.badge).toBe('none');
  });

  it('a running preview takes the locks away and counts down beside the way to sign in', () => {
    const model = homeModel({ ...home, previewEndsAt: 60_000 }, translate);
    expect(model.rows[0]?.actions[0]).toMatchObject({
      badge: 'none',
      hero: { access: 'Free preview', locked: false },
    });
    expect(ids(model)).toContain('nav-sign-in');
    const counting = withPreview(model, 'Free preview · 0:30 left');
    expect(counting.topBar.note).toBe('Free preview · 0:30 left');
    expect(said(counting, 'preview')).toBe('Free preview · 0:30 left');
    // The same groups: a tick of the clock does not rebuild the rows.
    expect(counting.groups).toBe(model.groups);
    expect(withPreview(model, '')).toBe(model);
  });

  it('tells a film by year, length and rating, and a live event by rating alone', () => {
    const metas = homeModel(home, translate).rows[0]?.actions.map(({ hero }) => hero.meta);
    expect(metas).toEqual(['2026 · 52 min · 14+', '2026 · 52 min · 14+', '14+']);
  });

  it('without a catalogue it is loading, or says why and offers to try again', () => {
    const loading = homeModel({ ...home, catalogue: null }, translate);
    expect(loading.loading).toBe(true);
    expect(loading.preferred).toBe('nav-home');
    const problem = { key: 'offline', code: 'network_unreachable' } as const;
    const failed = homeModel({ ...home, catalogue: null, problem }, translate);
    expect(failed.loading).toBe(false);
    expect(events(failed)['button-retry']).toBe('RETRY');
    expect(failed.preferred).toBe('button-retry');
  });

  it('rows without items leave no hole', () => {
    const rows = [{ id: 'e', title: 'Empty', items: [] }, ...(home.catalogue?.rows ?? [])];
    const model = homeModel(
      { ...home, catalogue: { ...emptyCatalogue, providerName: '', rows } },
      translate,
    );
    expect(model.rows.map(({ name }) => name)).toEqual(['New']);
    expect(ids(model)).toContain('row-0-item-0');
  });
});

describe('Sign in', () => {
  it('shows address, code and time left, and what can be done', () => {
    const model = signInModel(signIn, 'no', 0, translate);
    expect(said(model, 'address')).toBe('northstar.example/activate');
    expect(model.said.find(({ id }) => id === 'code')?.spoken).toBe('8 B L W 4 R W');
    expect(said(model, 'time-left')).toBe('The code works for another 28:41.');
    expect(events(model)).toEqual({
      'button-continue': 'CONTINUE',
      'button-new-code': 'NEW_CODE',
      'button-cancel': 'BACK',
    });
  });

  it('names the provider that was chosen here, and lets another be chosen', () => {
    const provider = { id: 'ValleyCable', displayName: 'Valley Cable' };
    const model = signInModel({ ...signIn, provider, freePreview: true }, 'no', 0, translate);
    expect(model.title).toBe('Sign in with Valley Cable');
    expect(Object.entries(events(model))).toEqual([
      ['button-continue', 'CONTINUE'],
      ['button-new-code', 'NEW_CODE'],
      ['button-other-provider', 'OTHER_PROVIDER'],
      ['button-free-preview', 'FREE_PREVIEW'],
      ['button-cancel', 'BACK'],
    ]);
  });

  it('a poll that nobody asked for changes nothing on screen', () => {
    const waiting = signInModel(signIn, 'no', 0, translate);
    expect(signInModel({ ...signIn, phase: 'asking' }, 'no', 0, translate)).toEqual(waiting);
  });

  it('answers the viewer who pressed Continue', () => {
    expect(signInModel(signIn, 'checking', 0, translate).status).toContain('Checking');
    expect(signInModel(signIn, 'notYet', 0, translate).status).toContain('Not signed in yet');
  });

  it('preparing, approved, expired and failed look and read differently', () => {
    const problem = { key: 'busy', code: 'throttled', trace: '4bf9' } as const;
    const models = [
      signInModel({ ...signIn, phase: 'preparing', code: '', expiresAt: 0 }, 'no', 0, translate),
      signInModel({ ...signIn, phase: 'approved', viewer }, 'no', 0, translate),
      signInModel({ ...signIn, phase: 'expired' }, 'no', 0, translate),
      signInModel({ ...signIn, phase: 'failed', problem }, 'no', 0, translate),
    ];
    expect(new Set(models.map(({ look }) => look)).size).toBe(4);
    expect(new Set(models.map(({ title }) => title)).size).toBe(4);
    expect(models.map((model) => ids(model))).toEqual([
      ['button-cancel'],
      [],
      ['button-new-code', 'button-cancel'],
      ['button-retry', 'button-cancel'],
    ]);
    expect(models.map((model) => said(model, 'code'))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(said(models[1] as ScreenModel, 'message')).toBe(
      'Signed in with Harbor TV. Now starting The Long Meridian.',
    );
    expect(said(models[3] as ScreenModel, 'support')).toBe('For support: throttled · 4bf9');
  });

  it.each(Object.keys(languages))('the time stands inside its sentence in %s', (language) => {
    const { timeLeft } = signInModel(signIn, 'no', 0, createTranslate(language));
    expect(timeLeft?.time).toBe('28:41');
    expect(timeLeft?.before).not.toBe('');
  });
});

describe('refusals and problems', () => {
  const refused: NotAvailableView = {
    screen: 'notAvailable',
    item: film,
    problem: { key: 'notInPackage', code: 'authorization_denied_by_mvpd', details: ' Call us. ' },
    canRetry: false,
    canSignIn: false,
  };

  it('the provider’s own words are shown as they are', () => {
    expect(said(notAvailableModel(refused, translate), 'details')).toBe(
      'Your provider says: Call us.',
    );
  });

  it('the playback endpoint’s own words are not laid into the provider’s mouth', () => {
    const problem = { key: 'notReleased', code: 'playback_denied', details: 'At 8 pm.' } as const;
    const model = notAvailableModel({ ...refused, problem }, translate);
    expect(said(model, 'details')).toBe('The service says: At 8 pm.');
    expect(model.title).toBe('This cannot be played here');
  });

  it('offers what helps, and always the way back', () => {
    expect(events(notAvailableModel(refused, translate))).toEqual({ 'button-back': 'BACK' });
    const both = { ...refused, canRetry: true, canSignIn: true };
    expect(Object.values(events(notAvailableModel(both, translate)))).toEqual([
      'SIGN_IN',
      'RETRY',
      'BACK',
    ]);
  });

  it.each([
    ['shaka_1002', 'The picture stopped'],
    ['http_403', 'Your right to watch has ended'],
    ['http_404', 'The picture stopped'],
    ['media_4', 'This device cannot play it'],
    ['shaka_4032', 'This device cannot play it'],
  ])('a stream that ended with %s is told as “%s”', (trace, title) => {
    const problem = { key: 'stream', code: 'stream_failed', trace } as const;
    expect(notAvailableModel({ ...refused, problem }, translate).title).toBe(title);
  });

  it('what plays at home only says so', () => {
    const code = 'authorization_denied_by_hba_policies';
    const problem = { key: 'signInAgain', code } as const;
    expect(notAvailableModel({ ...refused, problem }, translate).title).toBe('Only in your home');
  });

  it('every problem has a title and help in every language', () => {
    const problems: Record<ProblemKey, true> = {
      offline: true,
      kept: true,
      slow: true,
      portal: true,
      intercepted: true,
      busy: true,
      service: true,
      setup: true,
      signInAgain: true,
      notInPackage: true,
      parentalControl: true,
      providerPause: true,
      providerUnavailable: true,
      playback: true,
      notReleased: true,
      feed: true,
      stream: true,
      unknown: true,
    };
    for (const language of Object.keys(languages)) {
      for (const key of Object.keys(problems) as ProblemKey[]) {
        const view = { screen: 'problem', where: 'startup', problem: { key, code: 'c' } } as const;
        const model = problemModel(view, createTranslate(language));
        expect(model.title).not.toContain('problem.');
        expect(said(model, 'message')?.length).toBeGreaterThan(10);
        expect(events(model)).toEqual({ 'button-retry': 'RETRY', 'button-browse': 'BROWSE' });
      }
    }
  });
});

describe('before and after a sign-in', () => {
  const provider = {
    id: 'HarborTV',
    displayName: 'Harbor TV',
    logoUrl: 'https://cdn.example/h.svg',
  };
  const view = {
    screen: 'confirmProvider',
    canSignInOnDevice: false,
    item: film,
    provider,
    freePreview: true,
  } as const;

  it('asks whether the provider is still the same', () => {
    const model = confirmProviderModel(view, translate);
    expect(model.title).toBe('Sign in again with Harbor TV?');
    expect(model.provider).toEqual({ name: 'Harbor TV', logo: 'https://cdn.example/h.svg' });
    expect(said(model, 'to-watch')).toBe('To watch · The Long Meridian');
    expect(Object.entries(events(model))).toEqual([
      ['button-continue', 'CONFIRM'],
      ['button-other-provider', 'OTHER_PROVIDER'],
      ['button-free-preview', 'FREE_PREVIEW'],
      ['button-cancel', 'BACK'],
    ]);
    const plain = confirmProviderModel({ ...view, item: null, freePreview: false }, translate);
    expect(ids(plain)).not.toContain('button-free-preview');
    expect(said(plain, 'to-watch')).toBeUndefined();
  });

  it('tells that the device itself is still signed in', () => {
    const model = signedOutModel({ screen: 'signedOut', problem: null }, translate);
    expect(said(model, 'message')).toContain('settings of the device');
    expect(events(model)).toEqual({ 'button-ok': 'BACK' });
  });

  it('tells that the service could not be told of a sign-out, why, and how to tell it again', () => {
    const problem = { key: 'portal', code: 'captive_portal' } as const;
    const model = signedOutModel({ screen: 'signedOut', problem }, translate);
    expect(said(model, 'message')).toBe(
      'This network asks for something first. The service could not be told that you signed out. On this device you are signed out all the same.',
    );
    expect(said(model, 'support')).toContain('captive_portal');
    expect(events(model)).toEqual({ 'button-ok': 'BACK', 'button-retry': 'RETRY' });
  });

  it('the end of a free preview is not told as the end of a sign-in', () => {
    const code = 'temporary_access_duration_limit_exceeded';
    const over = notAvailableModel(
      {
        screen: 'notAvailable',
        item: film,
        problem: { key: 'signInAgain', code },
        canRetry: false,
        canSignIn: true,
      },
      translate,
    );
    expect(over.title).toBe('Your free preview is over');
    expect(over.actions.map(({ label }) => label)).toEqual(['Sign in', 'Back']);
  });
});

describe('waits', () => {
  it('launch says nothing at first, then what is waited for, then a way out', () => {
    expect(launchModel(399, translate)).toMatchObject({ status: '', said: [], preferred: null });
    expect(launchModel(400, translate).status).toContain('Getting things ready');
    expect(events(launchModel(10_000, translate))).toEqual({ 'button-browse': 'BROWSE' });
  });

  it('so does asking the provider', () => {
    const view = { screen: 'authorizing', item: film } as const;
    expect(authorizingModel(view, 0, translate).waiting).toBe('');
    expect(ids(authorizingModel(view, 0, translate))).toEqual([]);
    expect(authorizingModel(view, 400, translate).waiting).toContain(film.title);
    expect(ids(authorizingModel(view, 400, translate))).toEqual(['button-cancel']);
    expect(authorizingModel(view, 10_000, translate).message).toContain('slow to answer');
  });
});

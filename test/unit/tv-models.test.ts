import { describe, expect, it } from 'vitest';
import { accountModel } from '../../apps/tv/models/account.ts';
import { homeModel } from '../../apps/tv/models/home.ts';
import { launchModel } from '../../apps/tv/models/launch.ts';
import { authorizingModel, notAvailableModel, problemModel } from '../../apps/tv/models/page.ts';
import { playerModel } from '../../apps/tv/models/player.ts';
import { signInModel } from '../../apps/tv/models/signIn.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate, languages } from '../../apps/tv/texts/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import type {
  HomeView,
  NotAvailableView,
  ProblemKey,
  SignInView,
  Viewer,
} from '../../core/machine/view.types.ts';

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
    providerName: 'Northstar',
    rows: [{ id: 'a', title: 'New', items: [film, free, live] }],
  },
  problem: null,
  decisions: {},
  previewEndsAt: null,
};
const signIn: SignInView = {
  screen: 'signIn',
  phase: 'waiting',
  item: film,
  provider: null,
  freePreview: false,
  code: '8BLW4RW',
  address: 'northstar.example/activate',
  addressWithCode: 'https://northstar.example/activate#code=8BLW4RW',
  expiresAt: 1_721_000,
  troubled: false,
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
    const model = homeModel({ ...home, catalogue: { providerName: '', rows } }, translate);
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

  it('offers what helps, and always the way back', () => {
    expect(events(notAvailableModel(refused, translate))).toEqual({ 'button-back': 'BACK' });
    const both = { ...refused, canRetry: true, canSignIn: true };
    expect(Object.values(events(notAvailableModel(both, translate)))).toEqual([
      'SIGN_IN',
      'RETRY',
      'BACK',
    ]);
  });

  it('every problem has a title and help in every language', () => {
    const problems: Record<ProblemKey, true> = {
      offline: true,
      slow: true,
      busy: true,
      service: true,
      setup: true,
      signInAgain: true,
      notInPackage: true,
      parentalControl: true,
      providerPause: true,
      providerUnavailable: true,
      playback: true,
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

describe('Account', () => {
  it('tells provider and dates, and asks before signing out', () => {
    const shown = accountModel({ screen: 'account', phase: 'shown', viewer }, '0.1.0', translate);
    expect(said(shown, 'provider')).toBe('TV provider: Harbor TV');
    expect(said(shown, 'since')).toBe('Signed in since: March 14, 2026');
    expect(said(shown, 'version')).toBe('Version 0.1.0');
    expect(events(shown)).toMatchObject({ 'button-sign-out': 'SIGN_OUT', 'nav-home': 'BACK' });
    const asking = accountModel({ screen: 'account', phase: 'confirming', viewer }, '', translate);
    expect(asking.title).toBe('Sign out of Harbor TV?');
    expect(asking.preferred).toBe('button-stay');
    expect(events(asking)).toEqual({ 'button-stay': 'BACK', 'button-confirm': 'CONFIRM' });
  });

  it('offers signing in to who is not', () => {
    const model = accountModel({ screen: 'account', phase: 'shown', viewer: null }, '', translate);
    expect(events(model)).toMatchObject({ 'button-sign-in': 'SIGN_IN' });
  });
});

describe('Player', () => {
  const view = {
    screen: 'player',
    item: film,
    stream: { url: '', type: '' },
    previewEndsAt: null,
  } as const;

  it('tells where in how much, and what OK will do', () => {
    const state = { status: 'playing', position: 61.4, duration: 125, live: false } as const;
    const model = playerModel(view, state, 0, translate);
    expect(said(model, 'progress')).toBe('1:01 of 2:05');
    expect(model.progress).toBeCloseTo(0.4912);
    expect(model.toggle.label).toBe('Pause');
    expect(playerModel(view, { ...state, status: 'paused' }, 0, translate).toggle.label).toBe(
      'Play',
    );
  });

  it('live has no progress and no seeking', () => {
    const state = { status: 'playing', position: 9, duration: Infinity, live: true } as const;
    const model = playerModel(view, state, 0, translate);
    expect(model).toMatchObject({
      live: 'Live',
      progress: null,
      position: '',
      duration: '',
      hint: '',
    });
  });

  it('an unknown length is not divided by', () => {
    const state = { status: 'loading', position: 0, duration: 0, live: false } as const;
    expect(playerModel(view, state, 0, translate)).toMatchObject({ progress: null, busy: true });
  });
});

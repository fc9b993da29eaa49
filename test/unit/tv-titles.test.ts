import { describe, expect, it } from 'vitest';
import { cleanText, maxLength } from '../../apps/tv/models/cleanText.ts';
import { homeModel, withPatience } from '../../apps/tv/models/home.ts';
import { exitModel, signingOutModel } from '../../apps/tv/models/page.ts';
import { profilesModel } from '../../apps/tv/models/profiles.ts';
import { signInModel } from '../../apps/tv/models/signIn.ts';
import { supportModel } from '../../apps/tv/models/support.ts';
import { titleModel } from '../../apps/tv/models/title.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import { emptyCatalogue, type Item } from '../../core/catalogue/types.ts';
import type { HomeView, SignInView, TitleView, Viewer } from '../../core/machine/view.types.ts';

const translate = createTranslate('en');
const film: Item = {
  id: 'f',
  title: 'The Long Meridian',
  description: 'Six surveyors.',
  art: '',
  live: false,
  access: 'subscription',
  resource: 'MAIN',
  genre: 'drama',
  year: '2026',
  durationS: 7_680,
  rating: '14+',
};
const viewer: Viewer = {
  mvpd: 'HarborTV',
  providerName: 'Harbor TV',
  since: 0,
  until: Date.UTC(2026, 3, 13, 12),
};
const title: TitleView = {
  screen: 'title',
  viewer,
  item: film,
  decision: null,
  startAt: 0,
  previewEndsAt: null,
};
const home: HomeView = {
  screen: 'home',
  viewer: null,
  catalogue: {
    ...emptyCatalogue,
    providerName: 'N',
    rows: [{ id: 'r', title: 'New', items: [film] }],
  },
  problem: null,
  decisions: {},
  previewEndsAt: null,
  positions: {},
};

const said = (model: ScreenModel, id: string) => model.said.find((part) => part.id === id)?.text;
const events = (model: ScreenModel) =>
  Object.fromEntries(
    model.groups.flatMap(({ actions }) => actions.map(({ id, event }) => [id, event?.type])),
  );
const primary = (view: Partial<TitleView>) =>
  titleModel({ ...title, ...view }, 0, translate).actions[0]?.label;

describe('a title’s page', () => {
  it('tells what it is, and plays', () => {
    const model = titleModel(title, 0, translate);
    expect(model.title).toBe('The Long Meridian');
    expect(said(model, 'meta')).toBe('2026 · 2 h 8 min · 14+');
    expect(said(model, 'description')).toBe('Six surveyors.');
    expect(events(model)).toEqual({ 'button-play': 'PLAY', 'button-back': 'BACK' });
    expect(model.preferred).toBe('button-play');
  });

  it('says what is needed, and asks for just that', () => {
    const need = (view: Partial<TitleView>) =>
      said(titleModel({ ...title, ...view }, 0, translate), 'access');
    expect(primary({ viewer: null })).toBe('Sign in to watch');
    expect(need({ viewer: null })).toContain('Sign in with your TV provider once');
    expect(primary({})).toBe('Play');
    expect(need({ decision: { included: true } })).toBe('Included in your package with Harbor TV.');
    expect(need({ decision: { included: false } })).toContain('Not in your package');
    expect(need({ viewer: null, previewEndsAt: 60_000 })).toContain('free preview');
    expect(need({ viewer: null, item: { ...film, access: 'free' } })).toContain(
      'Free for everyone',
    );
  });

  it('resumes where it was left, and shows what is left of a preview', () => {
    expect(primary({ startAt: 754 })).toBe('Resume from 12:34');
    const preview = titleModel({ ...title, viewer: null, previewEndsAt: 61_000 }, 0, translate);
    expect(preview.topBar.note).toBe('Free preview · 1:01 left');
  });

  it('repeats the provider’s own words about a package that lacks it', () => {
    const decision = { included: false, details: ' Call 1-800. ' };
    const model = titleModel({ ...title, decision }, 0, translate);
    expect(said(model, 'details')).toBe('Your provider says: Call 1-800.');
  });
});

describe('Home', () => {
  it('has what was begun first, the last one in front, with how far it was watched', () => {
    const other = { ...film, id: 'g', title: 'Tidewater' };
    const rows = [{ id: 'r', title: 'New', items: [film, other] }];
    const positions = {
      f: { position: 40, duration: 100 },
      gone: { position: 1, duration: 2 },
      g: { position: 25, duration: 50 },
    };
    const model = homeModel(
      { ...home, catalogue: { ...emptyCatalogue, providerName: '', rows }, positions },
      translate,
    );
    expect(model.rows.map(({ name }) => name)).toEqual(['Continue watching', 'New']);
    const begun = model.rows[0]?.actions.map(({ id, label, watched }) => [id, label, watched]);
    expect(begun).toEqual([
      ['continue-item-0', 'Tidewater', 0.5],
      ['continue-item-1', 'The Long Meridian', 0.4],
    ]);
    expect(model.rows[0]?.actions[1]?.spoken).toContain('40 % watched');
    // The rows of the feed keep their ids when other rows are above them.
    expect(model.rows[1]?.actions[0]?.id).toBe('row-0-item-0');
  });

  it('says in words that its rows take long, and only then', () => {
    const loading = homeModel({ ...home, catalogue: null }, translate);
    const slow = withPatience(loading, 'This takes longer');
    expect(said(slow, 'status')).toBe('This takes longer');
    expect(withPatience(loading, '')).toBe(loading);
    const there = homeModel(home, translate);
    expect(withPatience(there, 'This takes longer')).toBe(there);
  });

  it('OK opens, the Play key plays, Back asks the machine', () => {
    const model = homeModel(home, translate);
    const card = model.rows[0]?.actions[0];
    expect(card?.event).toEqual({ type: 'SHOW', item: film });
    expect(card?.play).toEqual({ type: 'PLAY', item: film });
    expect(model.back).toEqual({ type: 'BACK' });
  });
});

describe('signing in on this device', () => {
  const view: SignInView = {
    screen: 'signIn',
    phase: 'opening',
    onDevice: true,
    canSignInOnDevice: true,
    item: film,
    provider: { id: 'HarborTV', displayName: 'Harbor TV' },
    freePreview: false,
    code: 'ABC',
    address: 'a.example',
    addressWithCode: 'https://a.example#code=ABC',
    expiresAt: 60_000,
    troubled: false,
    trouble: null,
    viewer: null,
    problem: null,
  };
  const model = (change: Partial<SignInView>, waited = 0) =>
    signInModel({ ...view, ...change }, 'no', 0, translate, waited);

  it('tells what is open where, and offers every way on', () => {
    const opening = model({});
    expect(opening.look).toBe('here');
    expect(said(opening, 'message')).toContain('open in this device’s browser');
    expect(said(opening, 'code')).toBeUndefined();
    expect(events(opening)).toEqual({
      'button-continue': 'CONTINUE',
      'button-on-phone': 'ON_PHONE',
      'button-cancel': 'BACK',
    });
  });

  it('closed without a sign-in can be opened again', () => {
    const closed = model({ phase: 'closed' });
    expect(said(closed, 'message')).toContain('not signed in yet');
    expect(closed.preferred).toBe('button-here');
    expect(events(closed)['button-here']).toBe('SIGN_IN_ON_DEVICE');
  });

  it('is offered beside the code where the device has a browser', () => {
    const code = (canSignInOnDevice: boolean) =>
      events(model({ phase: 'waiting', onDevice: false, canSignInOnDevice }))['button-here'];
    expect(code(true)).toBe('SIGN_IN_ON_DEVICE');
    expect(code(false)).toBeUndefined();
  });

  it('a code that takes long says so, with the way out on screen', () => {
    const slow = model({ phase: 'preparing', onDevice: false, code: '' }, 10_000);
    expect(said(slow, 'status')).toContain('longer than usual');
    expect(events(slow)).toEqual({ 'button-cancel': 'BACK' });
  });
});

describe('other questions', () => {
  it('leaving is asked with staying first', () => {
    const model = exitModel({ screen: 'exit' }, 'Northstar', translate);
    expect(model.title).toBe('Leave Northstar?');
    expect(model.preferred).toBe('button-stay');
    expect(events(model)).toEqual({ 'button-stay': 'BACK', 'button-leave': 'CONFIRM' });
  });

  it('a sign-out that takes long does not hold anybody', () => {
    const view = { screen: 'signingOut' } as const;
    expect(events(signingOutModel(view, 9_999, translate))).toEqual({});
    expect(events(signingOutModel(view, 10_000, translate))).toEqual({ 'button-continue': 'BACK' });
  });

  it('several sign-ins are told apart by provider and date', () => {
    const profiles = [viewer, { ...viewer, mvpd: 'ValleyCable', providerName: '' }];
    const model = profilesModel({ screen: 'profiles', item: film, profiles }, translate);
    expect(model.lines[0]?.actions.map(({ spoken }) => spoken)).toEqual([
      'Harbor TV, Until April 13, 2026',
      'ValleyCable, Until April 13, 2026',
    ]);
    expect(model.lines[0]?.actions[1]?.event).toEqual({
      type: 'CHOOSE_PROFILE',
      mvpd: 'ValleyCable',
    });
    expect(said(model, 'to-watch')).toContain(film.title);
  });

  it('support gets code, trace and the last requests, newest first', () => {
    const problem = { key: 'busy', code: 'throttled', trace: '4bf9' } as const;
    const entries = [
      { kind: 'state', at: 0, state: 'startup' },
      ...Array.from({ length: 12 }, (_, index) => ({
        kind: 'request' as const,
        at: index * 1_000,
        method: 'GET',
        address: `sp.example/api/v2/N/profiles/${index}`,
        status: index === 11 ? 429 : 200,
        took: 20,
        ...(index === 11 ? { code: 'throttled' } : {}),
      })),
    ] as const;
    const facts = {
      brand: 'Northstar',
      version: '0.1.0',
      deviceLabel: '3F2A-91C0',
      entries: [...entries],
      now: 71_000,
    };
    const model = supportModel(
      { screen: 'support', problem, viewer, feed: null },
      facts,
      translate,
    );
    expect(said(model, 'problem')).toBe('Last problem: throttled');
    expect(said(model, 'trace')).toBe('Trace: 4bf9');
    expect(model.requests).toHaveLength(7);
    expect(said(model, 'request-0')).toBe(
      '−1:00, GET /api/v2/N/profiles/11, 429 · 20 ms, throttled',
    );
    expect(said(model, 'request-1')).toBe('−1:01, GET /api/v2/N/profiles/10, 200 · 20 ms');
    expect(model.qr.split('\n')).toEqual([
      'Northstar',
      '0.1.0',
      '3F2A-91C0',
      'HarborTV',
      'throttled',
      '4bf9',
    ]);
    const calm = supportModel(
      { screen: 'support', problem: null, viewer: null, feed: null },
      { ...facts, entries: [] },
      translate,
    );
    expect(said(calm, 'none')).toBe('None yet');
    const leftOut = [{ reason: 'noVideo' as const, count: 2, examples: ['a', 'b'] }];
    const feed = { entries: 9, leftOut, noted: [], hidden: 3 };
    const lossy = supportModel(
      { screen: 'support', problem: null, viewer: null, feed },
      { ...facts, entries: [] },
      translate,
    );
    expect(said(lossy, 'feed')).toBe('Feed: 2 of 9 left out · 3 not at this time');
    expect(said(calm, 'provider')).toBe('TV provider: Not signed in');
  });
});

describe("a series' page", () => {
  const episode = (season: number, number: number): Item => ({
    ...{ ...film, id: `e${season}${number}`, title: `Part ${season}${number}` },
    episode: { series: 's', seriesTitle: 'The Long Road', season, number },
  });
  const seasons = [
    { number: 1, episodes: [episode(1, 1), episode(1, 2)] },
    { number: 2, episodes: [episode(2, 1)] },
  ];
  const series: Item = { ...film, id: 's', title: 'The Long Road', seasons };
  const next = seasons[0]?.episodes[1];
  const view: TitleView = { ...title, item: series, ...(next ? { next } : {}), startAt: 60 };

  it('plays what comes next, and lists its episodes', () => {
    const model = titleModel(view, 0, translate);
    expect(model.meta).toContain('Episodes: 3');
    expect(model.actions.map(({ id, label }) => [id, label])).toEqual([
      ['button-play', 'Resume from 1:00'],
      ['button-episodes', 'Episodes'],
      ['button-back', 'Back'],
    ]);
    expect(model.panel).toBeNull();
    const listed = titleModel(view, 0, translate, true);
    expect(listed.panel?.choices.map(({ label, checked }) => [label, checked])).toEqual([
      ['1/1 · Part 11', false],
      ['1/2 · Part 12', true],
      ['2/1 · Part 21', false],
    ]);
    expect(listed.preferred).toBe('choice-episode-1');
    expect(listed.panel?.choices[2]).toMatchObject({
      spoken: 'Season 2, episode 1, Part 21',
      event: { type: 'PLAY', item: { id: 'e21' } },
    });
  });

  it('says where an episode stands', () => {
    const model = titleModel({ ...title, item: episode(2, 1) }, 0, translate);
    expect(model.kicker).toBe('The Long Road · Season 2, episode 1');
    expect(model.actions.map(({ id }) => id)).toEqual(['button-play', 'button-back']);
  });
});

describe('hostile words', () => {
  it.each([
    [
      'markup stays words',
      '<b>Bold</b> &amp; <script>x</script>',
      '<b>Bold</b> &amp; <script>x</script>',
    ],
    ['lines become one', ' a\n\n\tb\u0000\u0007c\u009f ', 'a bc'],
    ['writing cannot be turned round', 'abc\u202Etxt.exe\u202C', 'abctxt.exe'],
    ['right-to-left is set apart', 'שלום', '\u2068שלום\u2069'],
    ['towers of marks come down', 'ẑ\u0337\u0321\u0347a', 'ẑ\u0337a'],
    ['emoji are whole letters', '👩‍🚀🚀', '👩‍🚀🚀'],
    ['nothing is nothing', '\u0000\n', ''],
  ])('%s', (_what, text, shown) => {
    expect(cleanText(text, 60)).toBe(shown);
  });

  it('are cut between letters, and quickly', () => {
    expect(cleanText('🚀🚀🚀🚀', 3)).toBe('🚀🚀…');
    const began = performance.now();
    expect(cleanText('word '.repeat(2_000_000), maxLength.title)).toHaveLength(maxLength.title);
    expect(performance.now() - began).toBeLessThan(100);
  });

  it('of a feed never leave a screen without a name for things, or with endless ones', () => {
    const hostile: Item = {
      ...film,
      title: `${'\u202e'}<img src=x onerror=alert(1)> ${'ה'.repeat(10_000)}`,
      description: '👾'.repeat(10_000),
      genre: 'g'.repeat(10_000),
      year: '9'.repeat(10_000),
      rating: '\n'.repeat(10_000),
      art: 'https://nowhere.example/404.png',
    };
    const rows = [{ id: 'r', title: 'R'.repeat(10_000), items: [hostile] }];
    const models: ScreenModel[] = [
      homeModel({ ...home, catalogue: { ...emptyCatalogue, providerName: '', rows } }, translate),
      titleModel({ ...title, item: hostile }, 0, translate),
    ];
    for (const model of models) {
      const texts = [
        model.title,
        ...model.said.map(({ text }) => text),
        ...model.groups.flatMap(({ name, actions }) => [
          name,
          ...actions.flatMap(({ label, spoken = label }) => [label, spoken]),
        ]),
      ];
      expect(texts.every((text) => text.length > 0 && text.length <= 2_000)).toBe(true);
      expect(texts.join('')).not.toContain('\u202e');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { homeModel, withPreview } from '../../apps/tv/models/home.ts';
import { emptyCatalogue, type Item } from '../../core/catalogue/types.ts';
import type { HomeView } from '../../core/machine/view.types.ts';
import { events, film, ids, said, translate, viewer } from './tvModels.support.ts';

const free: Item = { ...film, id: 'free', title: 'Undergrowth', access: 'free' };
const live: Item = { ...film, id: 'live', title: 'Stadium', live: true };
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

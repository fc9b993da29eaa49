import { describe, expect, it } from 'vitest';
import { itemsById, itemsToContinue, playableItem } from '../../core/catalogue/series.ts';
import type { Catalogue } from '../../core/catalogue/types.ts';
import { type Positions, startOf, withPosition } from '../../core/machine/positions.ts';
import { json } from '../support/ports.ts';
import { launched, type Scripted, scripted, signedIn } from '../support/scripted.ts';

const episode = (id: string, episodeNumber: number) => ({
  ...{ id, title: `Part ${id}`, episodeNumber },
  content: { duration: 600, videos: [{ url: `https://s/${id}.m3u8`, videoType: 'HLS' }] },
});
const series = (id: string, seasons: readonly (readonly string[])[]) => ({
  ...{ id, title: `Series ${id}` },
  seasons: seasons.map((ids, index) => ({
    seasonNumber: index + 1,
    episodes: ids.map((one, at) => episode(one, at + 1)),
  })),
});
const feed = {
  providerName: 'Northstar',
  movies: [{ ...episode('film', 1), title: 'Film' }],
  series: [series('road', [['11', '12'], ['21']]), series('sea', [['s1', 's2']])],
};

async function world(stored = new Map<string, unknown>()): Promise<Scripted> {
  return launched(scripted({ feed: () => json(200, feed) }, stored));
}

const catalogueOf = (of: Scripted): Catalogue => {
  const { catalogue } = of.on('home');
  if (!catalogue) throw new Error('no catalogue');
  return catalogue;
};
const item = (of: Scripted, id: string) => {
  const found = itemsById(of.app.actor.getSnapshot().context.catalogue as Catalogue).get(id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
};
const watch = async (of: Scripted, id: string, position: number) => {
  of.app.send({ type: 'PLAY', item: item(of, id) });
  await of.advance(0);
  of.app.send({ type: 'POSITION', position, duration: 600 });
};
const continued = (of: Scripted) =>
  itemsToContinue(catalogueOf(of), of.on('home').positions).map(({ id }) => id);

describe('what a viewer can continue', () => {
  it('is the episode after one that was watched to its end, also in the next season', async () => {
    const of = await world();
    for (const [id, next] of [
      ['11', '12'],
      ['12', '21'],
    ] as const) {
      await watch(of, id, 598);
      of.app.send({ type: 'ENDED' });
      expect(continued(of)).toEqual([next]);
    }
  });

  it('is an episode that was left in its middle', async () => {
    const of = await world();
    await watch(of, '12', 300);
    of.app.send({ type: 'BACK' });
    expect(continued(of)).toEqual(['12']);
  });

  it('has one entry for a series, the last watched first, between films', async () => {
    const of = await world();
    for (const [id, at] of [
      ['s1', 598],
      ['film', 200],
      ['11', 300],
      ['12', 598],
    ] as const) {
      await watch(of, id, at);
      of.app.send({ type: 'BACK' });
    }
    expect(continued(of)).toEqual(['21', 'film', 's2']);
  });

  it('has neither a finished film nor a series after its last episode', async () => {
    const of = await world();
    for (const id of ['film', '11', '21']) {
      await watch(of, id, 598);
      of.app.send({ type: 'BACK' });
    }
    expect(continued(of)).toEqual([]);
    expect(playableItem(item(of, 'road'), of.on('home').positions).id).toBe('11');
  });

  it('is the same after a restart', async () => {
    const of = await world();
    await watch(of, '11', 598);
    of.app.stop();
    expect(continued(await world(of.ports.stored))).toEqual(['12']);
  });
});

describe('the position of an episode', () => {
  const place = { series: 's', seriesTitle: 'S', season: 1, number: 1 };
  const one = { id: 'e', episode: place };

  it('is its end once it was watched into the credits, and it plays from the start again', () => {
    const positions = withPosition({}, one, { position: 580, duration: 600 });
    expect(positions).toEqual({ e: { position: 600, duration: 600, order: 1 } });
    expect(startOf(positions, 'e')).toBe(0);
  });

  it('is not lost by a look at its beginning', () => {
    const seen: Positions = withPosition({}, one, { position: 600, duration: 600 });
    expect(withPosition(seen, one, { position: 3, duration: 600 })).toBe(seen);
    expect(withPosition(seen, one, { position: 40, duration: 600 }).e?.position).toBe(40);
  });
});

describe('a series’ page', () => {
  it('stands on the episode that was left, even after a few seconds of it', async () => {
    const of = await world();
    of.app.send({ type: 'SHOW', item: item(of, 'road') });
    expect(of.on('title').next?.id).toBe('11');
    await watch(of, '21', 5);
    of.app.send({ type: 'BACK' });
    expect(of.on('title')).toMatchObject({ item: { id: 'road' }, next: { id: '21' }, startAt: 0 });
  });

  it('stands on the next episode after the end of one', async () => {
    const of = await world();
    of.app.send({ type: 'SHOW', item: item(of, 'road') });
    await watch(of, '12', 600);
    of.app.send({ type: 'ENDED' });
    expect(of.on('title').next?.id).toBe('21');
  });

  it('goes on at the place in the episode', async () => {
    const of = await world();
    of.app.send({ type: 'SHOW', item: item(of, 'road') });
    await watch(of, '12', 300);
    of.app.send({ type: 'BACK' });
    expect(of.on('title')).toMatchObject({ next: { id: '12' }, startAt: 297 });
    of.app.send({ type: 'BACK' });
    of.app.send({ type: 'SHOW', item: item(of, 'road') });
    expect(of.on('title')).toMatchObject({ next: { id: '12' }, startAt: 297 });
  });
});

describe('the next episode', () => {
  const guarded = { access: 'subscription', resource: 'NORTHSTAR-MAIN' };
  const next = (of: Scripted) => {
    const { next: item, series: whole } = of.on('player');
    if (!item || !whole) throw new Error('there is no next episode');
    of.app.send({ type: 'NEXT', item, series: whole });
  };

  it('is known in the player, also in the next season, and not after the last one', async () => {
    const of = await world();
    await watch(of, '12', 20);
    expect(of.on('player')).toMatchObject({ next: { id: '21' }, series: { id: 'road' } });
    of.app.send({ type: 'BACK' });
    await watch(of, '21', 20);
    expect(of.on('player').next).toBeUndefined();
    of.app.send({ type: 'BACK' });
    await watch(of, 'film', 20);
    expect(of.on('player').next).toBeUndefined();
  });

  it('plays from its beginning, and Back leads to the series’ page, which stands on it', async () => {
    const of = await world();
    await watch(of, '11', 600);
    next(of);
    expect(of.on('player')).toMatchObject({ item: { id: '12' }, startAt: 0 });
    expect(of.on('player').stream.url).toBe('https://s/12.m3u8');
    of.app.send({ type: 'BACK' });
    expect(of.on('title')).toMatchObject({ item: { id: 'road' }, next: { id: '12' } });
    of.app.send({ type: 'BACK' });
    expect(continued(of)).toEqual(['12']);
  });

  it('is not one that may not be shown yet', async () => {
    const later = { validityPeriodStart: '2999-01-01' };
    const [first, second] = feed.series;
    const hidden = structuredClone(first);
    const episodes = hidden?.seasons[0]?.episodes ?? [];
    Object.assign(episodes[1]?.content ?? {}, later);
    const of = await launched(
      scripted({ feed: () => json(200, { ...feed, series: [hidden, second] }) }),
    );
    await watch(of, '11', 20);
    expect(of.on('player').next?.id).toBe('21');
  });

  it('asks to sign in where that is needed, and plays after it', async () => {
    const locked = structuredClone(feed);
    Object.assign(locked.series[0]?.seasons[0]?.episodes[1] ?? {}, { couchpass: guarded });
    const of = await launched(scripted({ feed: () => json(200, locked), poll: signedIn }));
    await watch(of, '11', 600);
    expect(of.on('player')).toMatchObject({ viewer: null, nextDecision: null });
    next(of);
    await of.advance(0);
    expect(of.on('signIn').item?.id).toBe('12');
    await of.advance(8_000);
    expect(of.on('player').item.id).toBe('12');
  });

  it('is measured as another playback', async () => {
    const of = await world();
    const told: string[] = [];
    of.app.on((event) => {
      if (event.type === 'ended') told.push(`ended ${event.item} ${event.reason}`);
      if (event.type === 'playAsked') told.push(`asked ${event.item}`);
      if (event.type === 'screenShown') told.push(event.screen);
    });
    await watch(of, '11', 600);
    next(of);
    of.app.send({ type: 'BACK' });
    expect(told).toEqual([
      ...['asked 11', 'player', 'ended 11 end'],
      ...['asked 12', 'player', 'ended 12 left', 'title'],
    ]);
  });
});

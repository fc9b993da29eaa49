import { describe, expect, it } from 'vitest';
import { html, json } from '../support/ports.ts';
import { itemOf, launched, type Scripted, scripted } from '../support/scripted.ts';

const minute = 60_000;
const hour = 60 * minute;
const stream = (url: string) => ({ videos: [{ url, videoType: 'HLS' }] });
const film = (id: string, more: object = {}) => ({
  id,
  title: id,
  content: stream(`https://s/${id}`),
  ...more,
});
const feedOf = (...movies: object[]) => json(200, { movies });
const shown = (world: Scripted) =>
  world.on('home').catalogue?.rows.flatMap(({ items }) => items.map(({ id }) => id));

describe('the catalogue', () => {
  it('is asked for again when it is old, and stays while that fails', async () => {
    const world = await launched(scripted({ feed: () => feedOf(film('a')) }));
    expect(world.count('feed')).toBe(1);
    await world.advance(5 * hour);
    expect(world.count('feed')).toBe(1);
    world.script.feed = () => html(503);
    await world.advance(2 * hour);
    expect(world.count('feed')).toBeGreaterThan(1);
    expect(shown(world)).toEqual(['a']);
    expect(world.on('home').problem).toBeNull();
    world.script.feed = () => feedOf(film('a'), film('b'));
    await world.advance(10 * minute);
    expect(shown(world)).toEqual(['a', 'b']);
  });

  it('is asked for again when the app comes back, unless it has only just come', async () => {
    const world = await launched(scripted({ feed: () => feedOf(film('a')) }));
    world.app.send({ type: 'RESUMED' });
    await world.advance(0);
    expect(world.count('feed')).toBe(1);
    world.script.feed = () => feedOf(film('b'));
    // While the device sleeps, its monotonic clock stands still.
    world.ports.clock.wall += 8 * hour;
    world.app.send({ type: 'RESUMED' });
    await world.advance(0);
    expect(shown(world)).toEqual(['b']);
    await world.advance(2 * minute);
    world.app.send({ type: 'PLAY', item: itemOf(world, 'b') });
    world.app.send({ type: 'RESUMED' });
    await world.advance(0);
    world.on('player');
    expect(world.count('feed')).toBe(2);
  });

  it('that is not there is no service that fails: nobody is told to try again', async () => {
    for (const answer of [html(404), json(200, { movies: [] })]) {
      const world = await launched(scripted({ feed: () => answer }));
      expect(world.on('home').problem?.key).toBe('feed');
      const asked = world.count('feed');
      await world.advance(10 * minute);
      expect(world.count('feed')).toBe(asked);
      world.script.feed = () => feedOf(film('a'));
      world.app.send({ type: 'RESUMED' });
      await world.advance(0);
      expect(shown(world)).toEqual(['a']);
    }
  });
});

describe('a free title', () => {
  const address = (url: string) => () => feedOf({ ...film('a'), content: stream(url) });

  it('whose address no longer works plays from the one that the feed has now', async () => {
    const world = await launched(scripted({ feed: address('https://s/old') }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'a') });
    expect(world.on('player').stream.url).toBe('https://s/old');
    world.script.feed = address('https://s/new');
    world.app.send({ type: 'STREAM_FAILED', failure: 'NET-403' });
    expect(world.on('authorizing').item.id).toBe('a');
    await world.advance(0);
    expect(world.on('player').stream.url).toBe('https://s/new');
    // Only once: when the new address fails as well, the failure is shown.
    world.script.feed = address('https://s/newer');
    world.app.send({ type: 'STREAM_FAILED', failure: 'NET-403' });
    expect(world.on('notAvailable').problem.key).toBe('stream');
    expect(world.count('feed')).toBe(2);
  });

  it.each([
    ['has the same address', address('https://s/old')],
    ['cannot be had', () => html(503)],
    ['no longer has it', () => feedOf(film('b'))],
  ])('is said to have failed when the feed %s', async (_, feed) => {
    const world = await launched(scripted({ feed: address('https://s/old') }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'a') });
    world.script.feed = feed;
    world.app.send({ type: 'STREAM_FAILED', failure: 'NET-403' });
    await world.advance(0);
    expect(world.on('notAvailable')).toMatchObject({ canRetry: true, problem: { key: 'stream' } });
    world.app.send({ type: 'RETRY' });
    expect(world.on('player').stream.url).toBe('https://s/old');
  });
});

describe('a window of validity', () => {
  const now = Date.UTC(2026, 0, 1);
  const at = (ms: number) => new Date(now + ms).toISOString();
  const windowed = (id: string, start?: string, end?: string) => ({
    ...film(id),
    content: {
      ...stream(`https://s/${id}`),
      ...(start === undefined ? {} : { validityPeriodStart: start }),
      ...(end === undefined ? {} : { validityPeriodEnd: end }),
    },
  });

  it('opens and closes while the app runs', async () => {
    const episodes = [windowed('e1', undefined, at(hour)), windowed('e2')];
    const feed = {
      movies: [
        ...[windowed('past', at(-2 * hour), at(-hour)), windowed('until', at(-hour), at(hour))],
        ...[windowed('from', at(2 * hour)), windowed('always')],
      ],
      series: [{ id: 's', title: 'S', episodes }],
    };
    const world = await launched(scripted({ feed: () => json(200, feed) }));
    const series = () =>
      world
        .on('home')
        .catalogue?.rows[0]?.items[0]?.seasons?.flatMap((season) =>
          season.episodes.map(({ id }) => id),
        );
    expect(shown(world)).toEqual(['s', 'until', 'always']);
    expect(series()).toEqual(['e1', 'e2']);
    expect(world.on('home').catalogue?.report.hidden).toBe(2);
    await world.advance(hour);
    expect(shown(world)).toEqual(['s', 'always']);
    expect(series()).toEqual(['e2']);
    await world.advance(hour);
    expect(shown(world)).toEqual(['s', 'from', 'always']);
    expect(world.count('feed')).toBe(1);
  });

  it('goes by the time that the server says, not by a wrong date of the device', async () => {
    const answer = json(200, {
      movies: [windowed('a', at(-hour), at(hour)), windowed('b', at(5 * hour))],
    });
    const headers = { date: new Date(now).toUTCString() };
    const world = scripted({ feed: () => ({ ...answer, headers }) });
    world.ports.clock.wall = Date.UTC(1970, 0, 1);
    await launched(world);
    expect(shown(world)).toEqual(['a']);
  });

  it('that leaves nothing is told in words', async () => {
    const world = await launched(scripted({ feed: () => feedOf(windowed('a', at(hour))) }));
    expect(world.on('home')).toMatchObject({
      catalogue: { rows: [] },
      problem: { key: 'feed', code: 'feed_without_titles_now' },
    });
    await world.advance(hour);
    expect(world.on('home').problem).toBeNull();
  });
});

describe('a series', () => {
  const episode = (id: string) => film(id, { couchpass: { access: 'free' } });
  const feed = { series: [{ id: 's', title: 'S', episodes: [episode('e1'), episode('e2')] }] };

  it('plays its first episode, and then the one that was begun', async () => {
    const world = await launched(scripted({ feed: () => json(200, feed) }));
    const series = itemOf(world, 's');
    world.app.send({ type: 'PLAY', item: series });
    expect(world.on('player').item.id).toBe('e1');
    world.app.send({ type: 'BACK' });
    const second = series.seasons?.[0]?.episodes[1];
    if (!second) throw new Error('there is no second episode');
    world.app.send({ type: 'PLAY', item: second });
    world.app.send({ type: 'POSITION', position: 60, duration: 600 });
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'SHOW', item: series });
    world.app.send({ type: 'PLAY', item: series });
    expect(world.on('player')).toMatchObject({ item: { id: 'e2' }, startAt: 57 });
  });
});

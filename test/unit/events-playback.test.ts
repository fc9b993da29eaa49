import { describe, expect, it } from 'vitest';
import type { PlaybackState } from '../../core/index.ts';
import { json } from '../support/ports.ts';
import { itemOf } from '../support/scripted.ts';
import { heard, play, playing, screen, viewer } from './events.support.ts';

describe('playing', () => {
  it('of what is free needs no permit; the end of the stream is told as that', async () => {
    const here = await heard();
    here.news();
    await play(here, 'free');
    here.world.app.send({ type: 'ENDED' });
    expect(here.news()).toEqual([
      { type: 'playAsked', item: 'free', access: 'free' },
      screen('player'),
      { type: 'ended', item: 'free', position: 0, reason: 'end' },
      screen('home'),
    ]);
  });

  it('that breaks says so once, with the code of the player', async () => {
    const here = await viewer();
    await play(here);
    here.news();
    here.world.app.send({ type: 'STREAM_FAILED', failure: 'media_3', position: 9 });
    expect(here.news()).toEqual([
      {
        type: 'failed',
        during: 'playback',
        item: 'film',
        code: 'stream_failed',
        failure: 'media_3',
      },
      screen('notAvailable'),
    ]);
  });

  it('that breaks as its release is over is asked for again, without another Play', async () => {
    const here = await viewer();
    await play(here);
    here.world.app.report(playing(9));
    here.news();
    here.world.app.send({ type: 'STREAM_FAILED', failure: 'http_403', position: 9 });
    await here.world.advance(0);
    await here.world.advance(300);
    here.world.app.report(playing(9));
    expect(here.news()).toMatchObject([
      { type: 'failed', during: 'playback', failure: 'http_403' },
      screen('authorizing'),
      { type: 'permitted', item: 'film' },
      screen('player'),
      { type: 'playbackStarted', item: 'film', took: 300 },
    ]);
  });

  it('of what is free, whose address was looked for anew in vain, says so once', async () => {
    const here = await heard();
    await play(here, 'free');
    here.news();
    here.world.app.send({ type: 'STREAM_FAILED', failure: 'http_403' });
    await here.world.advance(0);
    expect(here.news()).toMatchObject([
      { type: 'failed', during: 'playback', item: 'free', failure: 'http_403' },
      screen('authorizing'),
      screen('notAvailable'),
    ]);
  });

  it('says once each minute where it is, and not while it stands', async () => {
    const here = await viewer();
    const { app, advance } = here.world;
    await play(here);
    here.news();
    for (let s = 10; s <= 130; s += 10) {
      await advance(10_000);
      app.report(playing(s));
      app.send({ type: 'POSITION', position: s, duration: 5_400 });
    }
    for (let minutes = 0; minutes < 3; minutes++) {
      await advance(60_000);
      app.send({ type: 'POSITION', position: 130, duration: 5_400 });
    }
    const told = here.news().filter(({ type }) => type === 'position');
    expect(told.map(({ position }) => position)).toEqual([60, 120, 130]);
  });

  it('has no length when it is live', async () => {
    const here = await viewer();
    await play(here);
    here.world.app.report(playing(1));
    await here.world.advance(60_000);
    here.world.app.report(playing(61, { duration: Number.POSITIVE_INFINITY }));
    expect(here.news().at(-1)).toMatchObject({ type: 'position', position: 61, duration: null });
  });

  it('that was paused so long that the right to it is asked for again is two playbacks', async () => {
    const here = await viewer();
    const item = { ...itemOf(here.world, 'film'), live: true };
    here.world.app.send({ type: 'PLAY', item });
    await here.world.advance(0);
    here.world.app.report(playing(1));
    here.news();
    here.world.app.send({ type: 'PAUSED' });
    await here.world.advance(600_000);
    here.world.app.send({ type: 'RESUMED' });
    await here.world.advance(2_000);
    here.world.app.report(playing(1));
    expect(here.news()).toEqual([
      { type: 'ended', item: 'film', position: 1, reason: 'askedAgain' },
      screen('authorizing'),
      { type: 'permitted', item: 'film' },
      screen('player'),
      { type: 'playbackStarted', item: 'film', took: 2_000 },
    ]);
  });

  it('on a free preview ends with that', async () => {
    const trial = {
      TempPass: { notBefore: 0, notAfter: 60_001, type: 'temporary', attributes: {} },
    };
    const here = await heard({ profilesOf: () => json(200, { profiles: trial }) }, new Map(), {
      freePreview: 'TempPass',
    });
    await play(here);
    here.world.app.send({ type: 'FREE_PREVIEW' });
    await here.world.advance(0);
    here.world.on('player');
    here.news();
    await here.world.advance(60_000);
    expect(here.news()).toEqual([
      { type: 'ended', item: 'film', position: 0, reason: 'previewOver' },
      screen('notAvailable'),
    ]);
  });

  it('tells of a stall that ends with the playback', async () => {
    const here = await viewer();
    await play(here);
    here.world.app.report(playing(1));
    here.world.app.report(playing(5, { status: 'buffering' }));
    await here.world.advance(4_000);
    here.world.app.report(playing(5, { status: 'buffering' }));
    here.world.app.send({ type: 'BACK' });
    expect(here.news().slice(-3)).toEqual([
      { type: 'stalled', item: 'film', lasted: 4_000 },
      { type: 'ended', item: 'film', position: 1, reason: 'left' },
      screen('home'),
    ]);
  });

  it('tells other captions and another language than those at the beginning', async () => {
    const here = await viewer();
    await play(here);
    const tracks = (audio: string, captions: string | null): Partial<PlaybackState> => ({
      tracks: [
        ...['en', 'es'].map((language) => ({
          id: `audio-${language}`,
          kind: 'audio' as const,
          language,
          active: language === audio,
        })),
        { id: 'captions-fr', kind: 'captions', language: 'fr', active: captions === 'fr' },
      ],
    });
    const { app } = here.world;
    app.report(playing(0, { status: 'loading', ...tracks('en', null) }));
    app.report(playing(0, { status: 'loading', ...tracks('es', null) }));
    app.report(playing(1));
    here.news();
    app.report(playing(2, tracks('es', null)));
    app.report(playing(3, tracks('en', 'fr')));
    app.report(playing(4, tracks('en', null)));
    expect(here.news()).toEqual([
      { type: 'trackChanged', item: 'film', kind: 'audio', language: 'en' },
      { type: 'trackChanged', item: 'film', kind: 'captions', language: 'fr' },
      { type: 'trackChanged', item: 'film', kind: 'captions', language: null },
    ]);
  });

  it('reports nothing of a player while none is up', async () => {
    const { world, news } = await heard();
    news();
    world.app.report(playing(1));
    expect(news()).toEqual([]);
  });
});

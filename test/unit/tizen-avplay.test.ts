import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Player, PlayerState, StreamSource } from '../../platforms/platform.ts';
import { AvPlayer } from '../../platforms/tizen/avplay.ts';
import { FallbackPlayer } from '../../platforms/tizen/FallbackPlayer.ts';
import {
  type AvPlayFault,
  type AvPlaySetOptions,
  avplaySet,
} from '../support/vendors/avplaySet.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';

const hls: StreamSource = {
  url: 'https://x.example/a.m3u8',
  type: 'application/vnd.apple.mpegurl',
};
const other = { ...hls, url: 'https://x.example/b.m3u8' };
const soon = () => vi.advanceTimersByTimeAsync(100);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function sofa(options: AvPlaySetOptions = {}) {
  const set = avplaySet(options);
  const lifecycle = seenLifecycle();
  const captions: string[] = [];
  const player = new AvPlayer(set.avplay as never, {
    lifecycle,
    show: () => {},
    caption: (text) => captions.push(text),
  });
  return { ...set, player, lifecycle, captions };
}

async function playing(options: AvPlaySetOptions = {}, source = hls) {
  const made = sofa(options);
  void made.player.load(source);
  await soon();
  return made;
}

describe('an app that is hidden', () => {
  it('while a film loads opens nothing; back in front, the film starts', async () => {
    const { player, lifecycle, calls, state } = sofa();
    void player.load({ ...hls, startAt: 30 });
    lifecycle.see(false);
    await soon();
    expect([state(), calls.includes('play')]).toEqual(['NONE', false]);
    lifecycle.see(true);
    await soon();
    expect(calls.slice(-2)).toEqual(['seekTo 30000', 'play']);
    expect(player.state.status).toBe('playing');
  });

  it('when a film is loaded waits with it', async () => {
    const { player, lifecycle, state } = sofa();
    lifecycle.see(false);
    void player.load(hls);
    await soon();
    expect(state()).toBe('NONE');
    lifecycle.see(true);
    await soon();
    expect([state(), player.state.status]).toEqual(['PLAYING', 'playing']);
  });

  it('told to hold meanwhile comes back with a film that holds', async () => {
    const { player, lifecycle, state } = sofa();
    void player.load(hls);
    player.pause();
    lifecycle.see(false);
    lifecycle.see(true);
    await soon();
    expect([state(), player.state.status]).toEqual(['READY', 'paused']);
    player.play();
    expect(state()).toBe('PLAYING');
  });
});

describe('back from standby', () => {
  it('goes on at the place by opening it anew, where AVPlay has forgotten it', async () => {
    const { player, lifecycle, calls, tell, avplay } = await playing();
    tell().oncurrentplaytime?.(20_000);
    lifecycle.see(false);
    avplay.restoreAsync = () => {
      throw Object.assign(new Error(), { name: 'InvalidStateError' });
    };
    lifecycle.see(true);
    await soon();
    expect(calls.filter((call) => /^open|^seek|^play/.test(call)).slice(-3)).toEqual([
      `open ${hls.url}`,
      'seekTo 20000',
      'play',
    ]);
    expect(player.state.status).toBe('playing');
  });

  it('keeps captions and language', async () => {
    const tracks = [
      { index: 1, type: 'AUDIO', extra_info: '{"language":"en"}' },
      { index: 2, type: 'AUDIO', extra_info: '{"language":"es"}' },
      { index: 3, type: 'TEXT', extra_info: '{"track_lang":"en"}' },
    ];
    const { player, lifecycle, calls } = await playing({
      tracks,
      faults: { restoreAsync: 'never' },
    });
    player.select('captions', 'captions-3');
    player.select('audio', 'audio-2');
    lifecycle.see(false);
    lifecycle.see(true);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls.slice(-4)).toEqual([
      'setSilentSubtitle false',
      'setSelectTrack TEXT 3',
      'setSelectTrack AUDIO 2',
      'play',
    ]);
    expect(player.state.tracks?.filter(({ active }) => active).map(({ id }) => id)).toEqual([
      'audio-2',
      'captions-3',
    ]);
  });

  it('a live stream is opened where it is now', async () => {
    const { player, lifecycle, calls, windowIs } = await playing({ live: true });
    lifecycle.see(false);
    expect(calls.at(-1)).toBe('close');
    windowIs(1_810_000, 1_840_000);
    lifecycle.see(true);
    await soon();
    expect(player.state).toMatchObject({ status: 'playing', range: { from: 1_810, to: 1_840 } });
  });
});

describe('a live stream', () => {
  it('moves on: its edge is where it is now, not where it was at the start', async () => {
    const { player, calls, tell, windowIs } = await playing({ live: true });
    expect(player.state.range).toEqual({ from: 10, to: 40 });
    windowIs(1_810_000, 1_840_000);
    tell().oncurrentplaytime?.(1_835_000);
    expect(player.state).toMatchObject({ position: 1_835, range: { from: 1_810, to: 1_840 } });
    windowIs(1_811_000, 1_841_000);
    player.seek(Number.MAX_SAFE_INTEGER);
    expect(calls.at(-1)).toBe('seekTo 1841000');
  });
});

describe('tracks', () => {
  const tracks = [
    { index: 1, type: 'AUDIO', extra_info: '{"language":"en"}' },
    { index: 2, type: 'AUDIO', extra_info: '{"language":"es"}' },
    { index: 3, type: 'TEXT', extra_info: '{"track_lang":"en"}' },
  ];
  const active = (player: Player) =>
    player.state.tracks?.filter(({ active: on }) => on).map(({ id }) => id);

  it('the language that is heard is the one that AVPlay names', async () => {
    const { player } = await playing({ tracks, heard: 2 });
    expect(active(player)).toEqual(['audio-2']);
  });

  it('one that AVPlay refuses is not shown as chosen', async () => {
    const { player } = await playing({ tracks, faults: { setSelectTrack: 'throws' } });
    player.select('audio', 'audio-2');
    expect(active(player)).toEqual(['audio-1']);
  });

  it('one that it refuses before anything plays is chosen once something does', async () => {
    const faults: Record<string, AvPlayFault | undefined> = { setSelectTrack: 'throws' };
    const { player, calls, tell } = sofa({ tracks, faults });
    const loading = player.load(hls);
    player.subscribe(({ tracks: known, status }) => {
      if (known?.length && status === 'loading' && !active(player)?.includes('captions-3')) {
        player.select('captions', 'captions-3');
      }
    });
    await soon();
    await loading;
    delete faults.setSelectTrack;
    tell().oncurrentplaytime?.(100);
    expect(calls.at(-1)).toBe('setSelectTrack TEXT 3');
    expect(active(player)).toEqual(['audio-1', 'captions-3']);
  });
});

describe('seeks', () => {
  it('while one is pending the last of them is kept', async () => {
    const { player, calls } = await playing();
    for (const to of [10, 20, 30]) player.seek(to);
    await soon();
    expect(calls.filter((call) => call.startsWith('seekTo'))).toEqual([
      'seekTo 10000',
      'seekTo 30000',
    ]);
    expect(player.state.position).toBe(30);
  });

  it('the position does not jump back while the picture is on its way', async () => {
    const { player, tell } = await playing();
    player.seek(10);
    await soon();
    player.seek(40);
    tell().oncurrentplaytime?.(10_500);
    expect(player.state.position).toBe(10);
    await soon();
    tell().oncurrentplaytime?.(40_500);
    expect(player.state.position).toBe(40.5);
  });
});

describe('an error', () => {
  it('is not blamed on what a server refused before', async () => {
    const { player, tell } = await playing();
    tell().onevent?.('PLAYER_MSG_HTTP_ERROR_CODE', 'HTTP 404');
    tell().oncurrentplaytime?.(5_000);
    tell().onerror?.('PLAYER_ERROR_CONNECTION_FAILED');
    expect(player.state.failure).toBe('avplay_connection_failed');
    void player.load(other);
    await soon();
    tell().onevent?.('PLAYER_MSG_HTTP_ERROR_CODE', 'HTTP 403');
    void player.load(hls);
    await soon();
    tell().onerror?.('PLAYER_ERROR_CONNECTION_FAILED');
    expect(player.state.failure).toBe('avplay_connection_failed');
  });

  it('of a hidden app is none: it is opened anew when somebody looks', async () => {
    const { player, tell, lifecycle, calls } = await playing();
    tell().oncurrentplaytime?.(5_000);
    lifecycle.see(false);
    tell().onerror?.('PLAYER_ERROR_CONNECTION_FAILED');
    expect(player.state.status).not.toBe('failed');
    lifecycle.see(true);
    await soon();
    expect(calls.slice(-2)).toEqual(['seekTo 5000', 'play']);
  });
});

/** Every call that the player makes, with each possible fault. */
const synchronous = [
  ...['open', 'close', 'setListener', 'setDisplayRect', 'play', 'pause', 'stop', 'suspend'],
  ...['getDuration', 'getStreamingProperty', 'getTotalTrackInfo', 'getCurrentStreamInfo'],
  ...['setSelectTrack', 'setSilentSubtitle', 'restore'],
];
const asynchronous = ['prepareAsync', 'seekTo', 'restoreAsync'];
const cases: (readonly [string, AvPlayFault])[] = [
  ...[...synchronous, ...asynchronous].map((name) => [name, 'throws'] as const),
  ...asynchronous.flatMap((name) => [[name, 'late'] as const, [name, 'never'] as const]),
];

describe('whatever one call does, a viewer gets on', () => {
  it.each(cases)('%s %s', async (name, fault) => {
    const faults: Record<string, AvPlayFault | undefined> = { [name]: fault };
    const { player, lifecycle, tell, state } = sofa({
      faults,
      old: name === 'restore',
      tracks: [
        { index: 1, type: 'AUDIO', extra_info: '{}' },
        { index: 2, type: 'TEXT', extra_info: '{}' },
      ],
    });
    const statuses: PlayerState['status'][] = [];
    /** After a minute no call is pending. */
    const settles = async () => {
      await vi.advanceTimersByTimeAsync(60_000);
      statuses.push(player.state.status);
      expect(['playing', 'paused', 'failed']).toContain(player.state.status);
      if (player.state.status === 'failed') expect(player.state.failure).toMatch(/^avplay_\w+$/);
    };
    void player.load(hls);
    await settles();
    tell().oncurrentplaytime?.(1_000);
    player.select('captions', 'captions-2');
    player.seek(10);
    player.seek(20);
    await settles();
    player.pause();
    await settles();
    player.play();
    await settles();
    lifecycle.see(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    lifecycle.see(true);
    await settles();
    // These faults prevent the stream from opening; it plays after every other fault.
    const fatal = ['open', 'prepareAsync', 'play'];
    expect(statuses.at(-1)).toBe(fatal.includes(name) ? 'failed' : 'playing');
    // The fault does not affect the next stream.
    delete faults[name];
    void player.load(other);
    await settles();
    expect([player.state.status, state()]).toEqual(['playing', 'PLAYING']);
    await player.stop();
    expect([player.state.status, state()]).toEqual(['idle', 'NONE']);
  });
});

describe('a first player that loads for ever', () => {
  it('gives way to AVPlay after twenty seconds, paused or not as it was', async () => {
    let told = (_state: PlayerState) => {};
    const first: Player = {
      state: { status: 'loading', position: 0, duration: 0, live: false },
      load: () => new Promise(() => {}),
      play: () => {},
      pause: () => {},
      seek: () => {},
      // Stopping it never ends, either.
      stop: () => new Promise(() => {}),
      subscribe: (listener) => {
        told = listener;
        return () => {};
      },
    };
    const { player: second, calls, state } = sofa();
    const player = new FallbackPlayer({ first, second, firstCan: () => true });
    void player.load(hls);
    await vi.advanceTimersByTimeAsync(3_000);
    told(first.state);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(calls).toEqual([]);
    // A hidden app is paused: the time limit does not apply then.
    player.pause();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(calls).toEqual([]);
    player.play();
    await vi.advanceTimersByTimeAsync(24_000);
    expect([state(), player.state.status]).toEqual(['PLAYING', 'playing']);
  });
});

describe('a protected stream', () => {
  const ways = [
    {
      ...({ system: 'playready', licenseUrl: 'https://l.example/p', customData: 'c' } as const),
      headers: { 'X-Session': 's' },
    },
    { system: 'widevine', licenseUrl: 'https://l.example/w' } as const,
  ];
  const film = { ...hls, drm: ways };

  it('says how its keys are had after opening and before preparing', async () => {
    const { calls, drm } = await playing({}, film);
    const order = calls.filter((call) => /^(open|setDrm|prepareAsync)/.test(call));
    expect(order).toEqual([`open ${hls.url}`, 'setDrm PLAYREADY SetProperties', 'prepareAsync']);
    expect(JSON.parse(drm()?.parameters ?? '{}')).toEqual({
      LicenseServer: 'https://l.example/p',
      DeleteLicenseAfterUse: true,
      CustomData: 'c',
      HttpHeader: 'X-Session:s',
    });
  });

  it('is opened anew when the app comes back, with its keys set again', async () => {
    const { calls, lifecycle, player } = await playing({}, film);
    calls.length = 0;
    lifecycle.see(false);
    lifecycle.see(true);
    await soon();
    const order = calls.filter((call) => /^(close|open|setDrm|prepare|suspend|restore)/.test(call));
    expect(order).toEqual([
      ...['close', `open ${hls.url}`, 'setDrm PLAYREADY SetProperties', 'prepareAsync'],
    ]);
    expect(player.state.status).toBe('playing');
  });

  it('takes the next way where the set lacks the first, and says when it lacks all', async () => {
    const { calls } = await playing({ withoutDrm: ['PLAYREADY'] }, film);
    expect(calls).toContain('setDrm WIDEVINE_CDM SetProperties');
    const { player } = await playing({ withoutDrm: ['PLAYREADY', 'WIDEVINE_CDM'] }, film);
    expect(player.state).toMatchObject({ status: 'failed', failure: 'drm_unsupported' });
  });

  it.each([
    [200, 'playing', undefined],
    [403, 'failed', 'drm_refused'],
    [503, 'failed', 'drm_failed'],
  ])('whose licence is asked for by the app, and answered with %i', async (status, then, code) => {
    const fetched = vi.fn(async () => new Response(status === 200 ? 'key' : '', { status }));
    vi.stubGlobal('fetch', fetched);
    const { tell, player, drm, forget } = await playing({}, { ...film, drm: ways.slice(1) });
    // Challenges arrive while the player prepares.
    forget();
    void player.load({ ...film, drm: ways.slice(1) });
    tell().ondrmevent?.('WIDEVINE_CDM', { name: 'Challenge', session_id: '7', challenge: 'AAEC' });
    await soon();
    expect(fetched).toHaveBeenCalledWith('https://l.example/w', expect.anything());
    expect([player.state.status, player.state.failure]).toEqual([then, code]);
    if (status === 200) expect(drm()?.parameters).toContain(btoa('key'));
    vi.unstubAllGlobals();
  });
});

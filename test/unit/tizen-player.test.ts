import { describe, expect, it, vi } from 'vitest';
import type { Player, PlayerState, StreamSource } from '../../platforms/platform.ts';
import { AvPlayer } from '../../platforms/tizen/avplay.ts';
import { FallbackPlayer } from '../../platforms/tizen/FallbackPlayer.ts';
import { type AvPlaySetOptions, avplaySet } from '../support/vendors/avplaySet.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';

const hls: StreamSource = {
  url: 'https://x.example/a.m3u8',
  type: 'application/vnd.apple.mpegurl',
};

function player(options: AvPlaySetOptions = {}) {
  const set = avplaySet(options);
  const lifecycle = seenLifecycle();
  const captions: string[] = [];
  const shown: boolean[] = [];
  const made = new AvPlayer(set.avplay as never, {
    lifecycle,
    show: (on) => shown.push(on),
    caption: (text) => captions.push(text),
  });
  const states: PlayerState[] = [];
  made.subscribe((state) => states.push(state));
  return { ...set, player: made, lifecycle, captions, shown, states };
}

describe('Samsung, "Playback Using AVPlay"', () => {
  it('opens, lays out on 1920 x 1080, prepares and plays; the position comes in seconds', async () => {
    const { player: made, calls, tell } = player({ duration: 90_000 });
    await made.load(hls);
    expect(calls).toEqual([
      `open ${hls.url}`,
      'setListener',
      'setDisplayRect 0,0,1920,1080',
      'prepareAsync',
      'setSilentSubtitle true',
      'play',
    ]);
    tell().oncurrentplaytime?.(12_500);
    expect(made.state).toMatchObject({
      status: 'playing',
      position: 12.5,
      duration: 90,
      live: false,
    });
  });

  it('begins where it was left', async () => {
    const { player: made, calls } = player();
    await made.load({ ...hls, startAt: 30 });
    expect(calls.slice(-2)).toEqual(['seekTo 30000', 'play']);
  });

  it('tells buffering, the end, and lets go of the decoder', async () => {
    const { player: made, states, tell, state, shown } = player();
    await made.load(hls);
    tell().onbufferingstart?.();
    tell().onbufferingcomplete?.();
    tell().onstreamcompleted?.();
    expect(states.map(({ status }) => status).slice(-3)).toEqual(['buffering', 'playing', 'ended']);
    await made.stop();
    expect([state(), shown.at(-1), made.state.status]).toEqual(['NONE', false, 'idle']);
  });

  it.each([
    ['PLAYER_ERROR_NOT_SUPPORTED_FORMAT', 'avplay_not_supported_format'],
    ['InvalidAccessError', 'avplay_invalidaccess'],
  ])('fails with a short code: %s', async (prepareError, failure) => {
    const { player: made, state } = player({ prepareError });
    await made.load(hls);
    expect(made.state).toMatchObject({ status: 'failed', failure });
    expect(state()).toBe('NONE');
  });

  it('tells a server that refused from a line that broke', async () => {
    const { player: made, tell } = player();
    await made.load(hls);
    tell().onevent?.('PLAYER_MSG_HTTP_ERROR_CODE', 'HTTP 403');
    tell().onerror?.('PLAYER_ERROR_CONNECTION_FAILED');
    expect(made.state.failure).toBe('http_403');
  });

  it('seeks inside what there is, of a live stream inside its window', async () => {
    const { player: made, calls } = player();
    await made.load(hls);
    made.seek(1e6);
    expect(calls.at(-1)).toBe('seekTo 60000');
    const live = player({ live: true });
    await live.player.load(hls);
    live.player.seek(2);
    expect(live.calls.at(-1)).toBe('seekTo 10000');
    expect(live.player.state).toMatchObject({ live: true, duration: Number.POSITIVE_INFINITY });
  });

  it('lists and chooses tracks, and draws the captions it is told', async () => {
    vi.useFakeTimers();
    const {
      player: made,
      calls,
      tell,
      caption,
      captions,
    } = player({
      tracks: [
        { index: 0, type: 'VIDEO', extra_info: '{}' },
        { index: 1, type: 'AUDIO', extra_info: '{"language":"en"}' },
        { index: 2, type: 'AUDIO', extra_info: '{"language":"es"}' },
        { index: 3, type: 'TEXT', extra_info: '{"track_lang":"en"}' },
        { index: 4, type: 'TEXT', extra_info: 'not JSON' },
      ],
    });
    const loading = made.load(hls);
    await vi.runAllTimersAsync();
    await loading;
    expect(made.state.tracks?.map(({ id, language, active }) => [id, language, active])).toEqual([
      ['audio-1', 'en', true],
      ['audio-2', 'es', false],
      ['captions-3', 'en', false],
      ['captions-4', '', false],
    ]);
    made.select('audio', 'audio-2');
    expect(calls.at(-1)).toBe('setSelectTrack AUDIO 2');
    // No captions are selected yet; the player ignores a set that reports them all the same.
    tell().onsubtitlechange?.('2000', 'unseen');
    made.select('captions', 'captions-4');
    expect(calls.slice(-2)).toEqual(['setSilentSubtitle false', 'setSelectTrack TEXT 4']);
    caption('2000', 'One<br>two <b>three</b>');
    await vi.advanceTimersByTimeAsync(2_000);
    made.select('captions', null);
    expect(calls.at(-1)).toBe('setSilentSubtitle true');
    tell().onsubtitlechange?.('2000', 'unseen');
    vi.useRealTimers();
    expect(captions.filter((text) => text !== '')).toEqual(['One\ntwo three']);
    expect(captions.at(-1)).toBe('');
  });
});

describe('Samsung, "Multitasking": suspend and resume', () => {
  it('gives the decoder back and gets it again where it was, playing as before', async () => {
    const { player: made, calls, lifecycle, tell } = player();
    await made.load(hls);
    tell().oncurrentplaytime?.(20_000);
    lifecycle.see(false);
    expect(calls.at(-1)).toBe('suspend');
    lifecycle.see(true);
    await vi.waitFor(() => expect(calls.at(-1)).toBe('play'));
    expect(calls.at(-2)).toBe(`restoreAsync ${hls.url} 20000`);
  });

  it('so on sets before Tizen 4.0, which have the call that waits', async () => {
    const { player: made, calls, lifecycle, tell } = player({ old: true });
    await made.load(hls);
    tell().oncurrentplaytime?.(20_000);
    lifecycle.see(false);
    lifecycle.see(true);
    await vi.waitFor(() => expect(calls.at(-1)).toBe('play'));
    expect(calls.at(-2)).toBe(`restore ${hls.url} 20000`);
  });

  it('comes back paused when it was paused meanwhile', async () => {
    const { player: made, calls, lifecycle, state } = player();
    await made.load(hls);
    lifecycle.see(false);
    made.pause();
    lifecycle.see(true);
    await vi.waitFor(() => expect(calls.at(-1)).toBe('pause'));
    expect([state(), made.state.status]).toEqual(['PAUSED', 'paused']);
  });

  it('listens no more after it was stopped', async () => {
    const { player: made, calls, lifecycle } = player();
    await made.load(hls);
    await made.stop();
    const before = calls.length;
    lifecycle.see(false);
    lifecycle.see(true);
    expect(calls).toHaveLength(before);
    expect(lifecycle.listeners()).toBe(0);
  });
});

describe('the engine first, AVPlay behind it', () => {
  function fake() {
    let tell: (state: PlayerState) => void = () => {};
    const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };
    const made = {
      state: idle,
      load: vi.fn(async (_source: StreamSource) => {}),
      stop: vi.fn(async () => {}),
      play: vi.fn(),
      pause: vi.fn(),
      seek: vi.fn(),
      subscribe: (listener: (state: PlayerState) => void) => {
        tell = listener;
        return () => {};
      },
    };
    const says = (change: Partial<PlayerState>) => {
      made.state = { ...idle, ...change };
      tell(made.state);
    };
    return { made: made as Player & typeof made, says };
  }

  function both(firstCan = true) {
    const first = fake();
    const second = fake();
    const player = new FallbackPlayer({
      first: first.made,
      second: second.made,
      firstCan: () => firstCan,
    });
    const heard: string[] = [];
    player.subscribe(({ status }) => heard.push(status));
    return { first, second, player, heard };
  }

  it('gives what the first could not start to the second, and says nothing of it', async () => {
    const { first, second, player, heard } = both();
    await player.load(hls);
    first.says({ status: 'failed', failure: 'shaka_4032' });
    await vi.waitFor(() => expect(second.made.load).toHaveBeenCalledWith(hls));
    second.says({ status: 'playing' });
    expect(heard).toEqual(['playing']);
    player.pause();
    expect(second.made.pause).toHaveBeenCalledOnce();
    expect(first.made.stop).toHaveBeenCalled();
  });

  it.each([
    ['a server refused', false, 'http_403'],
    ['it broke while it played', true, 'shaka_3016'],
  ])('does not try again when %s', async (_why, played, failure) => {
    const { first, second, player, heard } = both();
    await player.load(hls);
    if (played) first.says({ status: 'playing' });
    first.says({ status: 'failed', failure });
    expect(heard.at(-1)).toBe('failed');
    expect(second.made.load).not.toHaveBeenCalled();
  });

  it('does not fall back for a stream that was stopped meanwhile', async () => {
    const { first, second, player } = both();
    await player.load(hls);
    first.says({ status: 'failed', failure: 'shaka_4032' });
    await player.stop();
    expect(second.made.load).not.toHaveBeenCalled();
  });

  it('goes to AVPlay at once where the engine has no Media Source', async () => {
    const { first, second, player } = both(false);
    await player.load(hls);
    expect(first.made.load).not.toHaveBeenCalled();
    expect(second.made.load).toHaveBeenCalledOnce();
  });
});

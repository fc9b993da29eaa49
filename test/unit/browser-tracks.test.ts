import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nativeTracks } from '../../platforms/browser/nativeTracks.ts';
import { createVideoPlayer } from '../../platforms/browser/player.ts';
import type { OpenEngine } from '../../platforms/browser/shaka.ts';
import { createKeepAwake } from '../../platforms/browser/wakeLock.ts';
import type { Track, TrackKind } from '../../platforms/platform.ts';

const hls = { url: 'https://cdn.example/a.m3u8', type: 'application/vnd.apple.mpegurl' };

function videoWith(parts: object): HTMLVideoElement {
  const element = Object.assign(new EventTarget(), {
    currentTime: 0,
    duration: 25,
    paused: true,
    classList: { add: vi.fn(), remove: vi.fn() },
    seekable: { length: 0 },
    play: async () => {},
    pause: () => {},
    load: () => {},
    removeAttribute: () => {},
    canPlayType: () => 'maybe',
    ...parts,
  });
  return element as unknown as HTMLVideoElement;
}

describe('tracks of a stream that the browser plays itself', () => {
  const text = (kind: string, language: string) => ({
    kind,
    language,
    label: language,
    mode: 'disabled',
  });
  const video = videoWith({
    textTracks: [text('metadata', ''), text('subtitles', 'en'), text('captions', 'es')],
    audioTracks: [
      { id: '1', kind: 'main', label: 'English', language: 'en', enabled: true },
      { id: '2', kind: 'main-desc description', label: '', language: 'en', enabled: false },
    ],
  });
  const tracks = nativeTracks(video);
  const active = () =>
    tracks
      .list()
      .filter((track) => track.active)
      .map(({ id }) => id);

  it('are captions and languages, nothing else', () => {
    expect(tracks.list().map(({ id, kind, purpose }) => [id, kind, purpose])).toEqual([
      ['text-0', 'captions', undefined],
      ['text-1', 'captions', 'hearing'],
      ['audio-0', 'audio', undefined],
      ['audio-1', 'audio', 'description'],
    ]);
  });

  it('are chosen one of a kind', () => {
    tracks.select('captions', 'text-1');
    tracks.select('audio', 'audio-1');
    expect(active()).toEqual(['text-1', 'audio-1']);
    tracks.select('captions', null);
    expect(active()).toEqual(['audio-1']);
  });
});

describe('tracks of an engine', () => {
  let list: Track[];
  let tell: () => void;
  const chosen: [TrackKind, string | null][] = [];
  const openEngine: OpenEngine = async (_video, { tracksChanged }) => {
    tell = tracksChanged;
    return {
      live: true,
      range: { from: 100, to: 160 },
      list: () => [...list],
      select: (kind, id) => void chosen.push([kind, id]),
      thumbnail: () => Promise.reject(new Error('no picture there')),
      load: async () => {},
      destroy: async () => {},
    };
  };

  beforeEach(() => {
    Object.assign(globalThis, { MediaSource: class {} });
    list = [{ id: 'captions-0', kind: 'captions', language: 'en', label: '', active: false }];
  });
  afterEach(() => void Reflect.deleteProperty(globalThis, 'MediaSource'));

  it('are told with the state, anew when they change, and chosen there', async () => {
    const video = videoWith({});
    const player = createVideoPlayer(video, { openEngine });
    await player.load(hls);
    tell();
    expect(player.state.tracks?.map(({ id }) => id)).toEqual(['captions-0']);
    player.select?.('captions', 'captions-0');
    expect(chosen).toEqual([['captions', 'captions-0']]);
    list = [];
    tell();
    expect(player.state.tracks).toEqual([]);
    // The engine reports the seekable range, not the element.
    expect(player.state.range).toEqual({ from: 100, to: 160 });
    player.seek(5_000);
    expect(video.currentTime).toBe(160);
    expect(await player.thumbnail?.(120)).toBeNull();
    await player.stop();
    player.select?.('captions', null);
    expect(chosen).toHaveLength(1);
  });
});

describe('keeping the screen awake', () => {
  it('holds one lock, and lets go of one that comes late', async () => {
    const held = new Set<object>();
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const keepAwake = createKeepAwake({
      wakeLock: {
        async request() {
          await gate;
          const lock = { release: async () => void held.delete(lock) };
          held.add(lock);
          return lock;
        },
      },
    });
    keepAwake(true);
    keepAwake(true);
    keepAwake(false);
    open();
    keepAwake(true);
    await vi.waitFor(() => expect(held.size).toBe(1));
    keepAwake(false);
    await vi.waitFor(() => expect(held.size).toBe(0));
  });

  it('does without where it is refused, and asks again next time', async () => {
    const asked: string[] = [];
    const keepAwake = createKeepAwake({
      wakeLock: {
        request: (type) => {
          asked.push(type);
          return Promise.reject(new Error('refused'));
        },
      },
    });
    createKeepAwake({})(true);
    keepAwake(true);
    keepAwake(true);
    await vi.waitFor(() => expect(asked).toEqual(['screen', 'screen']));
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { createVideoPlayer } from '../../platforms/browser/player.ts';
import { type OpenEngine, StreamFailure } from '../../platforms/browser/shaka.ts';
import type { Player, PlayerStatus } from '../../platforms/platform.ts';

const hls = { url: 'https://cdn.example/a.m3u8', type: 'application/vnd.apple.mpegurl' };
const webm = { url: 'https://cdn.example/a.webm', type: 'video/webm' };

/** A video element that can play every format. */
class FakeVideo extends EventTarget {
  src = '';
  currentTime = 0;
  duration = Number.NaN;
  paused = true;
  ended = false;
  error: { code: number } | null = null;
  refuse: string | null = null;
  listening = 0;
  readonly classes = new Set<string>();
  readonly classList = {
    add: (name: string) => this.classes.add(name),
    remove: (name: string) => this.classes.delete(name),
  };
  readonly seekable = { length: 1, start: () => 0, end: () => 25 };

  canPlayType(): string {
    return 'maybe';
  }
  async play(): Promise<void> {
    if (this.refuse) throw Object.assign(new Error(this.refuse), { name: this.refuse });
    this.paused = false;
    this.happens('playing');
  }
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.happens('pause');
  }
  load(): void {}
  removeAttribute(name: string): void {
    if (name === 'src') this.src = '';
  }
  happens(type: string): void {
    this.dispatchEvent(new Event(type));
  }
  override addEventListener(...parameters: Parameters<EventTarget['addEventListener']>): void {
    this.listening += 1;
    super.addEventListener(...parameters);
  }
  override removeEventListener(
    ...parameters: Parameters<EventTarget['removeEventListener']>
  ): void {
    this.listening -= 1;
    super.removeEventListener(...parameters);
  }
}

interface FakeEngine {
  url: string;
  destroyed: boolean;
  captions: string[];
  fail(code: string): void;
}

let video: FakeVideo;
let engines: FakeEngine[];
let player: Player;
let heard: PlayerStatus[];
let gate: Promise<void>;

const openEngine: OpenEngine = async (_video, { failed }) => {
  await gate;
  const engine: FakeEngine = { url: '', destroyed: false, captions: [], fail: failed };
  engines.push(engine);
  return {
    live: false,
    load: async ({ url }) => {
      engine.url = url;
      if (url.includes('broken')) throw new StreamFailure('shaka_1001');
    },
    addCaptions: async (files) => {
      engine.captions = files.map(({ url }) => url);
    },
    destroy: async () => {
      engine.destroyed = true;
    },
  };
};

beforeEach(() => {
  video = new FakeVideo();
  engines = [];
  heard = [];
  gate = Promise.resolve();
  player = createVideoPlayer(video as unknown as HTMLVideoElement, { openEngine });
  player.subscribe(({ status }) => heard.push(status));
});

// Node has no MediaSource; most tests need an engine that has it.
beforeEach(() => {
  Object.assign(globalThis, { MediaSource: class {} });
  return () => void Reflect.deleteProperty(globalThis, 'MediaSource');
});

describe('playing', () => {
  it('a file is the browser’s own affair', async () => {
    await player.load(webm);
    expect(video.src).toBe(webm.url);
    expect(engines).toEqual([]);
    expect(heard).toEqual(['loading', 'playing']);
    expect(video.classes).toContain('on');
  });

  it('captions of their own file are given to the library, whatever the stream is', async () => {
    const captions = [{ url: 'https://cdn.example/a.srt', language: 'en', closed: true }];
    await player.load({ ...hls, captions });
    expect(engines.at(-1)?.captions).toEqual(['https://cdn.example/a.srt']);
    await player.load({ ...webm, captions });
    expect(engines.at(-1)).toMatchObject({
      url: webm.url,
      captions: ['https://cdn.example/a.srt'],
    });
    await player.load(webm);
    expect(engines).toHaveLength(2);
  });

  it('HLS goes through the library where the browser’s own is not trusted', async () => {
    await player.load(hls);
    expect(video.src).toBe('');
    expect(engines.map(({ url }) => url)).toEqual([hls.url]);
  });

  it('HLS is played natively where that is trusted, or all there is', async () => {
    const element = video as unknown as HTMLVideoElement;
    await createVideoPlayer(element, { openEngine, nativeHls: true }).load(hls);
    expect([video.src, engines.length]).toEqual([hls.url, 0]);
    Reflect.deleteProperty(globalThis, 'MediaSource');
    await createVideoPlayer(element, { openEngine }).load(hls);
    expect([video.src, engines.length]).toEqual([hls.url, 0]);
  });

  it('tells position and length, pauses, seeks inside what there is, and ends', async () => {
    await player.load(webm);
    video.duration = 25;
    video.currentTime = 4;
    video.happens('timeupdate');
    expect(player.state).toMatchObject({
      status: 'playing',
      position: 4,
      duration: 25,
      live: false,
    });
    player.pause();
    expect(player.state.status).toBe('paused');
    player.seek(99);
    expect(video.currentTime).toBe(25);
    player.seek(-3);
    expect(video.currentTime).toBe(0);
    player.play();
    video.happens('ended');
    expect(player.state.status).toBe('ended');
  });

  it('an end before anything was played is a failure', async () => {
    video.refuse = 'AbortError';
    await player.load(webm);
    video.happens('ended');
    expect(player.state).toMatchObject({ status: 'failed', failure: 'never_played' });
  });

  it('a stream without end is live', async () => {
    await player.load(webm);
    video.duration = Number.POSITIVE_INFINITY;
    video.happens('durationchange');
    expect(player.state).toMatchObject({ live: true, duration: Number.POSITIVE_INFINITY });
  });

  it.each([
    ['a file', webm],
    ['what the library plays', hls],
  ])(
    '%s that was told to hold while it loaded holds, until it is told to play',
    async (_what, source) => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      const loading = player.load(source);
      player.pause();
      open();
      await loading;
      expect([video.paused, heard.at(-1)]).toEqual([true, 'paused']);
      player.play();
      expect(video.paused).toBe(false);
    },
  );

  it('a film that may play again before it is there starts when it is', async () => {
    const loading = player.load(hls);
    player.pause();
    player.play();
    expect(video.paused).toBe(true);
    await loading;
    expect([video.paused, heard.at(-1)]).toEqual([false, 'playing']);
  });

  it('a browser that wants a gesture first leaves it paused', async () => {
    video.refuse = 'NotAllowedError';
    await player.load(webm);
    expect(player.state.status).toBe('paused');
  });
});

describe('failing', () => {
  it('is a state with a short code, never a rejection, and never an address', async () => {
    await player.load({ ...hls, url: 'https://cdn.example/broken.m3u8' });
    expect(player.state).toMatchObject({ status: 'failed', failure: 'shaka_1001' });
    expect(engines[0]?.destroyed).toBe(true);
    await player.load(webm);
    video.error = { code: 3 };
    video.happens('error');
    expect(player.state).toMatchObject({ status: 'failed', failure: 'media_3' });
    expect(video.classes).not.toContain('on');
  });

  it('a library that cannot be had is told too', async () => {
    const without = createVideoPlayer(video as unknown as HTMLVideoElement, {
      openEngine: () =>
        Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
    });
    await without.load(hls);
    expect(without.state).toMatchObject({ status: 'failed', failure: 'load' });
  });

  it('a stream that breaks later is told', async () => {
    await player.load(hls);
    engines[0]?.fail('shaka_1002');
    expect(player.state).toMatchObject({ status: 'failed', failure: 'shaka_1002' });
  });
});

describe('stopping', () => {
  it('frees the element and takes every listener back', async () => {
    await player.load(hls);
    expect(video.listening).toBeGreaterThan(0);
    await player.stop();
    expect(engines[0]?.destroyed).toBe(true);
    expect([video.listening, video.src, video.paused]).toEqual([0, '', true]);
    expect(player.state).toEqual({ status: 'idle', position: 0, duration: 0, live: false });
  });

  it('while the library is on its way, nothing starts afterwards', async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const loading = player.load(hls);
    await Promise.resolve();
    const stopping = player.stop();
    open();
    await Promise.all([loading, stopping]);
    expect(player.state.status).toBe('idle');
    expect(video.paused).toBe(true);
    await player.load(webm);
    expect(engines.every(({ destroyed }) => destroyed)).toBe(true);
    expect(player.state.status).toBe('playing');
  });

  it('load, stop, load in one breath plays the last', async () => {
    const all = [player.load(hls), player.stop(), player.load(webm)];
    await Promise.all(all);
    expect(video.src).toBe(webm.url);
    expect(player.state.status).toBe('playing');
    expect(engines.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('a thousand times leaves nothing behind', async () => {
    for (let round = 0; round < 1_000; round += 1) {
      await player.load(round % 2 ? hls : webm);
      await player.stop();
    }
    expect(video.listening).toBe(0);
    expect(engines.every(({ destroyed }) => destroyed)).toBe(true);
  });
});

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readRange } from '../../apps/sandbox/programmer/streams/ranges.ts';
import { createStage, lines } from './programmer.support.ts';

const VOD = 'streams/free/ten-minutes-of-sea';
const CAPTIONED = 'streams/free/mile-zero';
const LIVE = 'streams/free/live-earth';

describe('the clips', () => {
  it('offer H.264 with AAC and VP9 with Opus in one master playlist', async () => {
    const master = await lines(await createStage().get(`${VOD}/master.m3u8`));
    const codecs = master.flatMap(
      (line) => /^#EXT-X-STREAM-INF:.*CODECS="([^"]*)"/.exec(line)?.[1] ?? [],
    );
    expect(codecs).toEqual(['avc1.4d401f,mp4a.40.2', 'vp09.00.30.08,opus']);
    expect(master.filter((line) => !line.startsWith('#'))).toEqual([
      'h264/index.m3u8',
      'vp9/index.m3u8',
    ]);
  });

  it.each(['h264', 'vp9'])(
    'have every %s segment of the playlist, with its media type',
    async (variant) => {
      const stage = createStage();
      const playlist = await stage.get(`${VOD}/${variant}/index.m3u8`);
      expect(playlist.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
      const all = await lines(playlist);
      expect(all).toContain('#EXT-X-ENDLIST');
      const segments = all.filter((line) => !line.startsWith('#'));
      expect(segments).toHaveLength(8);
      for (const name of ['init.mp4', ...segments]) {
        const part = await stage.get(`${VOD}/${variant}/${name}`);
        expect(part.status, name).toBe(200);
        expect(part.headers.get('content-type')).toMatch(/^video\//);
        const box = Buffer.from(await part.arrayBuffer())
          .subarray(4, 8)
          .toString('latin1');
        expect(['ftyp', 'styp', 'moof', 'sidx']).toContain(box);
      }
    },
  );

  it('bring a picture of every segment, to seek by', async () => {
    const stage = createStage();
    const master = await (await stage.get(`${VOD}/master.m3u8`)).text();
    expect(master).toMatch(/#EXT-X-IMAGE-STREAM-INF:.*URI="stills\/index\.m3u8"/);
    const playlist = await lines(await stage.get(`${VOD}/stills/index.m3u8`));
    expect(playlist).toContain('#EXT-X-TILES:RESOLUTION=320x180,LAYOUT=4x2,DURATION=3.2');
    const sheet = await stage.get(`${VOD}/stills/sheet.jpg`);
    expect(sheet.headers.get('content-type')).toBe('image/jpeg');
    const { width, height } = await sharp(Buffer.from(await sheet.arrayBuffer())).metadata();
    expect([width, height]).toEqual([4 * 320, 2 * 180]);
  });

  it('say the captions of one clip as WebVTT', async () => {
    const stage = createStage();
    const master = await (await stage.get(`${CAPTIONED}/master.m3u8`)).text();
    expect(master).toMatch(/#EXT-X-MEDIA:TYPE=SUBTITLES,.*URI="captions\/index\.m3u8"/);
    const playlist = await lines(await stage.get(`${CAPTIONED}/captions/index.m3u8`));
    const file = playlist.find((line) => !line.startsWith('#'));
    const captions = await stage.get(`${CAPTIONED}/captions/${file}`);
    expect(captions.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(await captions.text()).toMatch(/^WEBVTT\n[\s\S]*\d\d:\d\d:\d\d\.\d{3} --> /);
  });

  it('let the viewer of one choose between two languages, for either codec', async () => {
    const stage = createStage();
    const order = { item: 'glass-harvest', mediaToken: 'good-for NORTHSTAR-MAIN' };
    const { url } = (await (await stage.play(order)).json()) as { url: string };
    const path = (name: string) => url.replace('master.m3u8', name);
    const master = await (await stage.get(path('master.m3u8'))).text();
    const sounds = [
      ...master.matchAll(/TYPE=AUDIO,GROUP-ID="(\w+)".*LANGUAGE="(\w+)".*URI="([^"]+)"/g),
    ];
    expect(sounds.map(([, group, language]) => `${group} ${language}`)).toEqual([
      'aac en',
      'aac es',
      'opus en',
      'opus es',
    ]);
    expect(master).toMatch(/CODECS="avc1[^"]*".*,AUDIO="aac"\n/);
    expect(master).toMatch(/CODECS="vp09[^"]*".*,AUDIO="opus"\n/);
    for (const [, , , uri = ''] of sounds) {
      const all = await lines(await stage.get(path(uri)));
      const folder = uri.replace('index.m3u8', '');
      for (const name of ['init.mp4', ...all.filter((line) => !line.startsWith('#'))])
        expect((await stage.get(path(folder + name))).status, folder + name).toBe(200);
    }
  });

  it('come as DASH, too, with every segment that the manifest names', async () => {
    const stage = createStage();
    const order = { item: 'paper-islands', mediaToken: 'good-for NORTHSTAR-MAIN' };
    const { url, type } = (await (await stage.play(order)).json()) as { url: string; type: string };
    expect(type).toBe('application/dash+xml');
    const manifest = await stage.get(url);
    expect(manifest.headers.get('content-type')).toBe(type);
    const text = await manifest.text();
    const templates = [
      ...text.matchAll(/duration="(\d+)".* initialization="([^"]+)" media="([^"]+)"/g),
    ];
    expect(templates).toHaveLength(6);
    const [, length = ''] = /mediaPresentationDuration="PT([\d.]+)S"/.exec(text) ?? [];
    for (const [, duration, init = '', media = ''] of templates) {
      const count = (Number(length) * 1_000) / Number(duration);
      expect(count).toBe(8);
      const numbers = Array.from({ length: count }, (_, index) => String(index));
      for (const name of [init, ...numbers.map((number) => media.replace('$Number$', number))])
        expect((await stage.get(url.replace('manifest.mpd', name))).status, name).toBe(200);
    }
  });

  it('serve nothing that is not a clip', async () => {
    const stage = createStage();
    for (const name of [
      'h264/99.m4s',
      'make.ts',
      '../make.ts',
      '..%2Fmake.ts',
      'h264/../../make.ts',
    ]) {
      expect((await stage.get(`${VOD}/${name}`)).status, name).toBe(404);
    }
  });
});

describe('byte ranges', () => {
  it('answer 206 with the bytes that were asked for', async () => {
    const stage = createStage();
    const whole = await stage.get(`${VOD}/clip.webm`);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    const bytes = Buffer.from(await whole.arrayBuffer());
    const ask = async (range: string) => {
      const response = await stage.get(`${VOD}/clip.webm`, { Range: range });
      return { response, body: Buffer.from(await response.arrayBuffer()) };
    };
    const middle = await ask('bytes=100-199');
    expect(middle.response.status).toBe(206);
    expect(middle.response.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
    expect(middle.response.headers.get('content-length')).toBe('100');
    expect(middle.body.equals(bytes.subarray(100, 200))).toBe(true);
    expect((await ask('bytes=1000-')).body.equals(bytes.subarray(1000))).toBe(true);
    expect((await ask('bytes=-50')).body.equals(bytes.subarray(-50))).toBe(true);
    const beyond = await ask(`bytes=${bytes.length}-`);
    expect(beyond.response.status).toBe(416);
    expect(beyond.response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    const part = await stage.get(`${VOD}/h264/init.mp4`, { Range: 'bytes=4-7' });
    expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
  });

  it.each([
    [undefined, 'whole'],
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=5-999', { from: 5, to: 9 }],
    ['bytes=-99', { from: 0, to: 9 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=7-3', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=0-1,4-5', 'whole'],
    ['seconds=1-2', 'whole'],
  ])('read "%s" of ten bytes as %o', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected);
  });
});

interface Window {
  readonly sequence: number;
  readonly discontinuitySequence: number;
  readonly segments: readonly { uri: string; at?: number; discontinuity: boolean }[];
}

function readWindow(all: readonly string[]): Window {
  const tag = (name: string) =>
    Number(all.find((line) => line.startsWith(`#EXT-X-${name}:`))?.split(':')[1]);
  const segments: { uri: string; at?: number; discontinuity: boolean }[] = [];
  let next: { at?: number; discontinuity: boolean } = { discontinuity: false };
  for (const line of all) {
    if (line === '#EXT-X-DISCONTINUITY') next.discontinuity = true;
    const time = /^#EXT-X-PROGRAM-DATE-TIME:(.*)$/.exec(line)?.[1];
    if (time !== undefined) next.at = Date.parse(time);
    if (!line.startsWith('#')) {
      segments.push({ uri: line, ...next });
      next = { discontinuity: false };
    }
  }
  return {
    sequence: tag('MEDIA-SEQUENCE'),
    discontinuitySequence: tag('DISCONTINUITY-SEQUENCE'),
    segments,
  };
}

describe('a live channel', () => {
  const SEGMENT = 3200;

  it('slides one segment in the time of one segment, over many loops', async () => {
    const stage = createStage();
    const look = async () => readWindow(await lines(await stage.get(`${LIVE}/vp9/index.m3u8`)));
    let before = await look();
    for (let step = 0; step < 20; step += 1) {
      stage.now += SEGMENT;
      const after = await look();
      expect(after.sequence).toBe(before.sequence + 1);
      const dropped = before.segments[0]?.discontinuity ? 1 : 0;
      // A discontinuity is counted once the segment with its tag has left the playlist.
      expect(after.discontinuitySequence).toBe(before.discontinuitySequence + dropped);
      expect(after.segments.slice(0, -1).map(({ uri }) => uri)).toEqual(
        before.segments.slice(1).map(({ uri }) => uri),
      );
      before = after;
    }
  });

  it('marks every start of the loop as a discontinuity and dates it on the wall clock', async () => {
    const stage = createStage();
    const all = await lines(await stage.get(`${LIVE}/h264/index.m3u8`));
    expect(all).not.toContain('#EXT-X-ENDLIST');
    const { segments } = readWindow(all);
    const breaks = segments.flatMap((segment, i) => (segment.discontinuity ? [i] : []));
    expect(breaks.length).toBeGreaterThan(0);
    for (const [i, at] of breaks.entries()) {
      if (i > 0) expect(at - (breaks[i - 1] ?? 0)).toBe(8);
    }
    const first = segments[0]?.at ?? 0;
    for (const [i, { at }] of segments.entries()) {
      if (at !== undefined) expect(at - first).toBe(i * SEGMENT);
    }
    const end = first + segments.length * SEGMENT;
    expect(stage.now - end).toBeGreaterThanOrEqual(0);
    expect(stage.now - end).toBeLessThan(SEGMENT);
  });

  it('keeps both variants in step', async () => {
    const stage = createStage();
    const h264 = await lines(await stage.get(`${LIVE}/h264/index.m3u8`));
    const vp9 = await lines(await stage.get(`${LIVE}/vp9/index.m3u8`));
    expect(vp9).toEqual(h264);
  });

  it('serves the segments of the window, a while longer, and none of the future', async () => {
    const stage = createStage();
    const { segments, sequence } = readWindow(
      await lines(await stage.get(`${LIVE}/vp9/index.m3u8`)),
    );
    const status = async (name: string) => (await stage.get(`${LIVE}/vp9/${name}`)).status;
    for (const { uri } of segments) expect(await status(uri)).toBe(200);
    expect(await status('init.mp4')).toBe(200);
    const next = `${sequence + segments.length}.m4s`;
    expect(await status(next)).toBe(404);
    stage.now += SEGMENT;
    expect(await status(next)).toBe(200);
    expect(await status(`${sequence}.m4s`)).toBe(200);
    stage.now += 60 * SEGMENT;
    expect(await status(`${sequence}.m4s`)).toBe(404);
  });

  it('has no captions, whose clock it does not keep, and is not cached', async () => {
    const stage = createStage();
    const response = await stage.play({
      item: 'live-northstar-main',
      mediaToken: 'good-for NORTHSTAR-MAIN',
    });
    const { url } = (await response.json()) as { url: string };
    const master = await stage.get(url);
    expect(master.headers.get('cache-control')).toBe('no-cache');
    expect(await master.text()).not.toMatch(/SUBTITLES|IMAGE-STREAM/);
  });
});

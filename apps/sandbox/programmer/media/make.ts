/**
 * Draws and encodes the committed clips: `npx tsx apps/sandbox/programmer/media/make.ts [clip…]`.
 * Needs ffmpeg with libx264, libvpx-vp9, libopus (Debian: `apt-get install ffmpeg`); the sandbox
 * itself does not. Writes one folder per clip, next to this file.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { digitsWidth, drawDigits } from '../art/digits.ts';
import { drawPicture } from '../art/draw.ts';
import { rect } from '../art/paper.ts';
import { captions } from './captions.ts';
import { dashManifest } from './dash.ts';
import { type Clip, isApart, masterPlaylist, SOUND_CODECS, soundtracksOf } from './master.ts';

const FPS = 25;
/**
 * s. Exactly 150 AAC frames, 160 Opus packets or 80 pictures, so that sound and picture are cut at the
 * same time.
 */
const SEGMENT = 3.2;
const SEGMENTS = 8;
const LENGTH = SEGMENT * SEGMENTS;
const FRAMES = LENGTH * FPS;
/** Width and height of a thumbnail for seeking. */
const STILL = [320, 180] as const;

const soundCodec = {
  aac: '-c:a aac -b:a 64k'.split(' '),
  opus: '-c:a libopus -b:a 48k'.split(' '),
};

const softened = ['-af', 'lowpass=f=1800', '-t', String(LENGTH)];

const swell = (seconds: number, turn = 0) => `(0.55+0.45*sin(2*PI*t/${seconds}+${turn}))`;
const tone = (hertz: number, size: number, swelling: string) =>
  `${size}*${swelling}*sin(2*PI*${Math.round(hertz * LENGTH) / LENGTH}*t)`;

const clips: Readonly<Record<string, Clip>> = {
  dunes: {
    picture: { scene: 'dunes', palette: 'plum', seed: 'the-long-meridian' },
    width: 960,
    height: 540,
    sound: [
      tone(110, 0.09, swell(12.8)),
      tone(164.81, 0.06, swell(25.6, 1)),
      tone(220, 0.05, swell(8.533333, 2)),
      tone(246.94, 0.03, swell(6.4, 3)),
      tone(329.63, 0.025, swell(12.8, 4)),
    ].join('+'),
    captions: true,
  },
  sea: {
    picture: { scene: 'sea', palette: 'deepwater', seed: 'tidewater' },
    width: 960,
    height: 540,
    sound: [
      `0.10*(random(0)-0.5)*pow(${swell(8.533333)},2)`,
      `0.07*(random(1)-0.5)*pow(${swell(12.8, 2)},2)`,
      tone(98, 0.06, swell(12.8)),
      tone(146.83, 0.04, swell(25.6, 2)),
      tone(293.66, 0.02, swell(8.533333, 4)),
    ].join('+'),
    captions: false,
  },
  hills: {
    picture: { scene: 'hills', palette: 'amber', seed: 'glass-harvest' },
    width: 480,
    height: 270,
    sound: {
      en: {
        name: 'English',
        sound: [
          tone(130.81, 0.08, swell(12.8)),
          tone(196, 0.06, swell(8.533333, 1)),
          tone(329.63, 0.03, swell(6.4, 2)),
        ].join('+'),
      },
      es: {
        name: 'Español',
        sound: [
          tone(110, 0.08, swell(8.533333)),
          tone(164.81, 0.06, swell(12.8, 1)),
          tone(261.63, 0.04, swell(6.4, 2)),
          tone(392, 0.02, swell(12.8, 3)),
        ].join('+'),
      },
    },
    captions: false,
  },
};

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
for (const [name, clip] of Object.entries(clips)) {
  if (wanted.length === 0 || wanted.includes(name)) await makeClip(name, clip);
}

async function makeClip(name: string, clip: Clip): Promise<void> {
  const out = join(here, name);
  const work = await mkdtemp(join(tmpdir(), 'clip-'));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const pictures = join(work, 'pictures.mkv');
  await drawFrames(clip, pictures);
  const soundtracks = soundtracksOf(clip);
  await encode(work, pictures, soundtracks[0]?.sound ?? '0');
  for (const variant of ['h264', 'vp9'])
    await cut(join(work, `${variant}.mkv`), join(out, variant), isApart(clip) ? ['0:v'] : ['0']);
  for (const { language, sound } of isApart(clip) ? soundtracks : [])
    for (const codec of SOUND_CODECS) {
      const file = join(work, `${codec}-${language}.mkv`);
      const thin = ['-b:a', '32k'];
      await ffmpeg([...soundInput(sound), ...soundCodec[codec], ...thin, ...softened, file]);
      await cut(file, join(out, `${codec}-${language}`), ['0:a']);
    }
  await ffmpeg([
    '-i',
    join(work, 'vp9.mkv'),
    '-c',
    'copy',
    '-cues_to_front',
    '1',
    join(out, 'clip.webm'),
  ]);
  await writeStills(pictures, join(out, 'stills'));
  if (clip.captions) await writeCaptions(join(out, 'captions'));
  const cutting = { out, still: STILL, fps: FPS, segment: SEGMENT, length: LENGTH };
  await writeFile(join(out, 'master.m3u8'), await masterPlaylist(clip, cutting));
  if (isApart(clip)) await writeFile(join(out, 'manifest.mpd'), await dashManifest(clip, cutting));
  await rm(work, { recursive: true });
}

/** Draws every frame with its time code and encodes the frames without loss. */
async function drawFrames({ picture, width, height }: Clip, file: string): Promise<void> {
  const encoder = spawn(
    'ffmpeg',
    ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`]
      .concat(['-r', String(FPS), '-i', '-', '-vf', 'scale=out_color_matrix=bt709:out_range=tv'])
      .concat(['-pix_fmt', 'yuv420p', '-c:v', 'ffv1', file]),
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const ended = new Promise<void>((resolve, reject) => {
    encoder.on('close', (code) => (code === 0 ? resolve() : reject(new Error('ffmpeg failed'))));
  });
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const drawn = drawPicture(picture, frame / FRAMES);
    const svg = drawn.replace('</svg>', `${timeCode(frame)}</svg>`);
    const raw = await sharp(Buffer.from(svg)).resize(width, height).removeAlpha().raw().toBuffer();
    if (!encoder.stdin.write(raw))
      await new Promise((resolve) => encoder.stdin.once('drain', resolve));
  }
  encoder.stdin.end();
  await ended;
}

/** `00:07.48`: s and hundredths, in the upper right corner inside the safe area. */
function timeCode(frame: number): string {
  const seconds = frame / FPS;
  const text = `00:${seconds.toFixed(2).padStart(5, '0')}`;
  const height = 34;
  const width = digitsWidth(text, height);
  const x = 1500 - width;
  return (
    rect(x - 26, 62, width + 52, height + 40, '#0b0d14', 'rx="20" opacity="0.62"') +
    drawDigits(text, x, 82, height, '#f4ead8')
  );
}

function soundInput(sound: string): string[] {
  return ['-f', 'lavfi', '-i', `aevalsrc='${sound}|${sound}':s=48000:d=${LENGTH}`];
}

async function encode(work: string, pictures: string, sound: string): Promise<void> {
  const input = ['-i', pictures, ...soundInput(sound)];
  const picturesPerSegment = String(SEGMENT * FPS);
  const colours = '-color_primaries bt709 -color_trc bt709 -colorspace bt709'.split(' ');
  await ffmpeg([
    ...input,
    ...'-c:v libx264 -profile:v main -level 3.1 -preset veryslow -tune animation -crf 24 -bf 0'.split(
      ' ',
    ),
    ...[
      '-g',
      picturesPerSegment,
      '-keyint_min',
      picturesPerSegment,
      '-sc_threshold',
      '0',
      ...colours,
    ],
    ...soundCodec.aac,
    ...softened,
    join(work, 'h264.mkv'),
  ]);
  const vp9 =
    '-c:v libvpx-vp9 -crf 34 -b:v 0 -deadline good -cpu-used 1 -row-mt 1 -tile-columns 1'.split(
      ' ',
    );
  const keys = ['-g', picturesPerSegment, '-keyint_min', picturesPerSegment, ...colours];
  const passes = ['-passlogfile', join(work, 'vp9')];
  await ffmpeg([...input, ...vp9, ...keys, '-pass', '1', ...passes, '-an', '-f', 'null', '-']);
  await ffmpeg([
    ...input,
    ...[...vp9, ...keys, '-pass', '2', ...passes],
    ...soundCodec.opus,
    ...softened,
    join(work, 'vp9.mkv'),
  ]);
}

/** Cuts an encoded clip into fMP4 segments with their media playlist. */
async function cut(file: string, folder: string, maps: readonly string[]): Promise<void> {
  await mkdir(folder);
  await ffmpeg([
    ...[
      '-i',
      file,
      ...maps.flatMap((map) => ['-map', map]),
      '-c',
      'copy',
      '-f',
      'hls',
      '-hls_segment_type',
      'fmp4',
      '-hls_playlist_type',
      'vod',
    ],
    ...['-hls_time', String(SEGMENT), '-hls_flags', 'independent_segments'],
    ...['-hls_segment_filename', join(folder, '%d.m4s'), join(folder, 'index.m3u8')],
  ]);
}

/** One sheet of thumbnails, one per segment, that players show while the viewer seeks. */
async function writeStills(pictures: string, folder: string): Promise<void> {
  await mkdir(folder);
  const [w, h] = STILL;
  const layout = `${SEGMENTS / 2}x2`;
  const filter = `select='not(mod(n\\,${SEGMENT * FPS}))',scale=${w}:${h},tile=${layout}`;
  await ffmpeg([
    ...['-i', pictures, '-vf', filter, '-frames:v', '1', '-fps_mode', 'vfr', '-q:v', '6'],
    join(folder, 'sheet.jpg'),
  ]);
  await writeFile(
    join(folder, 'index.m3u8'),
    [
      ...['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${Math.ceil(LENGTH)}`],
      ...['#EXT-X-MEDIA-SEQUENCE:0', '#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-IMAGES-ONLY'],
      `#EXTINF:${LENGTH.toFixed(3)},`,
      `#EXT-X-TILES:RESOLUTION=${w}x${h},LAYOUT=${layout},DURATION=${SEGMENT}`,
      ...['sheet.jpg', '#EXT-X-ENDLIST', ''],
    ].join('\n'),
  );
}

async function writeCaptions(folder: string): Promise<void> {
  await mkdir(folder);
  const stamp = (seconds: number) => `00:00:${seconds.toFixed(3).padStart(6, '0')}`;
  const cues = captions.map(([from, to, text]) => `${stamp(from)} --> ${stamp(to)}\n${text}\n`);
  const header = 'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n';
  await writeFile(join(folder, 'en.vtt'), `${header}\n${cues.join('\n')}`);
  await writeFile(
    join(folder, 'index.m3u8'),
    [
      ...['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${Math.ceil(LENGTH)}`],
      ...['#EXT-X-MEDIA-SEQUENCE:0', '#EXT-X-PLAYLIST-TYPE:VOD'],
      ...[`#EXTINF:${LENGTH.toFixed(3)},`, 'en.vtt', '#EXT-X-ENDLIST', ''],
    ].join('\n'),
  );
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

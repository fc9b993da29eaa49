import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from '../art/draw.ts';

/** What a committed clip is made from. */
export interface Clip {
  readonly picture: Picture;
  readonly width: number;
  readonly height: number;
  /**
   * ffmpeg's expression for the sound; every frequency is a multiple of 1 / length, so it loops. With several
   * expressions, by language, the sound is in separate files and the viewer can choose the language.
   */
  readonly sound: string | Readonly<Record<string, Omit<Soundtrack, 'language'>>>;
  readonly captions: boolean;
}

export interface Soundtrack {
  readonly language: string;
  /** The name that the viewer reads. */
  readonly name: string;
  readonly sound: string;
}

export const SOUND_CODECS = ['aac', 'opus'] as const;

/** The first soundtrack is the default. */
export function soundtracksOf({ sound }: Clip): readonly Soundtrack[] {
  if (typeof sound === 'string') return [{ language: 'en', name: 'English', sound }];
  return Object.entries(sound).map(([language, track]) => ({ language, ...track }));
}

/** Whether sound and picture are in separate files. */
export function isApart({ sound }: Clip): boolean {
  return typeof sound !== 'string';
}

export interface Cut {
  /** Folder of the clip. */
  readonly out: string;
  readonly still: readonly [width: number, height: number];
  readonly fps: number;
  /** s */
  readonly segment: number;
  /** s */
  readonly length: number;
}

const SUBTITLES =
  '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="English",LANGUAGE="en",' +
  'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="captions/index.m3u8"';

export const variants = [
  { folder: 'h264', video: 'avc1.4d401f', codec: 'aac', audio: 'mp4a.40.2' },
  { folder: 'vp9', video: 'vp09.00.30.08', codec: 'opus', audio: 'opus' },
] as const;

/** The master playlist of the segments, which must already exist. */
export async function masterPlaylist(clip: Clip, cut: Cut): Promise<string> {
  const { width, height, captions } = clip;
  const [tracks, apart] = [soundtracksOf(clip), isApart(clip)];
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  if (captions) lines.push(SUBTITLES);
  if (apart)
    for (const codec of SOUND_CODECS)
      for (const [index, { language, name }] of tracks.entries())
        lines.push(
          `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${codec}",NAME="${name}",LANGUAGE="${language}",` +
            `DEFAULT=${index === 0 ? 'YES' : 'NO'},AUTOSELECT=YES,CHANNELS="2",` +
            `URI="${codec}-${language}/index.m3u8"`,
        );
  for (const { folder, video, codec, audio } of variants) {
    const beside = apart ? tracks.map(({ language }) => `${codec}-${language}`) : [];
    const { peak, average } = largestSum(await ratesOf([folder, ...beside], cut));
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${peak},AVERAGE-BANDWIDTH=${average},` +
        `CODECS="${video},${audio}",RESOLUTION=${width}x${height},FRAME-RATE=${cut.fps.toFixed(3)}` +
        (captions ? ',SUBTITLES="captions"' : '') +
        (apart ? `,AUDIO="${codec}"` : ''),
      `${folder}/index.m3u8`,
    );
  }
  lines.push(
    `#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=8000,RESOLUTION=${cut.still.join('x')},CODECS="jpeg",URI="stills/index.m3u8"`,
    '',
  );
  return lines.join('\n');
}

/** bit/s */
export interface Rates {
  /** Over all segments. */
  readonly average: number;
  /** Of the largest segment. */
  readonly peak: number;
}

/** The bit rates of folders with segments. */
export function ratesOf(folders: readonly string[], cut: Cut): Promise<Rates[]> {
  return Promise.all(folders.map((name) => bitRates(name, cut)));
}

/** The rates of the first, plus the largest rates of the others. */
export function largestSum([first, ...others]: readonly Rates[]): Rates {
  const sum = (kind: keyof Rates) =>
    (first?.[kind] ?? 0) + Math.max(0, ...others.map((rates) => rates[kind]));
  return { average: sum('average'), peak: sum('peak') };
}

async function bitRates(name: string, { out, segment, length }: Cut): Promise<Rates> {
  const folder = join(out, name);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.m4s'));
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return {
    average: Math.ceil((bytes * 8) / length),
    peak: Math.ceil((Math.max(...sizes) * 8) / segment),
  };
}

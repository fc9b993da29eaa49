import { type Protection, periodOf } from './keys.ts';

/** How many segments a live playlist shows. */
const WINDOW = 10;
/** Segments remain available for a while after they left the playlist, as the protocol requires. [RFC 8216, 6.2.2] */
const LINGER = 15;

/** One loop of a clip, cut into segments; a channel repeats it endlessly. */
export interface Loop {
  /** ms, in playing order. */
  readonly durations: readonly number[];
}

/** Reads the segment durations of a VOD media playlist. */
export function readLoop(playlist: string): Loop {
  const durations = [...playlist.matchAll(/^#EXTINF:([\d.]+)/gm)].map(([, seconds]) =>
    Math.round(Number(seconds) * 1000),
  );
  return { durations };
}

/**
 * The live playlist at `now` (ms since the epoch). The channel counts as started at the epoch, so the
 * playlist depends only on the clock: all variants match, also after a restart.
 */
export function livePlaylist(loop: Loop, now: number, protection?: Protection): string {
  const newest = lastFinished(loop, now);
  const first = newest - WINDOW + 1;
  const length = loop.durations.length;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...loop.durations) / 1000)}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    // The number of discontinuities that have left the window; every loop except the first begins with one.
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.ceil(first / length) - 1}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ];
  for (let sequence = first; sequence <= newest; sequence += 1) {
    const at = sequence % length;
    if (at === 0) lines.push('#EXT-X-DISCONTINUITY');
    const period = protection && periodOf(sequence, protection);
    const isNewKey = protection && period !== periodOf(sequence - 1, protection);
    if (at === 0 || sequence === first || isNewKey) {
      lines.push(`#EXT-X-MAP:URI="init${period === undefined ? '' : `-${period}`}.mp4"`);
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startOf(loop, sequence)).toISOString()}`);
    }
    lines.push(`#EXTINF:${((loop.durations[at] ?? 0) / 1000).toFixed(3)},`, `${sequence}.m4s`);
  }
  return `${lines.join('\n')}\n`;
}

/** The index in the clip of a live segment; undefined when the segment is not available yet or any more. */
export function liveSegment(loop: Loop, sequence: number, now: number): number | undefined {
  const newest = lastFinished(loop, now);
  if (sequence > newest || sequence <= newest - WINDOW - LINGER) return undefined;
  return sequence % loop.durations.length;
}

function loopLength(loop: Loop): number {
  return loop.durations.reduce((sum, duration) => sum + duration, 0);
}

/** ms since the epoch at which a live segment starts. */
function startOf(loop: Loop, sequence: number): number {
  const at = sequence % loop.durations.length;
  const before = loop.durations.slice(0, at).reduce((sum, duration) => sum + duration, 0);
  return Math.floor(sequence / loop.durations.length) * loopLength(loop) + before;
}

/** The newest segment that is complete at `now`: a live encoder publishes only whole ones. */
function lastFinished(loop: Loop, now: number): number {
  const length = loopLength(loop);
  let sequence = Math.floor(now / length) * loop.durations.length;
  let end = Math.floor(now / length) * length;
  for (const duration of loop.durations) {
    end += duration;
    if (end > now) break;
    sequence += 1;
  }
  return sequence - 1;
}

/** ms; the length of the segments of all clips. */
const SEGMENT_MS = 3_200;

/** The newest segment of any channel: all channels started at the epoch and have segments of equal length. */
export function newestSegmentAt(now: number): number {
  return Math.floor(now / SEGMENT_MS);
}

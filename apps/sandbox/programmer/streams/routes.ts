import { type Context, Hono } from 'hono';
import type { ProgrammerDeps } from '../deps.ts';
import { type Title, titleById } from '../titles/index.ts';
import { createMediaFiles, type MediaFiles, mediaType } from './files.ts';
import type { Grants } from './grants.ts';
import { type Keys, type Protection, periodOf } from './keys.ts';
import { type Loop, livePlaylist, liveSegment, readLoop } from './live.ts';
import { FREE_GRANT, HLS_TYPE } from './paths.ts';
import { protectedFile } from './protectedFiles.ts';
import { byteResponse } from './ranges.ts';

/**
 * `GET streams/{grant}/{item}/…`: the streams. The URL of a protected item must contain a valid grant of
 * the playback endpoint, otherwise 403; free items are at `streams/free`.
 */
export function streamRoutes(deps: ProgrammerDeps, grants: Grants, keys: Keys): Hono {
  const app = new Hono();
  const files = createMediaFiles();

  app.get('/streams/:grant/:item/:path{.+}', async (c) => {
    const { grant, item, path } = c.req.param();
    const title = titleById(item);
    const open = grant === FREE_GRANT ? title && !title.resource : grants.opens(grant, item);
    if (!title || !open) {
      return c.json({ error: 'stream_refused' }, 403, { 'Cache-Control': 'no-store' });
    }
    const protection = grants.protectionOf(grant);
    if (title.kind === 'live') {
      return answerLive(c, { files, keys, title, protection }, path, deps.clock.now());
    }
    return answerFile(c, title, path, readerOf({ files, keys, title, protection }));
  });

  return app;
}

/** A stream that the request may read. */
interface Released {
  readonly files: MediaFiles;
  readonly keys: Keys;
  readonly title: Title;
  readonly protection: Protection | undefined;
}

type Reader = (path: string) => Promise<Uint8Array | undefined>;

/** @param period the number of the title's key @param number of the segment, in a stream that repeats its files */
function readerOf(released: Released, period = 0, number?: number): Reader {
  const { files, keys, title, protection } = released;
  if (!protection) return (path) => files(title.clip, path);
  const about = { clip: title.clip, titleId: title.id, period };
  return (path) => protectedFile(files, keys, about, path, number);
}

async function answerFile(c: Context, title: Title, path: string, read: Reader) {
  const bytes = await read(path);
  if (!bytes) return c.json({ error: 'not_found' }, 404);
  return byteResponse(bytes, c.req.header('Range'), {
    'Content-Type': mediaType(path),
    'Cache-Control': title.resource ? 'private, max-age=3600' : 'public, max-age=3600',
  });
}

async function answerLive(
  c: Context,
  released: Released,
  path: string,
  now: number,
): Promise<Response> {
  const { files, title, protection } = released;
  const [, variant = '', name = ''] =
    /^(h264|vp9)\/(index\.m3u8|init(?:-\d+)?\.mp4|\d+\.m4s)$/.exec(path) ?? [];
  if (path === 'master.m3u8') {
    const master = await files(title.clip, path);
    if (!master) return c.json({ error: 'not_found' }, 404);
    return playlist(asChannel(new TextDecoder().decode(master)));
  }
  if (name.startsWith('init')) {
    const period = Number(/\d+/.exec(name)?.[0] ?? 0);
    return answerFile(c, title, `${variant}/init.mp4`, readerOf(released, period));
  }
  const loop = variant === '' ? undefined : await loopOf(files, title, variant);
  if (!loop) return c.json({ error: 'not_found' }, 404);
  if (name === 'index.m3u8') return playlist(livePlaylist(loop, now, protection));
  const sequence = Number.parseInt(name, 10);
  const segment = liveSegment(loop, sequence, now);
  if (segment === undefined) return c.json({ error: 'not_found' }, 404);
  const period = protection ? periodOf(sequence, protection) : 0;
  const read = readerOf(released, period, sequence);
  return answerFile(c, title, `${variant}/${segment}.m4s`, read);
}

async function loopOf(files: MediaFiles, title: Title, variant: string): Promise<Loop | undefined> {
  const bytes = await files(title.clip, `${variant}/index.m3u8`);
  return bytes && readLoop(new TextDecoder().decode(bytes));
}

/** Removes captions and thumbnails: their times are those of the clip, not those of the channel. */
function asChannel(master: string): string {
  return master
    .replace(/^#EXT-X-(?:MEDIA:TYPE=SUBTITLES|IMAGE-STREAM-INF).*\n/gm, '')
    .replace(/,SUBTITLES="[^"]*"/g, '');
}

function playlist(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': HLS_TYPE, 'Cache-Control': 'no-cache' } });
}

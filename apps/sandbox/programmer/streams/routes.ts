import { type Context, Hono } from 'hono';
import type { ProgrammerDeps } from '../deps.ts';
import { type Title, titleById } from '../titles/index.ts';
import { createMediaFiles, type MediaFiles, mediaType } from './files.ts';
import type { Grants } from './grants.ts';
import { type Loop, livePlaylist, liveSegment, readLoop } from './live.ts';
import { FREE_GRANT, HLS_TYPE } from './paths.ts';
import { byteResponse } from './ranges.ts';

/**
 * `GET streams/{grant}/{item}/…`: the gate and what lies behind it. A protected item needs a living
 * grant of the playback endpoint in its address, otherwise 403; free ones lie under `streams/free`.
 */
export function streamRoutes(deps: ProgrammerDeps, grants: Grants): Hono {
  const app = new Hono();
  const files = createMediaFiles();

  app.get('/streams/:grant/:item/:path{.+}', async (c) => {
    const { grant, item, path } = c.req.param();
    const title = titleById(item);
    const open = grant === FREE_GRANT ? title && !title.resource : grants.opens(grant, item);
    if (!title || !open) {
      return c.json({ error: 'stream_refused' }, 403, { 'Cache-Control': 'no-store' });
    }
    return title.kind === 'live'
      ? answerLive(c, files, title, path, deps.clock.now())
      : answerFile(c, files, title, path);
  });

  return app;
}

async function answerFile(c: Context, files: MediaFiles, title: Title, path: string) {
  const bytes = await files(title.clip, path);
  if (!bytes) return c.json({ error: 'not_found' }, 404);
  return byteResponse(bytes, c.req.header('Range'), {
    'Content-Type': mediaType(path),
    'Cache-Control': title.resource ? 'private, max-age=3600' : 'public, max-age=3600',
  });
}

async function answerLive(
  c: Context,
  files: MediaFiles,
  title: Title,
  path: string,
  now: number,
): Promise<Response> {
  const [, variant = '', name = ''] = /^(h264|vp9)\/(index\.m3u8|\d+\.m4s)$/.exec(path) ?? [];
  if (path === 'master.m3u8') {
    const master = await files(title.clip, path);
    if (!master) return c.json({ error: 'not_found' }, 404);
    return playlist(asChannel(new TextDecoder().decode(master)));
  }
  if (path.endsWith('/init.mp4')) return answerFile(c, files, title, path);
  const loop = variant === '' ? undefined : await loopOf(files, title, variant);
  if (!loop) return c.json({ error: 'not_found' }, 404);
  if (name === 'index.m3u8') return playlist(livePlaylist(loop, now));
  const segment = liveSegment(loop, Number.parseInt(name, 10), now);
  if (segment === undefined) return c.json({ error: 'not_found' }, 404);
  return answerFile(c, files, title, `${variant}/${segment}.m4s`);
}

async function loopOf(files: MediaFiles, title: Title, variant: string): Promise<Loop | undefined> {
  const bytes = await files(title.clip, `${variant}/index.m3u8`);
  return bytes && readLoop(new TextDecoder().decode(bytes));
}

/** Captions and pictures to seek by belong to the clip, whose time the channel does not keep. */
function asChannel(master: string): string {
  return master
    .replace(/^#EXT-X-(?:MEDIA:TYPE=SUBTITLES|IMAGE-STREAM-INF).*\n/gm, '')
    .replace(/,SUBTITLES="[^"]*"/g, '');
}

function playlist(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': HLS_TYPE, 'Cache-Control': 'no-cache' } });
}

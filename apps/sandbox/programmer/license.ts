import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { parseJson } from '../server/json.ts';
import type { ProgrammerDeps } from './deps.ts';
import type { Grants } from './streams/grants.ts';
import { type Keys, periodOf } from './streams/keys.ts';
import { newestSegmentAt } from './streams/live.ts';
import { titleById } from './titles/index.ts';

/** The headers of a licence request: they identify the playback. */
export function sessionHeaders(session: string): Record<string, string> {
  return { Authorization: `Bearer ${session}` };
}

const licenseRequest = v.object({ kids: v.pipe(v.array(v.string()), v.maxLength(20)) });

/** The number of a live stream's keys that are available: the next key, the current one and earlier ones. */
const BACK = 30;

/**
 * The ClearKey licence server: `POST license/{item}` `{kids}` answers `{keys}`. It returns only keys of this title,
 * and only to playbacks that a media token was used for. [W3C: Encrypted Media Extensions, 9.1]
 */
export function licenseRoutes(deps: ProgrammerDeps, grants: Grants, keys: Keys): Hono {
  const app = new Hono();

  /** The playback that the request is for, or the error response. */
  const released = (c: Context): { session: string; item: string } | Response => {
    c.header('Cache-Control', 'no-store');
    const session = /^Bearer (\S+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    const item = c.req.param('item') ?? '';
    if (session === '') return c.json({ error: 'session_required' }, 401);
    const isOpen = grants.opens(session, item) && grants.protectionOf(session) !== undefined;
    return isOpen ? { session, item } : c.json({ error: 'session_refused' }, 403);
  };

  // For HLS: the only key of a film.
  app.get('/license/:item/key', (c) => {
    const playback = released(c);
    if (playback instanceof Response) return playback;
    const { key } = keys.keyOf(playback.item, 0);
    return c.body(Uint8Array.from(key), 200, { 'Content-Type': 'application/octet-stream' });
  });

  app.post('/license/:item', async (c) => {
    const playback = released(c);
    if (playback instanceof Response) return playback;
    const { session, item } = playback;
    const title = titleById(item);
    const protection = grants.protectionOf(session) ?? {};
    const body = v.safeParse(licenseRequest, read(await c.req.text()));
    if (!body.success) return c.json({ error: 'bad_request' }, 400);
    const newest = title?.kind === 'live' ? newestSegmentAt(deps.clock.now()) : 0;
    const last = periodOf(newest, protection) + 1;
    const periods = Array.from({ length: Math.min(BACK, last + 1) }, (_, back) => last - back);
    const found = body.output.kids.flatMap((kid) => {
      const key = keys.find(item, Buffer.from(kid, 'base64url'), periods);
      return key ? [{ kty: 'oct', kid, k: Buffer.from(key.key).toString('base64url') }] : [];
    });
    if (found.length === 0) return c.json({ error: 'key_unknown' }, 404);
    return c.json({ keys: found, type: 'temporary' });
  });
  return app;
}

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

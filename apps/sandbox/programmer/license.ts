import { Hono } from 'hono';
import * as v from 'valibot';
import { parseJson } from '../server/json.ts';
import type { ProgrammerDeps } from './deps.ts';
import type { Grants } from './streams/grants.ts';
import { type Keys, periodOf } from './streams/keys.ts';
import { newestSegmentAt } from './streams/live.ts';
import { titleById } from './titles/index.ts';

/** The header that a licence is asked for with: whose playback it is for. */
export const SESSION_HEADER = 'X-Playback-Session';

const licenseRequest = v.object({ kids: v.pipe(v.array(v.string()), v.maxLength(20)) });

/** How many keys of a live stream are given: those of what can still be sought in, and the next. */
const BACK = 30;

/**
 * The licence server of ClearKey: `POST license/{item}` `{kids}` answers `{keys}`. It gives keys of this title only,
 * and to playbacks only that a media token was spent for. [W3C: Encrypted Media Extensions, 9.1]
 */
export function licenseRoutes(deps: ProgrammerDeps, grants: Grants, keys: Keys): Hono {
  const app = new Hono();
  app.post('/license/:item', async (c) => {
    c.header('Cache-Control', 'no-store');
    const session = c.req.header(SESSION_HEADER) ?? '';
    const { item } = c.req.param();
    const title = titleById(item);
    const protection = grants.protectionOf(session);
    if (session === '') return c.json({ error: 'session_required' }, 401);
    if (!title || !protection || !grants.opens(session, item)) {
      return c.json({ error: 'session_refused' }, 403);
    }
    const body = v.safeParse(licenseRequest, read(await c.req.text()));
    if (!body.success) return c.json({ error: 'bad_request' }, 400);
    const newest = title.kind === 'live' ? newestSegmentAt(deps.clock.now()) : 0;
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

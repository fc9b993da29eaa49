import { Hono } from 'hono';
import * as v from 'valibot';
import { parseJson } from '../server/json.ts';
import { type ProgrammerDeps, programmerUrl } from './deps.ts';
import { sessionHeaders } from './license.ts';
import type { PlayLog } from './playLog.ts';
import type { Grants } from './streams/grants.ts';
import { FREE_GRANT, streamPath, streamType } from './streams/paths.ts';
import { titleById } from './titles/index.ts';

const playRequest = v.object({
  item: v.pipe(v.string(), v.minLength(1)),
  mediaToken: v.optional(v.nullable(v.string())),
  /** The DRM systems that the device supports. */
  drm: v.optional(v.array(v.string())),
});

/** Query parameters that select how the stream is protected, to test the app with it. */
const wanted = v.object({
  drm: v.optional(v.literal('clearkey')),
  rotate: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1))),
});

/**
 * The playback endpoint: the programmer's back end checks the media token for the item's resource
 * before it returns the stream's URL. [Media Tokens]
 *
 * `POST play` `{item, mediaToken}`: 200 `{url, type}`; 400 not that shape; 404 no such item;
 * 401 a protected item without token; 403 the verifier refused, with its verdict.
 * `POST play?drm=clearkey`: the same, but protected streams are encrypted; 403 when the device does not support it;
 * with `&rotate=5`, live streams change the key every five segments.
 */
export function playRoutes(deps: ProgrammerDeps, grants: Grants, log: PlayLog): Hono {
  const app = new Hono();

  app.post('/play', async (c) => {
    c.header('Cache-Control', 'no-store');
    const body = v.safeParse(playRequest, read(await c.req.text()));
    if (!body.success) return c.json({ error: 'bad_request' }, 400);
    const { item, drm = [] } = body.output;
    const asked = v.safeParse(wanted, c.req.query());
    const { drm: protect, rotate } = asked.success ? asked.output : {};
    const token = body.output.mediaToken || undefined;
    const title = titleById(item);
    if (!title) return c.json({ error: 'unknown_item' }, 404);

    const release = (grant: string) =>
      c.json({
        url: programmerUrl(deps, streamPath(grant, title)),
        type: streamType(title.form),
      });
    const now = deps.clock.now();
    if (title.resource === undefined) {
      log.add(now, item, 'FREE', token);
      return release(FREE_GRANT);
    }
    if (token === undefined) {
      log.add(now, item, 'NO_TOKEN', token);
      return c.json({ error: 'media_token_required' }, 401);
    }
    const verdict = await deps.verifyMediaToken(token, title.resource);
    log.add(now, item, verdict, token);
    if (verdict !== 'VALID_TOKEN') return c.json({ error: 'media_token_rejected', verdict }, 403);
    if (protect === undefined || title.form === 'webm') return release(grants.release(item));
    if (!drm.includes(protect)) {
      const message = 'This show is protected in a way that this device does not know.';
      return c.json({ error: { code: 'DRM_UNSUPPORTED', message, action: 'none' } }, 403);
    }
    const rotation = title.kind === 'live' ? rotate : undefined;
    const session = grants.release(item, rotation === undefined ? {} : { rotateEvery: rotation });
    return c.json({
      url: programmerUrl(deps, streamPath(session, title)),
      type: streamType(title.form),
      drm: [
        {
          system: protect,
          licenseUrl: programmerUrl(deps, `license/${item}`),
          headers: sessionHeaders(session),
        },
      ],
    });
  });

  app.get('/plays', (c) => c.json(log.entries(), 200, { 'Cache-Control': 'no-store' }));

  return app;
}

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

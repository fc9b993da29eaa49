import { type Context, Hono } from 'hono';
import { artRoutes } from './art/routes.ts';
import type { ProgrammerDeps } from './deps.ts';
import { buildFeed } from './feed.ts';
import { licenseRoutes } from './licenseEndpoint.ts';
import { buildMrss } from './mrss.ts';
import { playRoutes } from './play.ts';
import { createPlayLog, type PlayEntry } from './playLog.ts';
import { createGrants } from './streams/grants.ts';
import { createKeys } from './streams/keys.ts';
import { streamRoutes } from './streams/routes.ts';
import { createSharedState } from './streams/sharedState.ts';

export { type MediaTokenVerdict, PROGRAMMER_PATH, type ProgrammerDeps } from './deps.ts';
export { escapeXml } from './escapeXml.ts';
export type { Feed, FeedItem, FeedVideo } from './feed.ts';
export { getOwn } from './getOwn.ts';
export { DEEPEST, parseJson } from './parseJson.ts';
export type { PlayEntry, PlayVerdict } from './playLog.ts';
export { createSharedState, type SharedState } from './streams/sharedState.ts';
export { titleById, titles } from './titles/index.ts';

/** The programmer's services, which the sandbox provides besides the authentication service. */
export interface Programmer {
  /** To be mounted at `PROGRAMMER_PATH`. */
  readonly routes: Hono;
  /** The requests to the playback endpoint and its verdicts, oldest first; without tokens. */
  playLog(): readonly PlayEntry[];
}

export function createProgrammer(deps: ProgrammerDeps): Programmer {
  const log = createPlayLog();
  const shared = deps.shared ?? createSharedState();
  const grants = createGrants(deps.clock, shared);
  const keys = createKeys(shared);
  const routes = new Hono();
  /** With `?drm=clearkey` the free titles are encrypted, and their items say how their keys are obtained. */
  const encrypting = (c: Context) =>
    c.req.query('drm') === 'clearkey'
      ? { encrypt: (titleId: string) => grants.release(titleId, {}), cache: 'no-store' }
      : { encrypt: undefined, cache: 'public, max-age=60' };
  routes.get('/feed.json', (c) => {
    const { encrypt, cache } = encrypting(c);
    return c.json(buildFeed(deps, encrypt), 200, { 'Cache-Control': cache });
  });
  routes.get('/feed.xml', (c) => {
    const { encrypt, cache } = encrypting(c);
    return c.body(buildMrss(deps, encrypt), 200, {
      'Content-Type': 'application/rss+xml; charset=utf-8',
      'Cache-Control': cache,
    });
  });
  routes.route('/', artRoutes());
  routes.route('/', playRoutes(deps, grants, log));
  routes.route('/', licenseRoutes(deps, grants, keys));
  routes.route('/', streamRoutes(deps, grants, keys));
  return { routes, playLog: log.entries };
}

/** Only the routes, for a host that reads the log with `GET plays`. */
export function programmerRoutes(deps: ProgrammerDeps): Hono {
  return createProgrammer(deps).routes;
}

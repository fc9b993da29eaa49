import { Hono } from 'hono';
import { artRoutes } from './art/routes.ts';
import type { ProgrammerDeps } from './deps.ts';
import { buildFeed } from './feed.ts';
import { licenseRoutes } from './license.ts';
import { buildMrss } from './mrss.ts';
import { playRoutes } from './play.ts';
import { createPlayLog, type PlayEntry } from './playLog.ts';
import { createGrants } from './streams/grants.ts';
import { createKeys } from './streams/keys.ts';
import { streamRoutes } from './streams/routes.ts';

export { PROGRAMMER_PATH, type ProgrammerDeps } from './deps.ts';
export type { Feed, FeedItem, FeedVideo } from './feed.ts';
export type { PlayEntry, PlayVerdict } from './playLog.ts';
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
  const grants = createGrants(deps.clock);
  const keys = createKeys();
  const routes = new Hono();
  routes.get('/feed.json', (c) =>
    c.json(buildFeed(deps), 200, { 'Cache-Control': 'public, max-age=60' }),
  );
  routes.get('/feed.xml', (c) =>
    c.body(buildMrss(deps), 200, {
      'Content-Type': 'application/rss+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=60',
    }),
  );
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

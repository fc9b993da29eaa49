import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { getOwn } from '@couchpass/core';
import { hostCheck, hostNameOf } from '@couchpass/sandbox/server';
import { type Context, Hono } from 'hono';
import type { Brand } from './brand/brand.ts';
import { brandPath } from './brand/files.ts';
import { settingsFor } from './brand/settingsFor.ts';
import {
  errorHeaders,
  type HeaderOptions,
  policyOf,
  securityHeaders,
  type WebApp,
  webApps,
} from './headers.ts';
import type { Reload } from './reload.ts';
import { brandPage, lookOf } from './rollup/brandPage.mjs';
import { withPolicy } from './rollup/policy.mjs';

export interface WebOptions {
  /** Folder with one folder for each app: `tv/`, `activate/`. */
  readonly dist: string;
  /** settings.json for both apps, without the brand's additions. */
  readonly settings: unknown;
  /** The brand whose files are served below `static/brand`; the files in `dist` when absent. */
  readonly brand?: Brand;
  readonly origins: HeaderOptions['origins'];
  /** Allowed host names, besides those of the loopback interface; others are refused. */
  readonly allowHosts?: readonly string[];
  /** Present during development: it makes pages reload. */
  readonly reload?: Reload;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.otf': 'font/otf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Serves the built TV app and second screen as a plain web server would: only files. */
export function createWeb(options: WebOptions): Hono {
  const web = new Hono({ strict: true });
  const isOwnHost = hostCheck({ listening: [], allowed: options.allowHosts ?? [] });
  web.use(async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (!isOwnHost(host)) c.res = refuseHost(c, host);
    else await next();
    for (const [name, value] of Object.entries(errorHeaders))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  options.reload?.mount(web);
  web.get('/', (c) => c.redirect('/tv/'));
  for (const app of webApps) {
    const headers = { ...securityHeaders({ app, origins: options.origins }) };
    web.use(`/${app}/*`, async (c, next) => {
      await next();
      for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
      c.res.headers.set('Cache-Control', 'no-cache');
    });
    web.get(`/${app}`, (c) => c.redirect(`/${app}/${new URL(c.req.url).search}`));
    const { brand, settings } = options;
    const read = () => (brand ? settingsFor(brand, app, settings) : settings) as object;
    web.get(`/${app}/settings.json`, (c) => c.json(read()));
    if (brand) web.get(`/${app}/${brandPath}/*`, (c) => sendBrandFile(c, app, brand));
    web.get(`/${app}/*`, (c) => sendFile(c, app, options));
  }
  web.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', (c) =>
    c.text('Only GET and HEAD are served here.', 405, { Allow: 'GET, HEAD' }),
  );
  web.notFound((c) => c.text('There is no such page here.', 404));
  return web;
}

/** Against DNS rebinding: a page whose host name was moved to this server after loading has this origin. */
function refuseHost(c: Context, host: string): Response {
  const name = hostNameOf(host);
  const advice = name === undefined ? '' : ` Start it with "--allow-host ${name}" if it should.`;
  return c.text(`This server does not answer to this host name.${advice}`, 403);
}

async function sendFile(c: Context, app: WebApp, options: WebOptions): Promise<Response> {
  const root = join(options.dist, app);
  const file = await fileOf(root, new URL(c.req.url).pathname.slice(app.length + 1));
  if (file === null) return c.notFound();
  const body = await readFile(file);
  const type = getOwn(types, extname(file)) ?? 'application/octet-stream';
  if (!type.startsWith('text/html')) {
    return c.body(new Uint8Array(body), 200, { 'Content-Type': type });
  }
  // The page was built for the services in settings.json; this run may use others.
  const page = withPolicy(body.toString('utf8'), policyOf({ app, origins: options.origins }));
  const worn = options.brand ? brandPage(page, lookOf(options.brand, app)) : page;
  return c.body(options.reload?.inject(worn) ?? worn, 200, { 'Content-Type': type });
}

/** Sends a file of a brand without a build, from its present path. */
async function sendBrandFile(c: Context, app: WebApp, brand: Brand): Promise<Response> {
  const path = new URL(c.req.url).pathname.slice(app.length + 2);
  if (path === `${brandPath}/brand.css`) {
    return c.body(brand.css[app], 200, { 'Content-Type': types['.css'] ?? '' });
  }
  const file = brand.files.get(path);
  if (file === undefined) return c.notFound();
  const type = getOwn(types, extname(file)) ?? 'application/octet-stream';
  return c.body(new Uint8Array(await readFile(file)), 200, { 'Content-Type': type });
}

/**
 * The file for a URL path inside `root`, or null: for missing files, for folders without an index page, for
 * hidden files, and for every path that would lead out of `root` (also by a link).
 */
export async function fileOf(root: string, urlPath: string): Promise<string | null> {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  const parts = path.split('/').slice(1);
  if (/[\\\0:]/.test(path) || parts.some((part) => part.startsWith('.'))) return null;
  const wanted = join(root, ...parts, path.endsWith('/') ? 'index.html' : '');
  try {
    const [home, file] = await Promise.all([realpath(root), realpath(wanted)]);
    return file.startsWith(home + sep) && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

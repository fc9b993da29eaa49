import { type Context, Hono } from 'hono';
import { titleById } from '../titles/index.ts';
import { drawTitle, hashOf } from './draw.ts';
import { createPosters, posterWidth } from './posters.ts';

/** `GET art/{id}.jpg?w=320` and `GET art/{id}.svg`: 16:9 art of every title. */
export function artRoutes(): Hono {
  const app = new Hono();
  const posterOf = createPosters();

  app.get('/art/:name{.+\\.svg}', (c) => {
    const svg = drawTitle(c.req.param('name').slice(0, -'.svg'.length));
    if (svg === undefined) return c.json({ error: 'not_found' }, 404);
    return picture(c, svg, 'image/svg+xml', `"${hashOf(svg)}-svg"`);
  });

  app.get('/art/:name{.+\\.jpg}', async (c) => {
    const title = titleById(c.req.param('name').slice(0, -'.jpg'.length));
    if (!title) return c.json({ error: 'not_found' }, 404);
    const { bytes, tag } = await posterOf(title.id, posterWidth(c.req.query('w')));
    return picture(c, bytes, 'image/jpeg', tag);
  });

  return app;
}

function picture(c: Context, body: string | Uint8Array, type: string, tag: string): Response {
  const headers = { ETag: tag, 'Cache-Control': 'public, max-age=86400' };
  const known = c.req.header('If-None-Match')?.split(',') ?? [];
  if (known.some((entry) => entry.trim().replace(/^W\//, '') === tag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body as BodyInit, { headers: { 'Content-Type': type, ...headers } });
}

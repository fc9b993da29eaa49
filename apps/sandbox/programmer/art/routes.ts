import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { drawTitle } from './draw.ts';
import { artWidth, createRasteriser } from './raster.ts';

/** `GET art/{id}.jpg?w=480` and `GET art/{id}.svg`: 16:9 art of every title, drawn on request. */
export function artRoutes(): Hono {
  const app = new Hono();
  const rasteriser = createRasteriser();

  app.get('/art/:name{.+\\.svg}', (c) => {
    const svg = drawTitle(c.req.param('name').slice(0, -'.svg'.length));
    if (svg === undefined) return c.json({ error: 'not_found' }, 404);
    const tag = tagOf(svg, 'svg');
    return isKnown(c, tag) ? notModified(tag) : picture(svg, 'image/svg+xml', tag);
  });

  app.get('/art/:name{.+\\.jpg}', async (c) => {
    const id = c.req.param('name').slice(0, -'.jpg'.length);
    const svg = drawTitle(id);
    if (svg === undefined) return c.json({ error: 'not_found' }, 404);
    const width = artWidth(c.req.query('w'));
    const tag = tagOf(svg, String(width));
    if (isKnown(c, tag)) return notModified(tag);
    return picture(await rasteriser.jpeg(`${id}@${width}`, width, () => svg), 'image/jpeg', tag);
  });

  return app;
}

/** The ETag: it changes when the drawing changes. */
function tagOf(svg: string, form: string): string {
  return `"${createHash('sha1').update(svg).digest('hex').slice(0, 16)}-${form}"`;
}

function isKnown(c: Context, tag: string): boolean {
  const known = c.req.header('If-None-Match')?.split(',') ?? [];
  return known.some((entry) => entry.trim().replace(/^W\//, '') === tag);
}

const CACHE = 'public, max-age=86400';

function notModified(tag: string): Response {
  return new Response(null, { status: 304, headers: { ETag: tag, 'Cache-Control': CACHE } });
}

function picture(body: string | Uint8Array, type: string, tag: string): Response {
  return new Response(body as BodyInit, {
    headers: { 'Content-Type': type, ETag: tag, 'Cache-Control': CACHE },
  });
}

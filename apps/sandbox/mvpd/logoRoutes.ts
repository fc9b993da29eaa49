import { Hono } from 'hono';
import type { Env, Service } from '../service.ts';
import { logoSvg } from '../world/logos.ts';

/** `/logos/{mvpd}.svg`, and `.png` for TV browser engines without SVG. */
export function logoRoutes({ world }: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/:file', async (c) => {
    const [, id = '', type] = /^(.+)\.(svg|png)$/.exec(c.req.param('file')) ?? [];
    const mvpd = world.mvpd(id);
    if (!mvpd) return c.notFound();
    const headers = { 'cache-control': 'public, max-age=3600' };
    const svg = logoSvg(mvpd);
    if (type === 'svg') return c.body(svg, 200, { ...headers, 'content-type': 'image/svg+xml' });
    const { default: sharp } = await import('sharp');
    const png = await sharp(Buffer.from(svg)).png().toBuffer();
    return c.body(new Uint8Array(png), 200, { ...headers, 'content-type': 'image/png' });
  });
  return app;
}

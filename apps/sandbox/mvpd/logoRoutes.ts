import { Hono } from 'hono';
import type { Env, Service } from '../service.ts';
import { logoPng, logoSvg } from '../world/logos.ts';

/** `/logos/{mvpd}.svg`, and `.png` of the sandbox's own providers for TV browser engines without SVG. */
export function logoRoutes({ world }: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/:file', async (c) => {
    const [, id = '', type] = /^(.+)\.(svg|png)$/.exec(c.req.param('file')) ?? [];
    const mvpd = world.mvpd(id);
    if (!mvpd) return c.notFound();
    const headers = { 'cache-control': 'public, max-age=3600' };
    if (type === 'svg') {
      return c.body(logoSvg(mvpd), 200, { ...headers, 'content-type': 'image/svg+xml' });
    }
    const png = await logoPng(mvpd);
    if (!png) return c.notFound();
    return c.body(png, 200, { ...headers, 'content-type': 'image/png' });
  });
  return app;
}

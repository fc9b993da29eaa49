import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { Env } from '../service.ts';

const STYLES = ['console', 'controls', 'judge', 'controlPanel', 'requests', 'tables'];
const SCRIPTS = [
  'codes',
  'console',
  'curl',
  'dom',
  'judge',
  'controlPanel',
  'people',
  'requests',
  'tabs',
  'world',
];
const FILES = `((${STYLES.join('|')})\\.css|(${SCRIPTS.join('|')})\\.js)`;

/** The console's page, and the description of everything under `/_sandbox` for other programs. */
export function fileRoutes(): Hono<Env> {
  const app = new Hono<Env>();
  const read = (file: string) => readFile(new URL(file, import.meta.url), 'utf8');
  app.get('/openapi.json', async (c) =>
    c.body(await read('./openapi.json'), 200, { 'content-type': 'application/json' }),
  );
  const show = async (file: string, type: string) =>
    new Response(await read(`./console/${file}`), {
      headers: { ...PAGE_HEADERS, 'content-type': `${type}; charset=utf-8` },
    });
  app.get('/', () => show('index.html', 'text/html'));
  app.get(`/:file{${FILES}}`, (c) => {
    const file = c.req.param('file');
    return show(file, file.endsWith('.css') ? 'text/css' : 'text/javascript');
  });
  return app;
}

/** The page may load only the sandbox's own files, and no other page may frame it. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

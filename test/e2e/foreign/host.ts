import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { dist } from '../../../tools/paths.ts';
import { fileOf } from '../../../tools/serve.ts';
import type { Somebody } from './servers.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The headers of a `_headers` file. */
export function headersIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.startsWith('  '));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.*)$/.exec(line) ?? [];
      return [name, value];
    }),
  );
}

/** A plain web server with one of the built apps at its root, and these headers. */
export async function hostOf(
  app: 'tv' | 'activate',
  headers: Readonly<Record<string, string>>,
  settings: unknown,
): Promise<Somebody> {
  const server = createServer(async ({ url = '/' }, answer) => {
    const { pathname } = new URL(url, 'http://host.example');
    const file = await fileOf(join(dist, app), pathname);
    if (file === null) return answer.writeHead(404, headers).end();
    const type = types[extname(file)] ?? 'application/octet-stream';
    answer.writeHead(200, { ...headers, 'content-type': type });
    answer.end(pathname === '/settings.json' ? JSON.stringify(settings) : await readFile(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

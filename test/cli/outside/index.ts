import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beyondTheDocumentation } from './documented.ts';
import type { Answered, Seen } from './seen.ts';
import { type Kept, usualAnswer } from './usual.ts';

/** Replaces the usual answer; undefined keeps it. `nth` counts from 1 by path. */
export type Otherwise = (seen: Seen, nth: number) => Answered | undefined;

/**
 * A service that simulates Adobe's, written from the documentation on plain node:http; no part of the
 * product.
 */
export interface Outside {
  readonly url: string;
  readonly kept: Kept;
  /** Every request, in order. */
  readonly seen: readonly Seen[];
  /** The undocumented parts of all requests so far. */
  undocumented(): string[];
  close(): Promise<void>;
}

export async function startOutside(otherwise: Otherwise = () => undefined): Promise<Outside> {
  const seen: Seen[] = [];
  const kept: Kept = {
    code: 'K7Q2M9D',
    codeLife: 30 * 60_000,
    approved: false,
    logoutUrl: '/adobe-services/logout?requestor_id=NORTHSTAR&mso_id=ValleyCable',
  };
  const server = createServer(async (request, response) => {
    const now = await read(request);
    seen.push(now);
    const nth = seen.filter(({ path }) => path === now.path).length;
    answer(response, otherwise(now, nth) ?? usualAnswer(now, kept) ?? { status: 404 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kept,
    seen,
    undocumented: () => seen.flatMap(beyondTheDocumentation),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function answer(response: ServerResponse, { status, headers, body }: Answered): void {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(text);
}

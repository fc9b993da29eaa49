import type { IncomingMessage } from 'node:http';
import { createMiddleware } from 'hono/factory';
import { uncataloguedFault } from '../pass/enhancedErrors.ts';
import type { Env } from '../service.ts';

export const MAX_BODY_BYTES = 65_536;

/**
 * Reads the body once, for the journal and the endpoints, up to a size that no valid request exceeds.
 * `refuseOversized` answers a longer one with 413, after the request was recorded.
 */
export const readBody = createMiddleware<Env>(async (c, next) => {
  c.set('body', '');
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const body = await bodyOf(c.env.incoming);
  c.set('body', body);
  // For routes that read the body through Hono: the stream has already been read.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(body) });
  return next();
});

/** The client closed the connection before its body was complete; nobody reads an answer. */
export class BrokenBodyError extends Error {
  override readonly name = 'BrokenBodyError';
}

const OVERSIZED = '\u0000oversized';

/** Reads the body through events of the connection: a web stream or an iterator takes longer than most answers. */
function bodyOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) return chunks.push(chunk);
      incoming.pause();
      resolve(OVERSIZED);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', ({ message }) => reject(new BrokenBodyError(message)));
    incoming.on('close', () =>
      reject(new BrokenBodyError('The connection was closed in the middle of a body.')),
    );
  });
}

export const refuseOversized = createMiddleware<Env>(async (c, next) => {
  if (c.get('body') === OVERSIZED) {
    c.header('connection', 'close');
    throw uncataloguedFault(
      413,
      'request_too_large',
      `The body is longer than ${MAX_BODY_BYTES} bytes.`,
    );
  }
  return next();
});

import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { streamRoutes } from '../concurrency/orders.ts';
import { PassFault } from '../pass/enhancedErrors.ts';
import { refuseOversized } from '../server/middleware.ts';
import type { Env, PassContext, Service } from '../service.ts';
import { WorldError } from '../world/readWorld.ts';
import type { Control } from './control.ts';
import { OrderError } from './faults.ts';
import { fileRoutes } from './files.ts';
import { guard, jsonOnly } from './guard.ts';
import { readOrders } from './orders.ts';
import { worldRoutes } from './worldRoutes.ts';

/**
 * The controls over HTTP, under `/_sandbox`, as openapi.json describes them. Bodies and answers are JSON;
 * errors contain a message for the user.
 */
export function controlRoutes(service: Service, control: Control, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  const { clock } = service;

  app.use(guard(service), refuseOversized, jsonOnly);

  app.get('/requests', (c) => c.json(control.requests(Number(c.req.query('after')) || 0)));
  app.delete('/requests', (c) => {
    control.clearRequests();
    return c.json({ ok: true });
  });
  app.get('/clock', (c) => c.json({ now: clock.now() }));
  app.post('/clock', (c) => {
    const { advanceMs, now } = readOrders<{ advanceMs?: unknown; now?: unknown }>(c);
    if (now !== undefined) clock.set(finite(now, 'now'));
    if (advanceMs !== undefined) clock.advance(finite(advanceMs, 'advanceMs'));
    if (now === undefined && advanceMs === undefined)
      throw new OrderError('advanceMs or now is needed, in ms');
    return c.json({ now: clock.now() });
  });
  app.get('/clients', (c) => c.json(control.clients()));
  app.post('/clients', (c) => c.json(control.nameClient(readOrders(c))));
  app.post('/signin', (c) => c.json(control.signIn(readOrders(c))));
  app.get('/faults', (c) => c.json(control.faults()));
  app.post('/faults', (c) => c.json(control.addFault(readOrders(c)), 201));
  app.delete('/faults/:id?', (c) => {
    const id = c.req.param('id');
    control.clearFaults(id === undefined ? undefined : finite(Number(id), 'id'));
    return c.json({ ok: true });
  });
  app.get('/conformance', async (c) => c.json(await control.conformanceMeanwhile()));
  app.get('/rules', (c) => c.json(control.rules()));
  app.post('/rules', (c) => c.json(control.rules(readOrders(c))));
  app.post('/reset', (c) => {
    control.reset();
    return c.json({ ok: true });
  });
  app.get('/sessions', (c) => c.json(control.sessions()));
  app.get('/profiles', (c) => c.json(control.profiles()));
  app.route('/', worldRoutes(control));
  app.route('/', streamRoutes(control));
  app.get('/events', (c) => live(c, service, closing));
  app.route('/', fileRoutes());
  app.onError((error, c) => {
    if (error instanceof OrderError || error instanceof WorldError || error instanceof RangeError)
      return c.json({ error: error.message }, 400);
    if (error instanceof PassFault) return c.json({ error: error.body.message }, error.httpStatus);
    throw error;
  });
  return app;
}

/** Sends each recorded request when it ends, as server-sent events. */
function live(c: PassContext, service: Service, closing: AbortSignal): Response {
  return streamSSE(c, async (stream) => {
    const ended = new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      closing.addEventListener('abort', () => resolve(), { once: true });
    });
    const stop = service.journal.subscribe((entry) => {
      void stream.writeSSE({
        event: 'request',
        id: String(entry.seq),
        data: JSON.stringify(entry),
      });
    });
    await stream.writeSSE({
      event: 'hello',
      data: JSON.stringify({ sandbox: service.journal.id }),
    });
    await ended;
    stop();
  });
}

function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new OrderError(`${name}: a number of ms is needed`);
  return value;
}

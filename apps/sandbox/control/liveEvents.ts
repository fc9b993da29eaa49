import { streamSSE } from 'hono/streaming';
import type { PassContext } from '../service.ts';
import type { Journal } from './journal.ts';

/** The events that wait for a slow reader; one more ends its stream. */
const MOST_WAITING = 500;

/**
 * Sends each recorded request when it ends, as server-sent events. A reader that falls behind is disconnected, so
 * that its events do not fill the memory; it can connect again and ask for `/requests?after=…`.
 */
export function liveEvents(c: PassContext, journal: Journal, closing: AbortSignal): Response {
  return streamSSE(c, async (stream) => {
    let waiting = 0;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    stream.onAbort(end);
    closing.addEventListener('abort', end, { once: true });
    const stop = journal.subscribe((entry) => {
      if (waiting >= MOST_WAITING) return end();
      waiting++;
      const event = { event: 'request', id: String(entry.seq), data: JSON.stringify(entry) };
      void stream.writeSSE(event).finally(() => {
        waiting--;
      });
    });
    try {
      await stream.writeSSE({ event: 'hello', data: JSON.stringify({ sandbox: journal.id }) });
      await ended;
    } finally {
      stop();
      closing.removeEventListener('abort', end);
      // The events that wait belong to a reader that does not read: without this the stream would stay open.
      if (waiting > 0) stream.abort();
    }
  });
}

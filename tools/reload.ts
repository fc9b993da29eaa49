import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Makes open pages reload after a build. Only for `npm run dev`. */
export interface Reload {
  mount(web: Hono): void;
  inject(html: string): string;
  /** A build is done: every open page reloads. */
  now(): void;
}

const script = `
const events = new EventSource('/dev/events');
let lost = false;
events.addEventListener('reload', () => location.reload());
events.addEventListener('error', () => { lost = true; });
events.addEventListener('open', () => { if (lost) location.reload(); });
`;

export function createReload(): Reload {
  const listeners = new Set<() => void>();
  return {
    mount(web) {
      web.get('/dev/reload.js', (c) =>
        c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
      );
      web.get('/dev/events', (c) =>
        streamSSE(c, async (stream) => {
          const tell = () => void stream.writeSSE({ event: 'reload', data: '' });
          listeners.add(tell);
          await stream.writeSSE({ event: 'ready', data: '' });
          await new Promise<void>((resolve) => stream.onAbort(resolve));
          listeners.delete(tell);
        }),
      );
    },
    inject: (html) =>
      html.replace('</head>', '<script type="module" src="/dev/reload.js"></script></head>'),
    now() {
      for (const tell of listeners) tell();
    },
  };
}

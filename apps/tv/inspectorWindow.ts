/** The only origin that receives messages. */
const inspector = 'https://stately.ai';
/** Steps that are kept until the inspector has reported that it listens. */
const mostWaiting = 200;

interface Adapter {
  start(): void;
  stop(): void;
  send(step: unknown): void;
}

/**
 * Stately's inspector in a separate window. The library's own adapter posts to whatever page that window shows, after
 * a request from any page; this one posts only to the inspector's origin and accepts only its messages.
 * @throws when the browser refuses the window
 */
export function inspectorWindow(
  target: Pick<Window, 'open' | 'addEventListener' | 'removeEventListener'>,
): Adapter {
  const opened = target.open(`${inspector}/inspect`, 'xstateinspector');
  if (!opened) throw new Error('the browser refused the window');
  let isListening = false;
  const waiting: unknown[] = [];
  const post = (step: unknown) => opened.postMessage(step, inspector);
  const hear = ({ origin, source, data }: MessageEvent) => {
    if (origin !== inspector || source !== opened) return;
    if ((data as { type?: unknown } | null)?.type !== '@statelyai.connected') return;
    isListening = true;
    for (const step of waiting.splice(0)) post(step);
  };
  target.addEventListener('message', hear);
  return {
    start() {},
    stop() {
      target.removeEventListener('message', hear);
    },
    send(step) {
      if (isListening) return post(step);
      waiting.push(step);
      if (waiting.length > mostWaiting) waiting.shift();
    },
  };
}

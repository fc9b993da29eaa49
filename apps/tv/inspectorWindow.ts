/** The only page that is told anything. */
const inspector = 'https://stately.ai';
/** Steps that are kept until it has said that it listens. */
const mostWaiting = 200;

interface Adapter {
  start(): void;
  stop(): void;
  send(step: unknown): void;
}

/**
 * Stately's inspector in a window beside this page. What comes with the library sends to whatever page the
 * window shows, as soon as any page asks; this one speaks to the inspector's own origin and is asked by it.
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

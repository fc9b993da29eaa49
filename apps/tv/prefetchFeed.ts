import type { CorePorts, Send } from '@couchpass/core';
import { feedRequest } from '@couchpass/core/catalogue';

/** An answer that waited longer is asked for anew. ms */
const fresh = 30_000;

/**
 * The same ports, but the feed is asked for at once: the machine comes to it only when it knows who is
 * here, which on a first launch is three exchanges later. Its own first question gets the answer that is
 * on its way; one that did not arrive is asked again.
 */
export function withPrefetchedFeed<P extends Pick<CorePorts, 'clock' | 'send'>>(
  ports: P,
  feedUrl: string,
): P {
  const asked = ports.clock.monotonic();
  let progress: (() => void) | undefined;
  let ahead: ReturnType<Send> | null = ports.send(
    feedRequest(feedUrl),
    new AbortController().signal,
    () => progress?.(),
  );
  ahead.catch(() => {});
  const send: Send = async (request, signal, onProgress) => {
    if (request.method !== 'GET' || request.url !== feedUrl || ahead === null) {
      return ports.send(request, signal, onProgress);
    }
    const answer = ahead;
    ahead = null;
    if (ports.clock.monotonic() - asked > fresh) {
      return ports.send(request, signal, onProgress);
    }
    progress = onProgress;
    return answer.catch(() => ports.send(request, signal, onProgress));
  };
  // Not a copy: a shell may be an object whose methods live on its prototype.
  return Object.create(ports, { send: { value: send, enumerable: true } }) as P;
}

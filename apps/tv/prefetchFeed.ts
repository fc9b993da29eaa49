import type { CorePorts, Send } from '@couchpass/core';
import { feedRequest } from '@couchpass/core/catalogue';

/** ms; an older answer is not used, and the feed is requested again. */
const fresh = 30_000;

/**
 * The same ports, but the feed is requested at once: the machine requests it only when the viewer's sign-in is known,
 * which on a first launch takes three exchanges more. The machine's first request gets the prefetched answer; if that
 * failed, the request is sent.
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
  // Inherits instead of copying: the methods of a shell may be on its prototype.
  return Object.create(ports, { send: { value: send, enumerable: true } }) as P;
}

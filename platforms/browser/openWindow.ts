/** How often the window is looked at, ms; no event tells that it was closed. */
const lookEvery = 400;

interface Opened {
  readonly closed: boolean;
  readonly location: { readonly href: string };
  close(): void;
}

/**
 * Opens `url` in a window beside this page and waits: true when it has come to `returnUrl` on this
 * page's own origin, false when it was closed or may not be looked at any more (the provider's page cut
 * the tie, or it came back on another origin).
 * @throws when the browser refused the window, or `signal` gave up; then it is closed
 */
export function openWindow(
  target: {
    open(url: string, name: string, features: string): Opened | null;
    setInterval(run: () => void, ms: number): number;
    clearInterval(id: number): void;
  },
  url: string,
  { returnUrl, signal }: { readonly returnUrl: string; readonly signal: AbortSignal },
): Promise<boolean> {
  const opened = target.open(url, 'couchpass-sign-in', 'popup,width=560,height=760');
  if (!opened) return Promise.reject(new Error('the browser refused the window'));
  return new Promise((resolve, reject) => {
    const done = (reached: boolean) => {
      target.clearInterval(timer);
      signal.removeEventListener('abort', abort);
      resolve(reached);
    };
    const abort = () => {
      target.clearInterval(timer);
      opened.close();
      reject(new Error('given up'));
    };
    const timer = target.setInterval(() => {
      if (opened.closed) return done(false);
      if (!addressOf(opened).startsWith(returnUrl)) return;
      opened.close();
      done(true);
    }, lookEvery);
    signal.addEventListener('abort', abort, { once: true });
  });
}

/** '' while the window is on somebody else's page. */
function addressOf(opened: Opened): string {
  try {
    return opened.location.href;
  } catch {
    return '';
  }
}

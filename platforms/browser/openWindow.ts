import { isWebAddress } from '@couchpass/core';

/** ms between two checks of the window; no event reports that it was closed. */
const lookEvery = 400;

interface Opened {
  readonly closed: boolean;
  opener: unknown;
  readonly location: { readonly href: string; replace(url: string): void };
  close(): void;
}

/**
 * Opens `url` in a separate window and waits: true when the window has reached `returnUrl` on this page's own
 * origin, false when it was closed or can no longer be checked (the provider's page cut the connection, or the window
 * returned on another origin). Pages in the window have no reference to this page.
 * @throws when `url` is no http or https address, when the browser refused the window, or when `signal`
 *   gave up; then the window is closed
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
  if (!isWebAddress(url)) return Promise.reject(new Error('only a web page can be opened'));
  // A new window each time: an existing one may show a page of another origin.
  const opened = target.open('', '_blank', 'popup,width=560,height=760');
  if (!opened) return Promise.reject(new Error('the browser refused the window'));
  // Before any page loads. With `noopener` this page could not check the window either.
  opened.opener = null;
  opened.location.replace(url);
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

/** '' while the window shows a page of another origin. */
function addressOf(opened: Opened): string {
  try {
    return opened.location.href;
  } catch {
    return '';
  }
}

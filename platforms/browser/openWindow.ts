import { isWebAddress } from '@couchpass/core';

/** How often the window is looked at, ms; no event tells that it was closed. */
const lookEvery = 400;

interface Opened {
  readonly closed: boolean;
  opener: unknown;
  readonly location: { readonly href: string; replace(url: string): void };
  close(): void;
}

/**
 * Opens `url` in a window beside this page and waits: true when it has come to `returnUrl` on this
 * page's own origin, false when it was closed or may not be looked at any more (the provider's page cut
 * the tie, or it came back on another origin). Nothing that is shown there can find this page.
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
  // A new one each time: one that is there already may show somebody else's page.
  const opened = target.open('', '_blank', 'popup,width=560,height=760');
  if (!opened) return Promise.reject(new Error('the browser refused the window'));
  // Before anything is shown. With `noopener` this page could not look at the window either.
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

/** '' while the window is on somebody else's page. */
function addressOf(opened: Opened): string {
  try {
    return opened.location.href;
  } catch {
    return '';
  }
}

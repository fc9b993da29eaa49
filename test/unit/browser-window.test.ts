import { describe, expect, it } from 'vitest';
import { openWindow } from '../../platforms/browser/openWindow.ts';

const NOT_OF_THE_WEB = [
  'javascript:alert(1)',
  'JavaScript:alert(1)//https://provider.example',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'blob:https://tv.example/1',
  'vbscript:x',
  'about:blank',
  'intent://x#Intent;end',
  'https://',
  '/login',
  '',
];

/** A browser that records the addresses that it was asked to open, and the opener. */
function browser() {
  const seen: { url: string; name: string; opener: unknown }[] = [];
  const timers: (() => void)[] = [];
  const opened = {
    closed: false,
    opener: 'the page' as unknown,
    location: {
      href: 'about:blank',
      replace(url: string) {
        seen.push({ url, name: 'location', opener: opened.opener });
        opened.location.href = url;
      },
    },
    close() {
      opened.closed = true;
    },
  };
  const target = {
    open(url: string, name: string) {
      seen.push({ url, name, opener: opened.opener });
      return opened;
    },
    setInterval: (run: () => void) => timers.push(run),
    clearInterval: () => {},
  };
  const look = () => {
    for (const run of timers) run();
  };
  return { target, opened, seen, look };
}

const options = () => ({
  returnUrl: 'https://tv.example/activate/',
  signal: new AbortController().signal,
});

describe('the window of a login', () => {
  it.each(NOT_OF_THE_WEB)('is not opened at %j', async (url) => {
    const { target, seen } = browser();
    await expect(openWindow(target, url, options())).rejects.toThrow('only a web page');
    expect(seen).toEqual([]);
  });

  it('shows nothing before it has no opener, and comes back as before', async () => {
    const { target, opened, seen, look } = browser();
    const login = openWindow(target, 'https://provider.example/login', options());
    expect(seen).toEqual([
      { url: '', name: '_blank', opener: 'the page' },
      { url: 'https://provider.example/login', name: 'location', opener: null },
    ]);
    look();
    expect(opened.closed).toBe(false);
    opened.location.href = 'https://tv.example/activate/?done';
    look();
    expect(await login).toBe(true);
    expect(opened.closed).toBe(true);
  });

  it('that was closed answers false', async () => {
    const { target, opened, look } = browser();
    const login = openWindow(target, 'https://provider.example/login', options());
    opened.close();
    look();
    expect(await login).toBe(false);
  });
});

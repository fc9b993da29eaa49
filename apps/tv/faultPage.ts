import type { Platform } from '@couchpass/platforms';
import { appendAll } from './dom.ts';

/** What the remote's keys do on a fault page. */
export interface FaultKeys {
  readonly platform?: Pick<Platform, 'keys' | 'exit'> | undefined;
  /** Called on OK; without it OK does nothing. */
  readonly again?: (() => void) | undefined;
}

/**
 * Shows a page instead of the app, in plain DOM, because the canvas may not work. The page is its own mirror. The
 * app's elements are removed, and the remote's keys reach only this page.
 * @param screen value of `data-screen` in the mirror
 * @returns removes the page
 */
export function showFaultPage(
  document: Document,
  screen: string,
  parts: readonly HTMLElement[],
  { platform, again }: FaultKeys = {},
): () => void {
  const main = document.createElement('main');
  main.id = 'mirror';
  main.className = 'fault';
  main.setAttribute('data-screen', screen);
  main.setAttribute('role', 'alert');
  main.tabIndex = -1;
  appendAll(main, parts);
  for (const id of ['screen', 'mirror', 'late']) document.getElementById(id)?.remove();
  document.body.appendChild(main);
  const focused = main.querySelector<HTMLElement>('[data-focused]') ?? main;
  focused.focus();
  const keys = platform?.keys ?? { 13: 'Enter' };
  const listener = (event: KeyboardEvent) => {
    const key = keys[event.keyCode];
    if (key === undefined) return;
    // The rest of the app must not receive the event.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    if (key === 'Enter') again?.();
    else if (key === 'Back') platform?.exit?.();
  };
  document.defaultView?.addEventListener('keydown', listener, true);
  return () => {
    document.defaultView?.removeEventListener('keydown', listener, true);
    main.remove();
  };
}

export function element(document: Document, tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

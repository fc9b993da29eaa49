import type { Platform } from '@couchpass/platforms';
import { appendAll } from './dom.ts';

/** What the remote does on such a page. */
export interface FaultKeys {
  readonly platform?: Pick<Platform, 'keys' | 'exit'> | undefined;
  /** OK; nothing when absent. */
  readonly again?: (() => void) | undefined;
}

/**
 * A page instead of the app, in plain DOM, because nothing that could be drawn with is certain. It is its own
 * mirror. Whatever the app had put on the screen goes, and the remote's keys reach only this page.
 * @param screen what it is called in the mirror
 * @returns what takes it away again
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
    // What is left of the app must not hear of it.
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

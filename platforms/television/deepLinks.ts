import type { DeepLink } from '../platform.ts';

/**
 * The link that a launcher sent. Accepted as an object or as its JSON text:
 *
 *   {"title": "ID"}           opens the page of an item of the feed
 *   {"signIn": true}          starts signing in
 *   {"contentTarget": "…"}    LG's search and launcher: one of the two above as text, or the bare id
 *   {"values": "…"}           Samsung's Smart Hub preview: one of the two above as text
 *
 * Anything else is a plain launch: null. Ids are only looked up in the feed.
 */
export function readLink(sent: unknown, depth = 0): DeepLink | null {
  if (depth > 3) return null;
  const value = typeof sent === 'string' ? parsed(sent) : sent;
  if (typeof value !== 'object' || value === null) return null;
  const { title, signIn, contentTarget, values } = value as Record<string, unknown>;
  if (isTitle(title)) return { kind: 'title', id: title };
  if (signIn === true || signIn === 'true') return { kind: 'signIn' };
  if (values !== undefined) return readLink(values, depth + 1);
  if (contentTarget === undefined) return null;
  const inner = readLink(contentTarget, depth + 1);
  return inner ?? (isTitle(contentTarget) ? { kind: 'title', id: contentTarget } : null);
}

function isTitle(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:~/-]{1,200}$/.test(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Passes links on as they arrive; the first may arrive before there is a listener. */
export class DeepLinkQueue {
  private waiting: DeepLink | null = null;
  private readonly listeners = new Set<(link: DeepLink) => void>();

  add(link: DeepLink | null): void {
    if (link === null) return;
    if (this.listeners.size === 0) this.waiting = link;
    for (const listener of [...this.listeners]) listener(link);
  }

  subscribe(listener: (link: DeepLink) => void): () => void {
    this.listeners.add(listener);
    const { waiting } = this;
    this.waiting = null;
    if (waiting) listener(waiting);
    return () => this.listeners.delete(listener);
  }
}

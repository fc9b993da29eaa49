import { PassError } from '../pass/errors.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { catalogueIn, withTitles } from './readCatalogue.ts';
import type { Catalogue } from './types.ts';

export function feedRequest(feedUrl: string): HttpRequest {
  const headers = { Accept: 'application/json, application/rss+xml;q=0.9, */*;q=0.5' };
  return { method: 'GET', url: feedUrl, headers, followsRedirects: true };
}

/**
 * As `readFeed`, but the code that reads MRSS is loaded only for an answer that may be MRSS.
 * @throws PassError as `readFeed`, and `network_unreachable` when that code cannot be loaded
 */
export async function loadFeed(response: HttpResponse): Promise<Catalogue> {
  const { text } = response;
  if (!/^\s*</.test(text) || !/<(rss|feed)\b/.test(text)) {
    return withTitles(catalogueIn(response), response);
  }
  const { readFeed } = await import('./readFeed.ts').catch((cause: unknown) => {
    throw new PassError({ code: 'network_unreachable', action: 'retry', cause });
  });
  return readFeed(response);
}

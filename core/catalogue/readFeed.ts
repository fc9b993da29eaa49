import type { HttpResponse } from '../ports.ts';
import { feedOfMrss } from './mrss.ts';
import { catalogueIn, withTitles } from './readCatalogue.ts';
import type { Catalogue } from './types.ts';

/**
 * Reads a feed; it must have at least one title.
 * @throws PassError as `parseFeed`, and `feed_without_titles`
 */
export function readFeed(response: HttpResponse): Catalogue {
  return withTitles(parseFeed(response), response);
}

/**
 * Reads a feed, also one without titles.
 * @throws PassError `feed_missing`, or the error from `unexpectedResponse` when the answer is no feed
 */
export function parseFeed(response: HttpResponse): Catalogue {
  return catalogueIn(response, feedOfMrss);
}

/** The public exports of the catalogue: a network's feed as rows, titles and series; its playback endpoint. */
export { type AvailableCatalogue, createAvailabilityFilter } from './availability.ts';
export { feedRequest } from './loadFeed.ts';
export { playbackRequest, readPlayback } from './playback.ts';
export { countOf } from './Reporter.ts';
export { isAboveRating } from './ratings.ts';
export { parseFeed, readFeed } from './readFeed.ts';
export { type Found, fold, searchIn, type TitleSearch } from './search.ts';
export {
  episodeAfter,
  episodesOf,
  itemsById,
  itemsToContinue,
  playableItem,
  resourcesOf,
} from './series.ts';
export type * from './types.ts';

/** The public exports of the catalogue: a network's feed as rows, titles and series; its playback endpoint. */
export { type AvailableCatalogue, createAvailabilityFilter } from './availability.ts';
export { playbackRequest, readPlayback } from './playback.ts';
export { countOf } from './Reporter.ts';
export { feedRequest, parseFeed, readFeed } from './readFeed.ts';
export { episodesOf, itemsById, playableItem, resourcesOf } from './series.ts';
export type * from './types.ts';

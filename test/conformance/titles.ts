/** A protected item with its resource, and a free item, of the sandbox's own catalogue. */
export const film = 'tidewater';
export const filmResource = 'NORTHSTAR-MAIN';
export const sport = 'the-last-lap';
export const free = 'undergrowth';

/** A feed of `count` protected items, each with its own resource. */
export function feedOf(count: number) {
  const ids = Array.from({ length: count }, (_, i) => `channel-${i + 1}`);
  return {
    providerName: 'Northstar',
    movies: ids.map((id) => ({
      id,
      title: id,
      content: { videos: [] },
      couchpass: { access: 'subscription', resource: id.toUpperCase() },
    })),
    playlists: [{ name: 'all', itemIds: ids }],
    categories: [{ name: 'All', playlistName: 'all' }],
  };
}

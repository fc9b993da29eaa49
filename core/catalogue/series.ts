import { getOwn } from '../getOwn.ts';
import { idsByAge, isWatched, type Positions } from '../machine/positions.ts';
import type { Catalogue, Item } from './types.ts';

/** All episodes of a series, in order; [] for any other item. */
export function episodesOf({ seasons }: Item): readonly Item[] {
  return seasons?.flatMap(({ episodes }) => episodes) ?? [];
}

/**
 * The item itself; of a series the episode that comes next for this viewer: the one that was watched last, or the one
 * after it when it was watched to the end; otherwise the first one.
 */
export function playableItem(item: Item, positions: Positions): Item {
  const episodes = episodesOf(item);
  return continuation(episodes, idsByAge(positions).reverse(), positions) ?? episodes[0] ?? item;
}

/** The episode after this one in its series, also in the next season; null after the last one. */
export function episodeAfter(series: Item | undefined, { id }: Item): Item | null {
  const episodes = series ? episodesOf(series) : [];
  const at = episodes.findIndex((episode) => episode.id === id);
  return at < 0 ? null : (episodes[at + 1] ?? null);
}

/**
 * What this viewer can continue, the last watched first: films with a rest, and of each series the episode that comes
 * next. A series that was watched to its last episode is left out.
 */
export function itemsToContinue(catalogue: Catalogue, positions: Positions): Item[] {
  const items = itemsById(catalogue);
  const ids = idsByAge(positions).reverse();
  const done = new Set<string>();
  return ids.flatMap((id) => {
    const item = items.get(id);
    const series = item?.episode && items.get(item.episode.series);
    if (!item || !series?.seasons) return item && !isOver(id, positions) ? item : [];
    if (done.has(series.id)) return [];
    done.add(series.id);
    return continuation(episodesOf(series), ids, positions) ?? [];
  });
}

/** The episode with the newest position, or the one after it when it is over; null without either. */
function continuation(
  episodes: readonly Item[],
  newestFirst: readonly string[],
  positions: Positions,
): Item | null {
  if (episodes.length === 0) return null;
  const places = new Map(episodes.map(({ id }, index) => [id, index]));
  const id = newestFirst.find((known) => places.has(known));
  if (id === undefined) return null;
  return episodes[(places.get(id) ?? 0) + (isOver(id, positions) ? 1 : 0)] ?? null;
}

function isOver(id: string, positions: Positions): boolean {
  const at = getOwn(positions, id);
  return at !== undefined && isWatched(at);
}

const known = new WeakMap<Catalogue, ReadonlyMap<string, Item>>();

/** All items of a catalogue, including episodes, by id. */
export function itemsById(catalogue: Catalogue): ReadonlyMap<string, Item> {
  let items = known.get(catalogue);
  if (!items) {
    const all = new Map<string, Item>();
    for (const row of catalogue.rows) {
      for (const item of row.items) {
        if (all.has(item.id) && !item.seasons) continue;
        all.set(item.id, item);
        for (const episode of episodesOf(item)) {
          if (!all.has(episode.id)) all.set(episode.id, episode);
        }
      }
    }
    items = all;
    known.set(catalogue, items);
  }
  return items;
}

const resources = new WeakMap<Catalogue, readonly string[]>();

/** The resources of all items, for preauthorization; each once. */
export function resourcesOf(catalogue: Catalogue): readonly string[] {
  let found = resources.get(catalogue);
  if (!found) {
    const all = new Set<string>();
    for (const row of catalogue.rows) {
      for (const item of row.items) {
        for (const { resource } of [item, ...episodesOf(item)]) {
          if (resource !== undefined) all.add(resource);
        }
      }
    }
    found = [...all];
    resources.set(catalogue, found);
  }
  return found;
}

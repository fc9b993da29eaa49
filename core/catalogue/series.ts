import { idsByAge, type Positions } from '../machine/positions.ts';
import type { Catalogue, Item } from './types.ts';

/** All episodes of a series, in order; [] for any other item. */
export function episodesOf({ seasons }: Item): readonly Item[] {
  return seasons?.flatMap(({ episodes }) => episodes) ?? [];
}

/** The item itself; of a series the episode that was watched last, otherwise the first one. */
export function playableItem(item: Item, positions: Positions): Item {
  const episodes = episodesOf(item);
  if (episodes.length === 0) return item;
  const begun = idsByAge(positions)
    .reverse()
    .flatMap((id) => episodes.find((episode) => episode.id === id) ?? []);
  return begun[0] ?? episodes[0] ?? item;
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

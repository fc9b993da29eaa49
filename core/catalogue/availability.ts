import { episodesOf } from './series.ts';
import type { Catalogue, Item, Row, Season } from './types.ts';

/** The part of a catalogue that may be shown now, and until when this part is valid (ms since the epoch). */
export interface AvailableCatalogue {
  readonly catalogue: Catalogue;
  readonly validUntil: number;
}

/**
 * Leaves out items that are not valid yet or no longer valid. Returns the same object while nothing changes;
 * the catalogue itself when it has no validity periods.
 */
export function createAvailabilityFilter(): (
  catalogue: Catalogue,
  now: number,
) => AvailableCatalogue {
  let known: {
    readonly of: Catalogue;
    readonly from: number;
    readonly showing: AvailableCatalogue;
  } | null = null;
  return (catalogue, now) => {
    if (known?.of === catalogue && now >= known.from && now < known.showing.validUntil) {
      return known.showing;
    }
    const times = timesOf(catalogue);
    const from = Math.max(Number.NEGATIVE_INFINITY, ...times.filter((time) => time <= now));
    const until = Math.min(Number.POSITIVE_INFINITY, ...times.filter((time) => time > now));
    const shown = times.length === 0 ? catalogue : shownAt(catalogue, now);
    known = { of: catalogue, from, showing: { catalogue: shown, validUntil: until } };
    return known.showing;
  };
}

/** The times at which a validity period begins or ends; each once. */
function timesOf({ rows }: Catalogue): number[] {
  const times = new Set<number>();
  for (const { items } of rows) {
    for (const item of items) {
      for (const { notBefore, notAfter } of [item, ...episodesOf(item)]) {
        if (notBefore !== undefined) times.add(notBefore);
        if (notAfter !== undefined) times.add(notAfter);
      }
    }
  }
  return [...times];
}

function shownAt(catalogue: Catalogue, now: number): Catalogue {
  const hidden = new Set<string>();
  const done = new Map<Item, Item | null>();
  const isValid = ({ id, notBefore = now, notAfter = now + 1 }: Item) => {
    const valid = notBefore <= now && notAfter > now;
    if (!valid) hidden.add(id);
    return valid;
  };
  const shown = (item: Item): Item | null => {
    let found = done.get(item);
    if (found === undefined) {
      found = isValid(item) ? withSeasons(item, isValid) : null;
      if (found === null) for (const { id } of [item, ...episodesOf(item)]) hidden.add(id);
      done.set(item, found);
    }
    return found;
  };
  const rows: Row[] = [];
  for (const row of catalogue.rows) {
    const items = row.items.flatMap((item) => shown(item) ?? []);
    const same = items.length === row.items.length && items.every((it, at) => it === row.items[at]);
    if (items.length > 0) rows.push(same ? row : { ...row, items });
  }
  return { ...catalogue, rows, report: { ...catalogue.report, hidden: hidden.size } };
}

/** The series with its valid episodes; null without any. */
function withSeasons(item: Item, isValid: (episode: Item) => boolean): Item | null {
  if (!item.seasons) return item;
  let changed = false;
  const seasons: Season[] = [];
  for (const season of item.seasons) {
    const episodes = season.episodes.filter(isValid);
    if (episodes.length !== season.episodes.length) changed = true;
    if (episodes.length > 0) seasons.push({ ...season, episodes });
  }
  if (seasons.length === 0) return null;
  return changed ? { ...item, seasons } : item;
}

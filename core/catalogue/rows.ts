import { type Json, list, objects, text } from './lenientValues.ts';
import { genresOf, queriesFor } from './query.ts';
import type { Reporter } from './Reporter.ts';
import { stableSort } from './stableSort.ts';
import type { GeneratedRow, Item, Row } from './types.ts';

/** The rows of a feed: its categories, otherwise its playlists, otherwise rows by kind and genre of the items. */
export function readRows(
  feed: Json,
  items: readonly Item[],
  byId: (id: string) => Item | undefined,
  reporter: Reporter,
): Row[] {
  const playlists = objects(feed.playlists);
  const categories = objects(feed.categories);
  const asCategories = playlists.map(({ name }) => ({ name, playlistName: name }));
  const search = queriesFor(items);
  const rows = (wanted: readonly Json[]) => rowsOf(wanted, { playlists, byId, reporter, search });
  let found = rows(categories);
  if (found.length === 0) found = rows(asCategories);
  return found.length === 0 ? rowsMade(items) : [...found, ...rowsOfRest(found, items)];
}

interface Sources {
  readonly playlists: readonly Json[];
  readonly byId: (id: string) => Item | undefined;
  readonly search: (query: string) => readonly Item[];
  readonly reporter: Reporter;
}

function rowsOf(wanted: readonly Json[], sources: Sources): Row[] {
  const { playlists, byId, search, reporter } = sources;
  const lists = new Map(playlists.map(({ name, itemIds }) => [text(name), itemIds]));
  const rows: Row[] = [];
  let index = -1;
  for (const category of wanted) {
    index += 1;
    const title = text(category.name);
    const playlist = text(category.playlistName);
    const query = text(category.query);
    const name = title || playlist || query || String(index + 1);
    if (title === '') {
      reporter.note('namelessCategory', name);
      continue;
    }
    const found = new Set<Item>();
    if (playlist !== '' && !lists.has(playlist)) reporter.note('noSuchPlaylist', name);
    for (const id of list(lists.get(playlist)).map(text)) {
      const item = byId(id);
      if (item) found.add(item);
      else reporter.note('playlistMisses', `${playlist}: ${id}`);
    }
    if (query !== '') for (const item of search(query)) found.add(item);
    if (found.size > 0) {
      const order = text(category.order);
      rows.push({ id: `row-${index}`, title, items: ordered([...found], order) });
    } else if (playlist === '' || lists.has(playlist)) reporter.note('emptyCategory', name);
  }
  return rows;
}

/** Unknown orders and `manual` keep the feed's order; so does `most_popular`, because feeds have no popularity. */
function ordered(items: readonly Item[], order: string): Item[] {
  if (/^most.?recent$/i.test(order)) return newestFirst(items, dateOf);
  if (/^chronological$/i.test(order)) return newestFirst(items, (item) => -dateOf(item));
  return [...items];
}

const dateOf = ({ releasedAt, addedAt }: Item): number =>
  releasedAt ?? addedAt ?? Number.NEGATIVE_INFINITY;

/** By descending value; items without a date last. */
function newestFirst(items: readonly Item[], value: (item: Item) => number): Item[] {
  return stableSort(items, (a, b) => {
    const [one, other] = [value(a), value(b)];
    if (Number.isFinite(one) !== Number.isFinite(other)) return Number.isFinite(one) ? -1 : 1;
    return Number.isFinite(one) ? other - one : 0;
  });
}

const kinds: readonly (readonly [GeneratedRow, string, Item['kind']])[] = [
  ['live', 'Live', 'live'],
  ['series', 'Series', 'series'],
  ['movies', 'Movies', undefined],
  ['specials', 'Specials', 'special'],
  ['shorts', 'Videos', 'short'],
];

function rowsByKind(items: readonly Item[]): Row[] {
  const rows: Row[] = [];
  for (const [made, title, kind] of kinds) {
    const found = items.filter((item) => item.kind === kind);
    if (found.length > 0) rows.push({ id: `row-${made}`, title, made, items: found });
  }
  return rows;
}

/** Rows for the items that are in no row of the feed. */
function rowsOfRest(rows: readonly Row[], items: readonly Item[]): Row[] {
  const shown = new Set(rows.flatMap((row) => row.items.map(({ id }) => id)));
  return rowsByKind(items.filter(({ id }) => !shown.has(id)));
}

/** The row of new items needs at least `fewest` dated items, and shows at most `mostNew`. */
const fewest = 8;
const mostNew = 20;
/** A genre with fewer items has no row: its items are in the row of their kind. */
const fewestOfGenre = 4;
const mostGenres = 30;

function rowsMade(items: readonly Item[]): Row[] {
  const [live = [], rest = []] = [true, false].map((is) =>
    rowsByKind(items).filter(({ made }) => (made === 'live') === is),
  );
  const dated = items.filter((item) => !item.live && Number.isFinite(item.addedAt ?? dateOf(item)));
  const newest: Row = {
    id: 'row-newest',
    title: 'New',
    made: 'newest',
    items: newestFirst(dated, (item) => item.addedAt ?? dateOf(item)).slice(0, mostNew),
  };
  return [...live, ...(dated.length >= fewest ? [newest] : []), ...rest, ...rowsByGenre(items)];
}

function rowsByGenre(items: readonly Item[]): Row[] {
  const genres = new Map<string, Item[]>();
  const any = items.some((item) => genresOf(item).length > 0);
  for (const item of items) {
    for (const genre of any ? genresOf(item) : (item.tags ?? [])) {
      const known = genres.get(genre);
      if (known) known.push(item);
      else genres.set(genre, [item]);
    }
  }
  const large = [...genres].filter(([, found]) => found.length >= fewestOfGenre);
  return stableSort(large, ([, a], [, b]) => b.length - a.length)
    .slice(0, mostGenres)
    .map(([title, found]) => ({ id: `row-genre-${title}`, title, items: found }));
}

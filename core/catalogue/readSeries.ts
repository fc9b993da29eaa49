import { type Json, list, object, text, wholeNumber } from './lenientValues.ts';
import type { Reporter } from './Reporter.ts';
import { nonEmpty, readAccess, readFacts } from './readItem.ts';
import { stableSort } from './stableSort.ts';
import type { Item, Season } from './types.ts';

/** Registers an item by the reader's rule for ids; undefined when the same item is already there. */
type Enter = (item: Item) => Item | undefined;

/** A series with its episodes; without episodes a single item if the entry can be played; else undefined. */
export function readSeries(entry: Json, reporter: Reporter, enter: Enter): Item | undefined {
  const series = readFacts(entry, 'series', reporter);
  const seasons: Season[] = [];
  const take = (number: number, title: string, written: readonly unknown[], pass: Json) => {
    const episodes: Item[] = [];
    for (const each of written) {
      reporter.entries += 1;
      const episode = readEpisode(object(each), reporter, {
        ...{ series, season: number, place: episodes.length + 1, pass },
      });
      const entered = episode && enter(episode);
      if (entered) episodes.push(entered);
    }
    if (episodes.length === 0) return;
    const inOrder = stableSort(
      episodes,
      (a, b) => (a.episode?.number ?? 0) - (b.episode?.number ?? 0),
    );
    seasons.push({ number, ...(title === '' ? {} : { title }), episodes: inOrder });
  };
  const pass = object(entry.couchpass);
  for (const each of list(entry.seasons)) {
    const season = object(each);
    const number = wholeNumber(season.seasonNumber) ?? seasons.length + 1;
    const ownPass = { ...pass, ...object(season.couchpass) };
    take(number, text(season.title), list(season.episodes), ownPass);
  }
  const loose = list(entry.episodes);
  // Episodes outside `seasons` may contain their own season number.
  const numbers = [...new Set(loose.map((each) => wholeNumber(object(each).seasonNumber) ?? 0))];
  for (const number of numbers) {
    const of = loose.filter((each) => (wholeNumber(object(each).seasonNumber) ?? 0) === number);
    take(number, '', of, pass);
  }
  const episodes = seasons.flatMap((season) => season.episodes);
  if (episodes.length === 0) {
    const access = readAccess(entry, reporter);
    return access && { ...series, ...access };
  }
  const guarded = episodes.find(({ resource }) => resource !== undefined);
  return {
    ...series,
    access: guarded ? 'subscription' : 'free',
    ...nonEmpty('resource', guarded?.resource),
    seasons: stableSort(seasons, (a, b) => a.number - b.number),
  };
}

interface Place {
  readonly series: Item;
  readonly season: number;
  /** Position among the episodes read so far, from 1. */
  readonly place: number;
  readonly pass: Json;
}

function readEpisode(
  entry: Json,
  reporter: Reporter,
  { series, season, place, pass }: Place,
): Item | undefined {
  const facts = readFacts(entry, 'episode', reporter);
  const number = wholeNumber(entry.episodeNumber) ?? place;
  const name = facts.id || `${series.id}: ${facts.title || `${season}/${number}`}`;
  if (facts.id === '') return reporter.leaveOut('noId', name);
  const access = readAccess(entry, reporter, pass);
  if (!access) return reporter.leaveOut('noVideo', name);
  return {
    // The values of the series, where the episode has none.
    ...nonEmpty('genre', series.genre),
    ...nonEmpty('genres', series.genres),
    ...nonEmpty('rating', series.rating),
    ...nonEmpty('ratingSource', series.ratingSource),
    ...nonEmpty('language', series.language),
    ...nonEmpty('tint', series.tint),
    ...facts,
    title: facts.title || `${series.title} ${season > 0 ? `${season}/` : ''}${number}`,
    art: facts.art || series.art,
    ...access,
    episode: { series: series.id, seriesTitle: series.title, season, number },
  };
}

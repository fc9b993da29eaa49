/** A rating as an age; ratings of one system are compared with each other first. */
interface Rated {
  readonly system: 'mpaa' | 'tv' | 'age';
  readonly age: number;
}

/** Motion Picture Association: the age from which a film is meant. */
const films: Readonly<Record<string, number>> = { G: 0, PG: 8, PG13: 13, R: 17, NC17: 18 };

/** TV Parental Guidelines of the USA. */
const programs: Readonly<Record<string, number>> = {
  ...{ Y: 0, G: 0, Y7: 7, Y7FV: 7 },
  ...{ PG: 8, '14': 14, MA: 17 },
};

/** Ages themselves, as most other systems write them: `16`, `16+`, `FSK 16`, `12A`. */
const ages = /^(?:FSK|PEGI|USK|AGE|-)?(\d{1,2})[A+]?$/;

function read(rating: string): Rated | null {
  const plain = rating.toUpperCase().replace(/[\s_]+/g, '');
  const short = plain.replace(/^RATED/, '').replace(/-/g, '');
  const film = films[short];
  if (film !== undefined) return { system: 'mpaa', age: film };
  const program = short.slice(0, 2) === 'TV' ? programs[short.slice(2)] : undefined;
  if (program !== undefined) return { system: 'tv', age: program };
  const age = ages.exec(plain)?.[1];
  return age === undefined ? null : { system: 'age', age: Number(age) };
}

/**
 * Whether an item's rating is above the strictest rating that a viewer may watch. False when one of them is absent or
 * not known: only the provider decides.
 * @param limit a rating or several, separated by commas; of several, one of the item's own system counts
 */
export function isAboveRating(rating: string | undefined, limit: string | undefined): boolean {
  const own = read(rating ?? '');
  if (!own || !limit) return false;
  const limits = limit.split(',').flatMap((one) => read(one) ?? []);
  const same = limits.filter(({ system }) => system === own.system);
  const used = same.length > 0 ? same : limits;
  return used.length > 0 && own.age > Math.min(...used.map(({ age }) => age));
}

/**
 * The evening: when viewers come, what they do, and when the service is down. None of it is the app's
 * policy; it is the load that the policy must handle. All times in ms from the start, half past seven.
 */
const second = 1_000;
const minute = 60 * second;

export interface Evening {
  readonly end: number;
  /** Shares of all televisions; the others start evenly over the evening. */
  readonly premiere: { readonly at: number; readonly spread: number; readonly share: number };
  /** No television starts after this. */
  readonly lastArrival: number;
  /** Share of televisions on which the app was never signed in. */
  readonly newcomers: number;
  readonly outage: { readonly from: number; readonly to: number } | null;
  readonly codeLife: number;
}

export const evening: Evening = {
  end: 150 * minute,
  premiere: { at: 30 * minute, spread: 5 * minute, share: 0.6 },
  lastArrival: 130 * minute,
  newcomers: 0.5,
  outage: { from: 60 * minute, to: 70 * minute },
  codeLife: 30 * minute,
};

type Chance = () => number;
const between = (from: number, to: number, chance: number) => from + (to - from) * chance;

export const people = {
  /** Looks at Home before selecting a title. */
  thinks: (chance: Chance) => between(5 * second, 60 * second, chance()),
  /** Takes the phone, types the code, signs in: mostly a minute or two, sometimes many. */
  signsIn: (chance: Chance) => 30 * second + 60 * second * -Math.log(1 - chance()),
  /** Leaves the code on the screen and does something else. */
  walksAway: (chance: Chance) => chance() < 0.03,
  /** Watches before selecting the next title. */
  watches: (chance: Chance) => 20 * minute * -Math.log(1 - chance()),
  /** Presses Retry after the nth failure in a row; after more failures, leaves and comes back later. */
  triesAgain(nth: number, chance: Chance): number {
    if (nth === 1) return between(5 * second, 15 * second, chance());
    if (nth === 2) return between(15 * second, 45 * second, chance());
    if (nth === 3) return between(45 * second, 120 * second, chance());
    return between(3 * minute, 15 * minute, chance());
  },
};

/** When a television starts. */
export function arrival({ premiere, lastArrival }: Evening, chance: Chance): number {
  if (chance() >= premiere.share) return lastArrival * chance();
  // The sum of three random numbers is distributed like a bell.
  const bell = (chance() + chance() + chance()) * 2 - 3;
  return premiere.at + bell * premiere.spread;
}

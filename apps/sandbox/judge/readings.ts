import type { Finding } from './rule.ts';
import type { Exchange, Traffic } from './traffic.ts';

/**
 * A record in which nobody knows how much time passed between some of its requests: somebody moved the
 * sandbox's clock between them, or a file does not say when they were sent. It is read in several ways, and
 * what the ways do not agree on is not judged.
 */
export interface Readings {
  /** The first one is what is shown. */
  readonly all: readonly Traffic[];
  /** Whether these findings, one of each reading, say the same. */
  agree(states: ReadonlyArray<Finding['state']>): boolean;
  /** Why a finding on which they differ is not judged, in a sentence. */
  readonly why: string;
}

/** ms: longer than anything that a rule waits for, and than any profile lives. */
const FAR = 400 * 86_400_000;
/** ms since the epoch: after the end of everything that an answer gives a date. */
const DISTANT = Date.UTC(8000, 0);

export function readingsOf(traffic: Traffic): Readings {
  const { exchanges } = traffic;
  const undated = exchanges.filter((exchange) => exchange.undated).length;
  if (undated > 0) return withoutDates(traffic, undated);
  const moved = exchanges.map((exchange) => exchange.moved ?? 0);
  const isMoved = moved.some((ms) => ms !== moved[0]);
  return isMoved ? acrossJumps(traffic) : { all: [traffic], agree: () => true, why: '' };
}

/**
 * A client whose time is its own did not notice that the sandbox's clock was moved; one whose test moves that
 * clock instead of sleeping did. What is broken in both is still taken for proven only when it does not rest
 * on time across a jump, which the third reading shows: there each jump is very long.
 */
function acrossJumps(traffic: Traffic): Readings {
  let jumps = 0;
  let last = traffic.exchanges[0]?.moved ?? 0;
  const noticed = map(traffic, ({ moved: _, ...exchange }) => exchange);
  const apart = map(traffic, (exchange) => {
    const moved = exchange.moved ?? 0;
    if (moved !== last) jumps += 1;
    last = moved;
    return { ...exchange, apart: jumps * FAR };
  });
  return {
    all: [traffic, noticed, apart],
    agree: ([unnoticed, heard, far]) =>
      unnoticed === heard && (unnoticed !== 'broken' || far === 'broken'),
    why: "The sandbox's clock was moved between these requests, and this depends on the time between them, of which the client has a clock of its own. Let both read one clock: startSandbox({ now }).",
  };
}

/** All at once, or one after another, or far from each other and in a distant future, or less and less far. */
function withoutDates(traffic: Traffic, count: number): Readings {
  const { length } = traffic.exchanges;
  const shift = (ms: (place: number) => number) =>
    map(traffic, (exchange, place) =>
      exchange.undated ? { ...exchange, time: exchange.time + ms(place) } : exchange,
    );
  const all = [
    traffic,
    shift((place) => (place + 1) * 2_000),
    shift((place) => (place + 1) * FAR + DISTANT),
    shift((place) => length * FAR - FAR / (place + 1)),
  ];
  const some = `${count} of the ${length} requests ${count === 1 ? 'has' : 'have'} no date`;
  const which = count === length ? 'No request has a date' : some;
  return {
    all,
    agree: (states) => states.every((state) => state === states[0]),
    why: `${which} that can be read, and this depends on the time between them.`,
  };
}

function map(traffic: Traffic, change: (exchange: Exchange, place: number) => Exchange): Traffic {
  return { ...traffic, exchanges: traffic.exchanges.map(change) };
}

/**
 * One finding of several, one of each reading.
 * @param findings of one row and one client, in the order of `readings.all`
 */
export function weigh({ agree, why }: Readings, findings: readonly Finding[]): Finding | undefined {
  const [shown] = findings;
  if (!shown || agree(findings.map(({ state }) => state))) return shown;
  const { row, client } = shown;
  const proof =
    findings.find(({ state }) => state === 'broken') ??
    findings.find(({ evidence }) => evidence.length > 0);
  return { row, client, state: 'not judged', evidence: proof?.evidence ?? [], advice: why };
}

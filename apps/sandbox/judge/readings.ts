import type { Finding } from './rule.ts';
import type { Exchange, Traffic } from './traffic.ts';

/**
 * A record in which the time between some requests is unknown: a test moved the sandbox's clock between them, or a
 * file does not contain their dates. The record is read in several ways, and a finding on which the readings
 * differ is not judged.
 */
export interface Readings {
  /** The report shows the first one. */
  readonly all: readonly Traffic[];
  /** Whether these findings, one from each reading, agree. */
  agree(states: ReadonlyArray<Finding['state']>): boolean;
  /** One sentence: why a finding on which the readings differ is not judged. */
  readonly why: string;
}

/** ms: longer than any time that a rule measures, and than the life of any profile. */
const FAR = 400 * 86_400_000;
/** ms since the epoch: later than any date in an answer. */
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
 * A client with its own clock does not see that the sandbox's clock was moved; a client whose test moves that clock
 * instead of waiting does. Even when both readings find a rule broken, the finding must not depend on the time
 * across a jump. The third reading, in which each jump is very long, checks this.
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

/** Four spacings: none, two seconds each, very far apart in the distant future, and large but decreasing gaps. */
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
 * Combines the findings of all readings into one.
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

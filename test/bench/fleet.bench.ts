import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as pace from '../../core/pass/throttling.ts';
import type { Bench } from '../../tools/commands/bench.ts';
import { dist } from '../../tools/paths.ts';
import { drawFleet } from './fleet/draw.ts';
import { evening } from './fleet/evening.ts';
import type { FleetReport } from './fleet/Fleet.ts';
import { runFleet } from './fleet/runFleet.ts';

const size = Number(process.env.COUCHPASS_FLEET ?? 1_000_000);

/**
 * The behaviour of an app that was written for one television: no circuit breaker, no randomness, no
 * growing delays.
 */
const careless: typeof pace = {
  ...pace,
  pollGap: () => 4_000,
  repeatGap: () => 1_000,
  recoveryGap: () => 10_000,
  afterFailure: () => pace.closedCircuit,
};

/**
 * An evening of a million televisions: a premiere at eight o'clock, the service down from half past eight
 * for ten minutes. The same evening without the outage shows the usual load.
 */
const bench: Bench = async () => {
  const began = performance.now();
  const { outage } = evening;
  if (outage === null) throw new Error('this evening has an outage');
  const met = runFleet(size, evening);
  const quiet = runFleet(size, { ...evening, outage: null });
  const naive = runFleet(size, evening, careless);
  const took = (performance.now() - began) / 1_000;

  const [from, to] = [outage.from / 1_000, outage.to / 1_000];
  const settled = evening.lastArrival / 1_000;
  const usual = mean(quiet.perSecond, to, settled);
  const over = (report: FleetReport) => peak(report.perSecond, to, settled) / usual;
  const file = join(dist, 'fleet.svg');
  await mkdir(dist, { recursive: true });
  await writeFile(
    file,
    drawFleet({
      title: `${size.toLocaleString('en')} televisions, a premiere at 20:00, the service down at 20:30`,
      startsAt: 19.5 * 60,
      band: { from, to, name: 'down' },
      series: [
        { name: 'without backing off', perSecond: naive.perSecond, colour: '#c0392b' },
        { name: 'Couchpass', perSecond: met.perSecond, colour: '#1f6feb', filled: true },
        { name: 'Couchpass, had there been no outage', perSecond: quiet.perSecond, colour: '#666' },
      ],
    }),
  );
  console.log(`Drawn: ${file}`);
  const lost = ({ withoutHome, notSignedIn }: FleetReport) => withoutHome + notSignedIn;
  return [
    row('televisions', size),
    row('requests', met.requests),
    row('peak at the premiere, a second', peak(met.perSecond, 0, from)),
    row('usual after half past eight, a second', Math.round(usual)),
    row('peak while the service is down, a second', peak(met.perSecond, from, to)),
    row('peak after the outage, a second', peak(met.perSecond, to, settled)),
    { what: 'peak after the outage over usual', measured: over(met).toFixed(2), allowed: '2' },
    { what: 'the same without backing off', measured: over(naive).toFixed(2), allowed: '' },
    {
      what: 'televisions without Home, or whose viewer could not sign in',
      measured: `${lost(met)}`,
      allowed: '0',
    },
    {
      what: 'the last viewer who met the outage was served after',
      measured: `${(met.allServedAfter / 60_000).toFixed(1)} min`,
      allowed: '',
    },
    { what: 'simulated in', measured: `${took.toFixed(0)} s`, allowed: '90 s' },
  ];
};

const row = (what: string, value: number) => ({
  what,
  measured: value.toLocaleString('en'),
  allowed: '',
});

function mean(perSecond: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += perSecond[i] ?? 0;
  return sum / (to - from);
}

function peak(perSecond: ArrayLike<number>, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, perSecond[i] ?? 0);
  return most;
}

export default bench;

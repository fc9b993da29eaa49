import type { Evening } from './evening.ts';
import { calls, Fleet, type FleetCall, type FleetReport, type Policy } from './Fleet.ts';

/** As many as fit into a processor's cache: televisions do not affect each other, so they can run in groups. */
const together = 20_000;

/** Runs a fleet of any size: smaller fleets one after the other, with their reports added up. */
export function runFleet(size: number, evening: Evening, policy?: Policy): FleetReport {
  const reports: FleetReport[] = [];
  for (let from = 0; from < size; from += together) {
    const some = Math.min(together, size - from);
    reports.push(new Fleet(some, evening, policy, from + 1).run());
  }
  const total = (of: (report: FleetReport) => number) =>
    reports.reduce((sum, report) => sum + of(report), 0);
  const perSecond = new Uint32Array(Math.ceil(evening.end / 1_000) + 1);
  for (const report of reports) {
    for (let second = 0; second < perSecond.length; second++) {
      perSecond[second] = (perSecond[second] ?? 0) + (report.perSecond[second] ?? 0);
    }
  }
  return {
    perSecond,
    byCall: Object.fromEntries(
      calls.map((name) => [name, total(({ byCall }) => byCall[name])]),
    ) as Record<FleetCall, number>,
    requests: total(({ requests }) => requests),
    withoutHome: total(({ withoutHome }) => withoutHome),
    notSignedIn: total(({ notSignedIn }) => notSignedIn),
    notPlaying: total(({ notPlaying }) => notPlaying),
    walkedAway: total(({ walkedAway }) => walkedAway),
    allServedAfter: Math.max(0, ...reports.map(({ allServedAfter }) => allServedAfter)),
  };
}

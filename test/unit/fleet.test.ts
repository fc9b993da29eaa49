import { describe, expect, it } from 'vitest';
import * as pace from '../../core/pass/throttling.ts';
import { Calendar } from '../bench/fleet/Calendar.ts';
import { evening } from '../bench/fleet/evening.ts';
import { runFleet } from '../bench/fleet/runFleet.ts';

describe('a calendar', () => {
  it('calls everybody once, in the order of days, also those who make a new appointment', () => {
    const calendar = new Calendar(3, 1_000, 100);
    calendar.make(0, 250);
    calendar.make(1, 50);
    calendar.make(2, 5_000);
    const met: [number, number][] = [];
    calendar.run((thing, at) => {
      met.push([thing, at]);
      if (at === 50) calendar.make(1, 60);
    });
    expect(met).toEqual([
      [1, 50],
      [1, 60],
      [0, 250],
    ]);
  });
});

describe('a fleet of twenty thousand through an outage', () => {
  const size = 20_000;
  const met = runFleet(size, evening);

  it('loses nobody: every television comes Home, and everybody who stays is signed in', () => {
    expect(met.withoutHome).toBe(0);
    expect(met.notSignedIn).toBe(0);
    expect(met.walkedAway).toBeLessThan(size * 0.03);
    expect(met.byCall.register).toBeGreaterThan(size * 0.45);
  });

  it('comes back without a crowd; one that does not back off brings a crowd', () => {
    const quiet = runFleet(size, { ...evening, outage: null });
    const hasty = runFleet(size, evening, {
      ...pace,
      pollGap: () => 4_000,
      repeatGap: () => 1_000,
      recoveryGap: () => 10_000,
      afterFailure: () => pace.closedCircuit,
    });
    const minute = ({ perSecond }: typeof met, from: number) =>
      perSecond.slice(from * 60, (from + 1) * 60).reduce((sum, more) => sum + more, 0);
    const usual = minute(quiet, 75);
    for (let from = 70; from < 90; from++) expect(minute(met, from) / usual).toBeLessThan(2);
    expect(minute(hasty, 69)).toBeGreaterThan(2 * minute(met, 69));
  });

  it('is the same in every run', () => {
    expect(runFleet(size, evening).requests).toBe(met.requests);
  });
});

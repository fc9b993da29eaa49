import { describe, expect, test } from 'vitest';
import { allRules, judge } from '../../../apps/sandbox/judge/judge.ts';
import { concurrencyRows } from '../../../apps/sandbox/judge/rows/concurrency.ts';
import { rows } from '../../../apps/sandbox/judge/rows/index.ts';
import { allCases as cases } from './allCases.ts';
import { find } from './find.ts';
import { type Talk, talk } from './sampleTraffic.ts';

/** Requirements that no traffic can show to be broken. */
const ONLY_MET = ['AUT-14', 'LGO-01', 'TMP-06', 'V1L-11'];

const look = (row: string, traffic: Talk) => find(row, traffic.traffic(), cases[row]?.who);

describe.each(Object.entries(cases))('%s', (row, { met, broken, tolerated = {} }) => {
  test('is met by a client that keeps it', () => {
    const finding = look(row, met);
    expect(finding).toMatchObject({ row, state: 'met', advice: '' });
    expect(finding.evidence).not.toEqual([]);
    const known = met.traffic().exchanges.map(({ seq }) => seq);
    for (const seq of finding.evidence) expect(known).toContain(seq);
  });

  // A row without broken traffic is in ONLY_MET.
  test.each(broken ? [broken] : [])('is broken by a client that does not', (traffic) => {
    const finding = look(row, traffic);
    expect(finding).toMatchObject({ row, state: 'broken' });
    expect(finding.evidence).not.toEqual([]);
    expect(finding.advice).toMatch(/^\S.{25,}\.$/);
  });

  test.each(Object.entries(tolerated))('is not broken by: %s', (_, traffic) => {
    expect(look(row, traffic).state).not.toBe('broken');
  });

  test('is not exercised by a client that did nothing of the kind', () => {
    const quiet = talk().add('POST', '/o/client/register', { status: 503, answer: undefined });
    expect(find(row, quiet.traffic()).state).toBe(
      ALWAYS.includes(row) ? 'broken' : 'not exercised',
    );
  });
});

/** A registration alone already shows these. */
const ALWAYS = ['REG-02'];

describe('the table', () => {
  test('has 172 rows, each with a rule or the reason why traffic cannot show it', () => {
    expect(rows).toHaveLength(172);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(172);
    for (const { id, check, unseen, requirement, sources } of rows) {
      expect([id, check === undefined]).toEqual([id, allRules[id] === undefined]);
      expect([id, unseen === undefined]).toEqual([id, allRules[id] !== undefined]);
      expect(requirement).toMatch(/\.$/);
      expect(check ?? unseen).toMatch(/\.$/);
      expect(sources).not.toEqual([]);
    }
    expect(Object.keys(allRules)).toHaveLength(rows.filter(({ check }) => check).length);
  });

  test('has a case for every rule, met and broken', () => {
    // The rows of Concurrency Monitoring are in concurrency.test.ts: evenings with the sandbox.
    const counted = concurrencyRows.map(({ id }) => id);
    expect([...Object.keys(cases), ...counted].sort()).toEqual(Object.keys(allRules).sort());
    const withoutBroken = Object.entries(cases).filter(([, { broken }]) => !broken);
    expect(withoutBroken.map(([row]) => row).sort()).toEqual(ONLY_MET);
  });

  test('is complete for every client', () => {
    const report = judge(cases['SCR-04']?.met.traffic() ?? talk().traffic());
    expect(report.clients).toHaveLength(2);
    for (const client of report.clients) {
      expect(client.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      const { met, broken, ...others } = client.summary;
      expect(met + broken + others['not exercised'] + others['not observable']).toBe(172);
    }
  });
});

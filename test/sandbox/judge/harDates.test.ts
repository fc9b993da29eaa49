import { describe, expect, test } from 'vitest';
import { readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { renderReport } from '../../../apps/sandbox/judge/report.ts';
import { summaryOf } from '../../../apps/sandbox/judge/summary.ts';
import { allCases } from './allCases.ts';
import { verdictOn } from './app.ts';
import { har, recording } from './har.ts';

type Entry = { startedDateTime?: unknown; time?: unknown };

/** The recording with each entry changed. */
function changed(change: (entry: Entry, place: number) => void, calls = recording()): string {
  const file = JSON.parse(har(calls));
  file.log.entries.forEach(change);
  return JSON.stringify(file);
}

const judged = (file: string) => judge(readHar(file));
const plain = judged(har(recording()));

const unreadable: Record<string, (entry: Entry, place: number) => void> = {
  missing: (entry) => {
    delete entry.startedDateTime;
  },
  'no dates': (entry, place) => {
    entry.startedDateTime = `entry ${place}`;
  },
  'null, numbers that are no dates, objects': (entry, place) => {
    entry.startedDateTime = [null, 0, -1, { at: 1 }, [], true, 5][place % 7];
  },
  'of no calendar': (entry) => {
    entry.startedDateTime = '2026-13-45T99:00:00Z';
  },
  'before there were televisions': (entry) => {
    entry.startedDateTime = '0001-01-01T00:00:00';
  },
  'days without a time': (entry) => {
    entry.startedDateTime = '2026-05-01';
  },
  'one for all': (entry) => {
    entry.startedDateTime = '2026-05-01T12:00:00.000Z';
  },
};

describe.each(Object.entries(unreadable))('dates that are %s', (_, change) => {
  const report = judged(changed(change));

  test('leave rules of time not judged, and the others as they are', () => {
    const { broken, met, notJudged } = verdictOn(report.clients[0]);
    expect(broken).toEqual([]);
    expect(notJudged).toEqual(expect.arrayContaining(['POL-02', 'POL-04', 'PLY-06', 'THR-03']));
    const row = report.clients[0]?.rows.find(({ id }) => id === 'POL-04');
    expect(row?.advice).toMatch(/^No request has a date that can be read/);
    expect(met).toEqual(expect.arrayContaining(['REG-02', 'POL-05', 'AZN-01', 'SEC-02']));
    expect([...met, ...notJudged].sort()).toEqual(
      expect.arrayContaining(verdictOn(plain.clients[0]).met),
    );
  });

  test('are not shown as if there were any', () => {
    expect(report).not.toHaveProperty('from');
    expect(report.cited.every(({ time }) => time === undefined)).toBe(true);
    const page = renderReport(report);
    expect(page).toContain('Not judged');
    expect(page).not.toMatch(/1970|NaN|Invalid/);
    expect(summaryOf(report)).toMatch(/POL-04 not judged: No request has a date/);
  });

  test('do not hide what is broken without them', () => {
    const twice = judged(
      changed(change, recording({ secondToken: 'PHNpZ25lZE1lZGlhVG9rZW4vPg+/==' })),
    );
    expect(verdictOn(twice.clients[0]).broken).toEqual(['PLY-04']);
  });
});

describe('dates', () => {
  test.each([
    ['in milliseconds since 1970', (text: string) => Date.parse(text)],
    ['in seconds since 1970', (text: string) => Date.parse(text) / 1_000],
    ['as mail writes them', (text: string) => new Date(text).toUTCString()],
    ['with seven digits of a second', (text: string) => text.replace('Z', '0000Z')],
    ['in another time zone', (text: string) => text.replace('T12', 'T21').replace('Z', '+09:00')],
  ])('%s are read', (_, write) => {
    const file = changed((entry) => {
      entry.startedDateTime = write(String(entry.startedDateTime));
    });
    expect(verdictOn(judged(file).clients[0])).toEqual(verdictOn(plain.clients[0]));
  });

  test('that some entries lack are not guessed: what depends on them is not judged', () => {
    const polls: number[] = [];
    JSON.parse(har(recording())).log.entries.forEach(
      (entry: { request: { url: string } }, i: number) => {
        if (entry.request.url.includes('/code/')) polls.push(i);
      },
    );
    const report = judged(
      changed((entry, place) => {
        if (place === polls[1] || place === polls[2]) entry.startedDateTime = 'unknown';
      }),
    );
    const row = report.clients[0]?.rows.find(({ id }) => id === 'POL-04');
    expect(row).toMatchObject({
      state: 'not judged',
      advice: expect.stringMatching(/^2 of the \d+ requests have no date/),
    });
    expect(verdictOn(report.clients[0]).broken).toEqual([]);
  });

  test('prove what they prove though others are missing', () => {
    const report = judged(
      changed(
        (entry, place) => {
          if (place === 0 || place > 9) delete entry.startedDateTime;
        },
        recording({ pollGap: 1_000 }),
      ),
    );
    expect(verdictOn(report.clients[0]).broken).toEqual(['POL-04']);
  });

  test('that are missing in a file that begins with the end do not turn the order around', () => {
    const file = JSON.parse(changed((entry) => delete entry.startedDateTime));
    const forwards = judged(JSON.stringify(file));
    file.log.entries.reverse();
    const backwards = judged(JSON.stringify(file));
    expect(verdictOn(backwards.clients[0])).toEqual(verdictOn(forwards.clients[0]));
    expect(verdictOn(backwards.clients[0]).met).toContain('AZN-01');
  });

  test('out of order are put in order', () => {
    const file = JSON.parse(har(recording()));
    file.log.entries.reverse();
    expect(verdictOn(judged(JSON.stringify(file)).clients[0])).toEqual(verdictOn(plain.clients[0]));
  });

  test('that go with odd durations are read all the same', () => {
    const odd = [-1, null, 'long', Number.NaN, -1e9, Number.MAX_VALUE];
    const file = changed((entry, place) => {
      entry.time = odd[place % odd.length];
    });
    expect(verdictOn(judged(file).clients[0])).toEqual(verdictOn(plain.clients[0]));
  });
});

test('no rule takes a record without dates for broken that keeps it, nor the other way round', () => {
  for (const [row, { met, broken, who = '' }] of Object.entries(allCases))
    for (const [expected, record] of [
      ['met', met],
      ['broken', broken],
    ] as const) {
      if (!record) continue;
      const { exchanges, ...traffic } = record.traffic();
      const undated = exchanges.map((one) => ({ ...one, time: 0, undated: true as const }));
      const client = judge({ ...traffic, exchanges: undated }).clients.find(({ key }) =>
        key.includes(who),
      );
      const state = client?.rows.find(({ id }) => id === row)?.state;
      expect([row, [expected, 'not judged', 'not exercised'].includes(state ?? '')]).toEqual([
        row,
        true,
      ]);
    }
});

import { AssertionError } from 'node:assert';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ConformanceOptions,
  conformanceProblems,
  createTestClock,
  expectConformant,
  judge,
  readHar,
  type Sandbox,
  startSandbox,
} from '../../../apps/sandbox/index.ts';
import { App } from './app.ts';
import { PollsEachSecond } from './brokenClients.ts';
import { har, recording } from './har.ts';

const clock = createTestClock(Date.UTC(2026, 4, 1, 12));
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ quiet: true, now: clock.now });
});
afterEach(() => sandbox.close());

async function use(Kind: typeof App): Promise<void> {
  const app = new Kind({ sandbox, sleep: clock.advance });
  await app.launch();
  await app.signIn();
  await app.watch('tidewater', 'NORTHSTAR-MAIN');
}

/** The error that it throws. */
function failure(options?: ConformanceOptions): AssertionError {
  try {
    expectConformant(sandbox, options);
  } catch (error) {
    if (error instanceof AssertionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('expectConformant', () => {
  test('passes for a client that keeps the rules, and for a sandbox that nobody used', async () => {
    expect(expectConformant(sandbox).clients).toEqual([]);
    await use(App);
    expect(expectConformant(sandbox).clients).toHaveLength(1);
  });

  test('fails with row, expectation, what was seen and which requests show it', async () => {
    await use(PollsEachSecond);
    const { message, actual, expected } = failure();
    expect(message).toMatch(
      /POL-04 \(must\) is broken by OLED55C2 \(127\.0\.0\.1 · [\da-f-]+\)\n {2}expected: Poll every 3 to 5 seconds or less often, never faster\.\n {2}seen: {5}Polled faster than every 3 seconds; wait 3 to 5 seconds or more\.\n {2}requests: #\d+ \d\d:\d\d:\d\d\.\d{3} GET \/api\/v2\/NORTHSTAR\/profiles\/code\/\w+ 200\n {12}#/,
    );
    expect(message).toContain('source:   REST API V2 Checklist');
    expect([actual, expected]).toEqual([['POL-04 broken'], []]);
  });

  test('takes a report as well: of a file, or as JSON of /_sandbox/conformance', async () => {
    const file = judge(readHar(har(recording({ pollGap: 1_000 }))));
    expect(() => expectConformant(file)).toThrow(/^One requirement .*\n\nPOL-04/);
    await use(PollsEachSecond);
    const answer = await fetch(`${sandbox.url}/_sandbox/conformance`);
    const report = (await answer.json()) as Parameters<typeof expectConformant>[0];
    expect(() => expectConformant(report)).toThrow(/POL-04/);
  });

  test.each<[string, ConformanceOptions]>([
    ['allow, a row', { allow: ['POL-04'] }],
    ['allow, a beginning', { allow: ['POL'] }],
    ['only, other rows', { only: ['POL-05', 'AZN', 'REG-'] }],
    ['allow within only', { only: ['POL'], allow: ['POL-04'] }],
  ])('leaves rows out by %s', async (_, options) => {
    await use(PollsEachSecond);
    expect(() => expectConformant(sandbox, options)).not.toThrow();
  });

  test.each<[string, ConformanceOptions]>([
    ['only, the row', { only: ['POL-04'] }],
    ['only, its beginning', { only: ['POL'] }],
    ['allow, others', { allow: ['POL-05', 'AZN'] }],
  ])('fails with %s', async (_, options) => {
    await use(PollsEachSecond);
    expect(failure(options).message).toContain('POL-04');
  });

  test('does not mind what nothing exercised, unless it is asked to', async () => {
    await use(App);
    expect(() => expectConformant(sandbox, { exercised: ['POL-04', 'AZN-01'] })).not.toThrow();
    const { message } = failure({ exercised: ['LGO-01', 'POL-04'] });
    expect(message).toMatch(
      /LGO-01 \(must\) was not exercised\n {2}expected: Give the viewer a way to log out\.\n {2}to do: {4}Log out in the app\./,
    );
    expect(message).not.toContain('POL-04');
    const rows = conformanceProblems(sandbox, { exercised: ['TMP'] }).map(({ row }) => row);
    expect(rows).toEqual([
      'TMP-01',
      'TMP-02',
      'TMP-03',
      'TMP-04',
      'TMP-05',
      'TMP-06',
      'TMP-07',
      'TMP-08',
    ]);
  });

  test('says of a row that could not be judged why, when it has to be', async () => {
    await sandbox.close();
    sandbox = await startSandbox({ quiet: true });
    const app = new App({ sandbox, sleep: (ms) => sandbox.clock.advance(ms) });
    await app.launch();
    await app.signIn();
    expect(() => expectConformant(sandbox)).not.toThrow();
    expect(failure({ exercised: ['POL-04'] }).message).toMatch(
      /POL-04 \(must\) was exercised, but could not be judged\n.*\n {2}why: {6}The sandbox's clock was moved/,
    );
  });

  test('looks at one client when told its name', async () => {
    class Named extends PollsEachSecond {
      protected override extraHeaders() {
        return { 'X-Couchpass-Client': 'hasty' };
      }
    }
    await use(App);
    await use(Named);
    expect(failure().message).toContain('is broken by hasty (');
    expect(() => expectConformant(sandbox, { client: 'hasty' })).toThrow(/POL-04/);
    expect(() => expectConformant(sandbox, { client: 'OLED55C2' })).not.toThrow();
  });
});

describe('what is no choice', () => {
  test.each([
    [
      { only: ['POL-99'] },
      /^only: there is no row "POL-99"; there are POL-01 to POL-12, and POL for all/,
    ],
    [{ allow: ['NOPE'] }, /^allow: there is no row "NOPE"; they begin with REG, CFG,.* V1L, CM$/],
    [{ only: [''] }, /^only: there is no row ""/],
    [{ only: ['pol-04'] }, /^only: there is no row "pol-04"/],
    [{ only: ['V1L-1'] }, /^only: there is no row "V1L-1"/],
    [{ only: 'POL-04' }, /^only: a list of rows is needed/],
    [{ exercised: [7] }, /^exercised: there is no row 7/],
    [{ exercised: ['AZN-04'] }, /^exercised: AZN-04 never shows in traffic/],
    [{ onyl: ['POL'] }, /^there is no option "onyl"; there are only, allow, exercised, client/],
    [{ client: 'bedroom' }, /^client: there is no client "bedroom"; there are: none/],
  ])('%j is refused in words', (options, words) => {
    const choose = () => expectConformant(sandbox, options as unknown as ConformanceOptions);
    expect(choose).toThrow(TypeError);
    expect(choose).toThrow(words);
  });

  test('nor is what has no verdict', () => {
    for (const nothing of [undefined, null, 7, {}, Promise.resolve(sandbox)])
      expect(() => expectConformant(nothing as unknown as Sandbox)).toThrow(
        /^a sandbox, or a report/,
      );
  });
});

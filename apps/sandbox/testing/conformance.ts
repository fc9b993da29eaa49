import { AssertionError } from 'node:assert';
import { printableLine } from '@couchpass/terminal';
import { ChoiceError, chosenRows, type RowChoice } from '../judge/choice.ts';
import type { JudgedClient, JudgedRow, Report, ReportedRow } from '../judge/judge.ts';

/** A sandbox, or a report of `judge`, `control.conformance()` or `/_sandbox/conformance`. */
export type Judged =
  | Report
  | {
      readonly control: {
        /** See `Control`. */
        conformance(): Report;
      };
    };

/** What `expectConformant` checks. */
export interface ConformanceOptions {
  /** Rows to check, by id (`POL-04`) or by the beginning of their ids (`POL`). All when absent. */
  readonly only?: readonly RowChoice[];
  /** Rows that may be broken. */
  readonly allow?: readonly RowChoice[];
  /** Rows that at least one client must have met or broken; none when absent. */
  readonly exercised?: readonly RowChoice[];
  /** The client to check, by the name that the test gave it, its label or one of its client ids. All when absent. */
  readonly client?: string;
}

/** A problem and the requests that show it. */
export interface ConformanceProblem {
  readonly row: string;
  readonly kind: 'broken' | 'not exercised';
  /** Label of the client; absent when no client exercised the row. */
  readonly client?: string;
  /** The row, what was expected, what was observed, and which requests show it, for people. */
  readonly message: string;
}

/**
 * The requirements of Adobe's documentation that a client broke, and the rows of `exercised` that no client
 * exercised. Other rows that no client exercised, or that could not be judged, are not a problem.
 * @throws TypeError with a message that explains it, when an option is wrong
 */
export function conformanceProblems(
  of: Judged,
  options: ConformanceOptions = {},
): ConformanceProblem[] {
  checkOptions(options);
  const report = reportOf(of);
  const rowOf = new Map(report.rows.map((row) => [row.id, row]));
  const only = chosenRows(options.only ?? report.rows.map(({ id }) => id), 'only');
  const allowed = new Set(chosenRows(options.allow ?? [], 'allow'));
  const wanted = chosenRows(options.exercised ?? [], 'exercised');
  checkWanted(wanted, options.exercised ?? [], rowOf);
  const clients = clientsOf(report, options.client);
  const rowsOf = (client: JudgedClient) => new Map(client.rows.map((row) => [row.id, row]));
  const broken = clients.flatMap((client) => {
    const judged = rowsOf(client);
    return only
      .filter((id) => judged.get(id)?.state === 'broken' && !allowed.has(id))
      .map((id): ConformanceProblem => {
        const message = sayBroken(report, client, judged.get(id) as JudgedRow, rowOf.get(id));
        return { row: id, kind: 'broken', client: client.label, message };
      });
  });
  const missing = wanted
    .filter((id) => rowOf.get(id)?.observable)
    .flatMap((id) => notExercised(id, clients.map(rowsOf), rowOf.get(id)));
  return [...broken, ...missing];
}

/**
 * Passes when no client broke a requirement of Adobe's documentation. Rows that no client exercised, or that
 * could not be judged, are not a failure unless `exercised` names them.
 * @returns the report
 * @throws AssertionError whose message has the row, what was expected and observed, and the requests that show it
 * @throws TypeError with a message that explains it, when an option is wrong
 */
export function expectConformant(of: Judged, options: ConformanceOptions = {}): Report {
  const problems = conformanceProblems(of, options);
  if (problems.length > 0)
    throw new AssertionError({
      message: sayProblems(problems),
      actual: problems.map(({ row, kind }) => `${row} ${kind}`),
      expected: [],
      operator: 'expectConformant',
      stackStartFn: expectConformant,
    });
  return reportOf(of);
}

export function sayProblems(problems: readonly ConformanceProblem[]): string {
  const count = problems.length === 1 ? 'One requirement' : `${problems.length} requirements`;
  return `${count} of Adobe's documentation not kept, or not seen.\n\n${problems
    .map(({ message }) => message)
    .join('\n\n')}\n`;
}

const OPTIONS = ['only', 'allow', 'exercised', 'client'];

function checkOptions(options: object): void {
  for (const key of Object.keys(options))
    if (!OPTIONS.includes(key))
      throw new ChoiceError(`there is no option "${key}"; there are ${OPTIONS.join(', ')}`);
}

export function reportOf(of: Judged): Report {
  if (typeof of === 'object' && of !== null) {
    if ('control' in of && typeof of.control?.conformance === 'function')
      return of.control.conformance();
    if ('clients' in of && Array.isArray(of.clients) && Array.isArray(of.rows)) return of;
  }
  throw new ChoiceError('a sandbox, or a report of the judge, is needed');
}

/** Throws when an id in `exercised` is that of a row that traffic never shows, so the check could never pass. */
function checkWanted(
  wanted: readonly string[],
  choices: readonly string[],
  rowOf: ReadonlyMap<string, ReportedRow>,
): void {
  const hidden = wanted.find((id) => choices.includes(id) && !rowOf.get(id)?.observable);
  if (hidden)
    throw new ChoiceError(
      `exercised: ${hidden} never shows in traffic, so that nothing exercises it`,
    );
}

function clientsOf({ clients }: Report, wanted: string | undefined): readonly JudgedClient[] {
  if (wanted === undefined) return clients;
  const found = clients.filter(
    ({ name, label, key, clientIds }) =>
      [name, label, key].includes(wanted) || clientIds.includes(wanted),
  );
  if (found.length > 0) return found;
  const there = clients.map(({ label }) => `"${label}"`).join(', ') || 'none';
  throw new ChoiceError(`client: there is no client "${wanted}"; there are: ${there}`);
}

function sayBroken(
  { cited }: Report,
  client: JudgedClient,
  { id, advice, evidence }: JudgedRow,
  row: ReportedRow | undefined,
): string {
  const requests = evidence.map((seq) => {
    const call = cited.find((one) => one.seq === seq);
    const when =
      call?.time === undefined ? '' : `${new Date(call.time).toISOString().slice(11, 23)} `;
    return call ? `#${seq} ${when}${call.method} ${call.path} ${call.status}` : `#${seq}`;
  });
  return printableLines([
    `${id} (${row?.level.toLowerCase()}) is broken by ${client.label} (${client.key})`,
    `  expected: ${row?.requirement}`,
    `  seen:     ${advice}`,
    ...requests.map((request, i) => `  ${i === 0 ? 'requests:' : '         '} ${request}`),
    `  source:   ${row?.sources.join(', ')}`,
  ]);
}

function notExercised(
  id: string,
  clients: ReadonlyArray<ReadonlyMap<string, JudgedRow>>,
  row: ReportedRow | undefined,
): ConformanceProblem[] {
  const states = clients.flatMap((judged) => judged.get(id) ?? []);
  if (states.some(({ state }) => state === 'met' || state === 'broken')) return [];
  const unsure = states.find(({ state }) => state === 'not judged');
  const advice = unsure?.advice ?? states[0]?.advice ?? 'Nothing was asked of the service.';
  const message = printableLines([
    `${id} (${row?.level.toLowerCase()}) was ${unsure ? 'exercised, but could not be judged' : 'not exercised'}`,
    `  expected: ${row?.requirement}`,
    `  ${unsure ? 'why:     ' : 'to do:   '} ${advice}`,
  ]);
  return [{ row: id, kind: 'not exercised', message }];
}

const printableLines = (lines: readonly string[]): string => lines.map(printableLine).join('\n');

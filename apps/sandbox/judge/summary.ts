import { printableLine } from '@couchpass/terminal';
import type { JudgedClient, JudgedRow, Report } from './judge.ts';
import { rows } from './rows/index.ts';

/** The summary for a terminal; control sequences are removed from text that clients sent. */
export function summaryOf(report: Report, page?: string): string {
  const lines = [
    `${report.requests} ${report.requests === 1 ? 'request' : 'requests'} judged.`,
    ...report.remarks.map(printableLine),
    ...report.entriesLeftOut.map(
      ({ reason, count }) =>
        `Left out: ${count} ${count === 1 ? 'entry' : 'entries'}, ${printableLine(reason)}.`,
    ),
    ...(report.leftOut > 0
      ? [`Left out: ${report.leftOut} clients that were not among the ones busy last.`]
      : []),
    ...report.clients.flatMap(clientLines),
    ...(page === undefined ? [] : ['', `The whole report: ${page}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function clientLines(client: JudgedClient): string[] {
  const { summary } = client;
  const inState = (state: JudgedRow['state']) => client.rows.filter((row) => row.state === state);
  const counts = (['broken', 'met', 'not judged', 'not exercised'] as const).map(
    (state) => `${summary[state]} ${state}`,
  );
  return [
    '',
    printableLine(`${client.label} (${client.key})`),
    `  ${counts.join(', ')}`,
    ...inState('broken').flatMap((row) => finding(row, levelOf(row.id))),
    ...inState('not judged').flatMap((row) => finding(row, 'not judged')),
  ];
}

function finding({ id, advice, evidence }: JudgedRow, what: string): string[] {
  const proof = evidence.length > 0 ? [`         requests ${evidence.join(', ')}`] : [];
  return [`  ${id} ${what}: ${printableLine(advice)}`, ...proof];
}

const levels = new Map(rows.map(({ id, level }) => [id, level.toLowerCase()]));
const levelOf = (id: string): string => levels.get(id) ?? '';

import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { printableJson, printableText } from '@couchpass/terminal';
import { conformanceProblems } from '../testing/conformance.ts';
import { ChoiceError, type RowChoice } from './choice.ts';
import { MOST_BYTES } from './har/decode.ts';
import { HarError, readHar } from './har.ts';
import { judge, type Report } from './judge.ts';
import { phases } from './rows/index.ts';
import { FileError, saveReport, sayFileError } from './saveReport.ts';
import { summaryOf } from './summary.ts';

export const USAGE = `Usage: npm run judge -- FILE.har [options]

Judges a recording of an app that talks to Adobe Pass Authentication (or to a sandbox) by the
requirements of Adobe's public documentation. Export the HAR file from a browser ("with sensitive
data", or the Authorization headers are missing) or from a proxy; it may be packed by gzip. Secrets are
hashed while it is read.

  --report FILE.html   write the whole report as a page
  --json               print the whole report as JSON
  --base URL           where the service is, when that is not one of Adobe's own hosts
  --only ROWS          fail for these rows alone, such as POL-04,AZN
  --allow ROWS         do not fail for these rows
  --exercised ROWS     fail when nothing was seen of one of these rows
  --rows               list all rows
  --help               this text

Ends with 0 when nothing is broken, with 1 when something is, with 2 when the file cannot be judged.
Rows that nothing exercised, or that could not be judged, are no failure.
`;

interface Io {
  out(text: string): void;
  err(text: string): void;
}

const terminal: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** @returns the exit code */
export async function main(argv: readonly string[], io: Io = terminal): Promise<number> {
  const complain = (problem: string) => {
    io.err(printableText(`judge: ${problem}\n`));
    return 2;
  };
  let command: ReturnType<typeof parse>;
  try {
    command = parse(argv);
  } catch (error) {
    return complain(`${(error as Error).message.split('. ')[0]}\n\n${USAGE}`);
  }
  const { values, positionals } = command;
  const [file] = positionals;
  if (values.help || values.rows) {
    io.out(values.help ? USAGE : rowList());
    return 0;
  }
  if (file === undefined || positionals.length > 1)
    return complain(`one HAR file is needed\n\n${USAGE}`);
  let report: Report;
  let problems: ReturnType<typeof conformanceProblems>;
  try {
    const choice = choiceOf(values);
    // Checks the options before a long file is read.
    conformanceProblems(judge({ source: 'har', exchanges: [] }), choice);
    const traffic = readHar(await readBytes(file), values.base ? { baseUrl: values.base } : {});
    report = judge(traffic);
    problems = conformanceProblems(report, choice);
  } catch (error) {
    if (error instanceof ChoiceError) return complain(`--${error.message}`);
    if (error instanceof HarError) return complain(`${file}: ${error.message}`);
    return complain(`${file}: ${sayFileError(error as NodeJS.ErrnoException)}`);
  }
  try {
    if (values.report !== undefined) await saveReport(values.report, report);
  } catch (error) {
    if (error instanceof FileError) return complain(error.message);
    throw error;
  }
  if (values.json) io.out(`${printableJson(report, 2)}\n`);
  else io.out(`${summaryOf(report, values.report)}${sayChoice(values, problems)}`);
  return problems.length > 0 ? 1 : 0;
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      report: { type: 'string' },
      json: { type: 'boolean' },
      base: { type: 'string' },
      only: { type: 'string', multiple: true },
      allow: { type: 'string', multiple: true },
      exercised: { type: 'string', multiple: true },
      rows: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

type Values = ReturnType<typeof parse>['values'];

/** Each option can be given once with a list, or several times. */
function choiceOf(values: Values) {
  const rowsOf = (lists: readonly string[] | undefined) =>
    lists?.flatMap((list) => list.split(',')).map((id) => id.trim() as RowChoice);
  const [only, allow, exercised] = [values.only, values.allow, values.exercised].map(rowsOf);
  return { ...(only && { only }), ...(allow && { allow }), ...(exercised && { exercised }) };
}

/** The result for the chosen rows; '' when no rows were chosen. */
function sayChoice(
  { only, allow, exercised }: Values,
  problems: ReturnType<typeof conformanceProblems>,
): string {
  if (!only && !allow && !exercised) return '';
  if (problems.length === 0) return '\nNothing of what was chosen is broken or missing.\n';
  const failing = problems.map(({ row, kind }) => `${row} (${kind})`);
  return `\nOf what was chosen: ${[...new Set(failing)].join(', ')}.\n`;
}

/** Lists every requirement by phase: id, level, wording, and whether traffic shows it. */
function rowList(): string {
  return phases
    .map(({ title, rows }) =>
      [
        title,
        ...rows.map(
          ({ id, level, requirement, unseen }) =>
            `  ${id.padEnd(7)} ${level.toLowerCase().padEnd(6)} ${requirement}${unseen === undefined ? '' : ' (not observable)'}`,
        ),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

async function readBytes(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new HarError('the file is larger than 500 MB');
  return readFile(file);
}

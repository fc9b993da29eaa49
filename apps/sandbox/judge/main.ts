import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { printableLine, printableText } from '../../terminal/printable.ts';
import { HarError, readHar } from './har.ts';
import { type JudgedClient, judge, type Report } from './judge.ts';
import { FileError, saveReport, sayFileError } from './saveReport.ts';

export const USAGE = `Usage: npm run judge -- FILE.har [options]

Judges a recording of an app that talks to Adobe Pass Authentication (or to a sandbox) by the
requirements of Adobe's public documentation. Export the HAR file from a browser ("with sensitive
data", or the Authorization headers are missing) or from a proxy. Secrets are hashed while it is read.

  --report FILE.html   write the whole report as a page
  --json               print the whole report as JSON
  --base URL           where the service is, when that is not one of Adobe's own hosts
  --help               this text

Ends with 0 when nothing is broken, with 1 when something is, with 2 when the file cannot be judged.
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
  if (values.help) {
    io.out(USAGE);
    return 0;
  }
  if (file === undefined || positionals.length > 1)
    return complain(`one HAR file is needed\n\n${USAGE}`);
  let report: Report;
  try {
    const traffic = readHar(await readText(file), values.base ? { baseUrl: values.base } : {});
    report = judge(traffic);
  } catch (error) {
    if (error instanceof HarError) return complain(`${file}: ${error.message}`);
    return complain(`${file}: ${sayFileError(error as NodeJS.ErrnoException)}`);
  }
  try {
    if (values.report !== undefined) await saveReport(values.report, report);
  } catch (error) {
    if (error instanceof FileError) return complain(error.message);
    throw error;
  }
  io.out(values.json ? `${JSON.stringify(report, null, 2)}\n` : summaryOf(report, values.report));
  return report.broken ? 1 : 0;
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      report: { type: 'string' },
      json: { type: 'boolean' },
      base: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

async function readText(file: string): Promise<string> {
  const { size } = await stat(file);
  // Longer text than this Node cannot hold; a browser's recording of hours is smaller.
  if (size > 500 * 1024 * 1024) throw new HarError('the file is larger than 500 MB');
  return readFile(file, 'utf8');
}

/** What a terminal needs to know; text of clients without what a terminal would obey. */
export function summaryOf(report: Report, page?: string): string {
  const requirement = new Map(report.rows.map((row) => [row.id, row]));
  const lines = report.clients.flatMap((client: JudgedClient) => {
    const { met, broken } = client.summary;
    const bad = client.rows.filter(({ state }) => state === 'broken');
    return [
      '',
      printableLine(`${client.label} (${client.key})`),
      `  ${broken} broken, ${met} met, ${client.summary['not exercised']} not exercised`,
      ...bad.flatMap(({ id, advice, evidence }) => [
        `  ${id} ${requirement.get(id)?.level.toLowerCase()}: ${printableLine(advice)}`,
        `         requests ${evidence.join(', ')}`,
      ]),
    ];
  });
  const where = page === undefined ? [] : ['', `The whole report: ${page}`];
  return `${[`${report.requests} requests judged.`, ...lines, ...where].join('\n')}\n`;
}

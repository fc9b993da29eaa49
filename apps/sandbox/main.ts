import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endWith, guardOutput, interrupted } from '@couchpass/terminal';
import { readCommandLine, sayStartError, USAGE } from './commandLine.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts';
import { trafficOfJournal } from './judge/journal.ts';
import { judge } from './judge/judge.ts';
import { saveReport } from './judge/saveReport.ts';
import { serviceKeys } from './world/keys.ts';

/**
 * Runs the sandbox from a terminal, until Ctrl+C. Exit codes: 0 ended, 2 a wrong option or a port that
 * is not available.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const command = readCommandLine(argv);
  if ('help' in command) {
    process.stdout.write(USAGE);
    return 0;
  }
  if ('problem' in command) {
    process.stderr.write(`sandbox: ${command.problem}\n\n${USAGE}`);
    return 2;
  }
  const asked = interrupted();
  try {
    // An empty report is written first, so that a file that cannot be written is reported at the start.
    if (command.report) await saveReport(command.report, judge(trafficOfJournal([])));
    const sandbox = await startSandbox(command.options);
    process.stdout.write(greeting(sandbox, command.options));
    // The keys are made now, so that the first client does not have to wait for them.
    void serviceKeys.make();
    await asked;
    if (command.report) await saveReport(command.report, sandbox.control.conformance());
    await sandbox.close();
    return 0;
  } catch (error) {
    process.stderr.write(
      `sandbox: ${sayStartError(error as NodeJS.ErrnoException, command.options)}\n`,
    );
    return 2;
  }
}

function greeting({ url, controlToken }: Sandbox, options: SandboxOptions): string {
  return `Sandbox:  ${url}
Console:  ${url}/_sandbox/
${controlToken === undefined ? '' : sayToken(controlToken, options)}

This is a stand-in for Adobe Pass Authentication, for development and tests. It is not the real
service and not made by Adobe: its TV providers, viewers and tokens are invented, and nothing that it
grants is worth anything elsewhere. Stop it with Ctrl+C.
`;
}

/** Shows a token that was made here; a token from SANDBOX_TOKEN is not printed. */
function sayToken(token: string, given: SandboxOptions): string {
  return `Token:    ${given.controlToken === undefined ? token : 'that of SANDBOX_TOKEN'}

Its console and everything under /_sandbox ask for the token: the console in a form, other programs as
the header "Authorization: Bearer TOKEN". If other machines can reach this sandbox, whoever uses them can
register, sign in and play as with the real service.
`;
}

const startedAs = process.argv[1];
if (startedAs !== undefined && realpathSync(startedAs) === fileURLToPath(import.meta.url)) {
  guardOutput(process);
  await endWith(await main(process.argv.slice(2)));
}

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judge, saveReport } from '@couchpass/judge';
import { endWith, guardOutput, interrupted } from '@couchpass/terminal';
import { readCommandLine, sayStartError, USAGE } from './commandLine.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts';
import { prepare } from './world/keys.ts';

/** ms that answers on their way may take when the sandbox ends. */
const CLOSING = 1_000;

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
    if (command.report)
      await saveReport(command.report, judge({ source: 'sandbox', exchanges: [] }));
    const sandbox = await startSandbox(command.options);
    process.stdout.write(greeting(sandbox, command.options));
    prepare('service');
    await asked;
    try {
      if (command.report) await saveReport(command.report, sandbox.control.conformance());
    } finally {
      await sandbox.close(CLOSING);
    }
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
grants is valid elsewhere. Stop it with Ctrl+C.
`;
}

/** Shows a token that was made here; a token from SANDBOX_TOKEN is not printed. */
function sayToken(token: string, given: SandboxOptions): string {
  return `Token:    ${given.controlToken === undefined ? token : 'that of SANDBOX_TOKEN'}

Its console and everything under /_sandbox require the token: the console in a form, other programs as
the header "Authorization: Bearer TOKEN". If other machines can reach this sandbox, their users can
register, sign in and play as with the real service.
`;
}

const startedAs = process.argv[1];
if (startedAs !== undefined && realpathSync(startedAs) === fileURLToPath(import.meta.url)) {
  guardOutput(process);
  await endWith(await main(process.argv.slice(2)));
}

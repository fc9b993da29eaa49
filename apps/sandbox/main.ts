import { readCommandLine, sayListenError, USAGE } from './commandLine.ts';
import { startSandbox } from './index.ts';
import { mediaTokenKeys } from './pass/mediaToken.ts';

const command = readCommandLine(process.argv.slice(2));
if ('help' in command) {
  process.stdout.write(USAGE);
} else if ('problem' in command) {
  process.stderr.write(`sandbox: ${command.problem}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  await run(command.options);
}

async function run(options: Parameters<typeof startSandbox>[0] & object): Promise<void> {
  try {
    const sandbox = await startSandbox(options);
    process.stdout.write(`Sandbox:  ${sandbox.url}
Console:  ${sandbox.url}/_sandbox/

This is a stand-in for Adobe Pass Authentication, for development and tests. It is not the real
service and not made by Adobe: its TV providers, viewers and tokens are invented, and nothing that it
grants is worth anything elsewhere. Stop it with Ctrl+C.
`);
    // Made now rather than while the first viewer waits for a film.
    void mediaTokenKeys();
    const stop = () => void sandbox.close().then(() => process.exit(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`sandbox: ${sayListenError(error as NodeJS.ErrnoException, options)}\n`);
    process.exitCode = 2;
  }
}

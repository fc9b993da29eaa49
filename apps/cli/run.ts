import { PassError, SettingsError } from '@couchpass/core';
import { isCancelled } from '@couchpass/core/pass';
import { printableJson } from '@couchpass/terminal';
import { type CommandName, readCommand } from './args.ts';
import { doctor } from './checks/doctor.ts';
import { dispatch } from './dispatch.ts';
import { type ExitCode, exit } from './exit.ts';
import { help } from './help.ts';
import type { Io } from './io.ts';
import { failWith } from './outcome.ts';
import type { Report, Say } from './report.ts';
import { openSession, type Session } from './session.ts';
import { checkStore, StoreError } from './store.ts';
import { asText, isComplaint } from './text.ts';
import { Cancelled } from './until.ts';
import { UsageError } from './usage.ts';

/**
 * The command line as a function: `argv` without program and script, `io` for its environment.
 * Never rejects; resolves to the exit code (`exit.ts`).
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const say = sayer(argv.includes('--json'), io);
  let session: Session | undefined;
  try {
    const command = readCommand(argv);
    if (command === null) {
      io.out(help);
      return exit.done;
    }
    if (command.name === 'doctor') return await doctor(command, io, say);
    session = await openSession(command, io, say);
    await checkStore(session.directory);
    return sayIfNotKept(session, command.name, await dispatch(command, session));
  } catch (error) {
    return sayFailure(error, say);
  } finally {
    session?.couchpass.stop();
  }
}

function sayer(json: boolean, io: Io): Say {
  return (report: Report) => {
    if (json) return io.out(`${printableJson(report)}\n`);
    (isComplaint(report) ? io.err : io.out)(`${asText(report, io.terminal)}\n`);
  };
}

/** A sign-in or sign-out that was not stored counts as failed; other commands keep their exit code. */
function sayIfNotKept({ couchpass, say }: Session, name: CommandName, code: ExitCode): ExitCode {
  if (couchpass.memory.persistent) return code;
  say({ event: 'notKept' });
  return code === exit.done && ['login', 'logout'].includes(name) ? exit.output : code;
}

function sayFailure(error: unknown, say: Say): ExitCode {
  if (error instanceof UsageError) {
    say({ event: 'usage', message: error.message });
    return exit.usage;
  }
  if (error instanceof SettingsError) {
    say({ event: 'settings', faults: error.faults });
    return exit.usage;
  }
  if (error instanceof StoreError) {
    const { path, wrong, advice } = error;
    say({ event: 'store', path, wrong, advice });
    return exit.usage;
  }
  if (isCancelled(error) || error instanceof Cancelled) {
    say({ event: 'cancelled' });
    return exit.cancelled;
  }
  if (error instanceof PassError) return failWith(say, error);
  say({ event: 'defect' });
  return exit.defect;
}

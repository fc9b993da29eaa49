import { createInterface } from 'node:readline';
import { writeComposed } from '@couchpass/terminal';
import { exit } from './exit.ts';
import type { Io, LookAtBrand } from './io.ts';
import { run } from './run.ts';

/** Runs the command line with this process's streams; returns the exit code. */
export async function runFromProcess(
  argv: readonly string[],
  parts: { readonly lookAtBrand?: LookAtBrand } = {},
): Promise<number> {
  const interruption = new AbortController();
  const interrupt = () => {
    // A second Ctrl-C ends the program at once.
    if (interruption.signal.aborted) process.exit(exit.cancelled);
    interruption.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    return await run(argv, { ...ioOf(process, interruption.signal), ...parts });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function ioOf({ stdin, stdout, stderr, env, cwd }: NodeJS.Process, signal: AbortSignal): Io {
  const dumb = env.TERM === 'dumb';
  return {
    out: (text) => writeComposed(stdout, text),
    err: (text) => writeComposed(stderr, text),
    env,
    // npm runs scripts in the package's folder; INIT_CWD is the folder where npm was called.
    cwd: (env.npm_lifecycle_event === 'pass' && env.INIT_CWD) || cwd(),
    terminal: stdout.isTTY && !dumb ? { columns: stdout.columns, colours: !env.NO_COLOR } : null,
    signal,
    onEnter(listener) {
      const lines = createInterface({ input: stdin });
      lines.on('line', listener);
      return () => lines.close();
    },
  };
}

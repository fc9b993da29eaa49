/** ms after the first signal from which a further one ends the process at once. */
const grace = 5_000;

/** Programs whose signals `interrupted` handles. */
const handled = new WeakSet<object>();

type Program = Pick<NodeJS.Process, 'on' | 'exit'>;
type Ending = Program & Pick<NodeJS.Process, 'stdout' | 'stderr' | 'exitCode'>;

/**
 * Resolves at the first SIGINT (Ctrl+C) or SIGTERM. A second signal within the next 5 s is ignored: it would end the
 * process before open resources are closed and the report is written. A later one ends the process at once, with
 * exit code 130.
 */
export function interrupted(program: Program = process): Promise<void> {
  handled.add(program);
  return new Promise((resolve) => {
    let since: number | null = null;
    const asked = () => {
      since ??= performance.now();
      if (performance.now() - since > grace) program.exit(130);
      resolve();
    };
    program.on('SIGINT', asked);
    program.on('SIGTERM', asked);
  });
}

/**
 * Ends a program whose work is done with this exit code. A program that handles signals exits here, after its output
 * is written: otherwise Node removes the handlers some 10 ms before the process ends, and a second Ctrl+C at that
 * moment would change the exit code to 130. Any other program ends when it has nothing left to do.
 */
export async function endWith(code: number, program: Ending = process): Promise<void> {
  program.exitCode = code;
  if (!handled.has(program)) return;
  await Promise.all([written(program.stdout), written(program.stderr)]);
  program.exit(code);
}

/** Resolves when all earlier output is written, or can no longer be written. */
function written(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()));
}

/** ms after which somebody who still waits for the end may force it. */
const grace = 5_000;

/**
 * Resolves at the first Ctrl+C (SIGINT), or when the process is asked to end (SIGTERM). A second signal within the next
 * 5 s is ignored: it would end the process before what it has opened is closed and its report is written. A later
 * one ends the process at once, with exit code 130.
 */
export function interrupted(program: Pick<NodeJS.Process, 'on' | 'exit'> = process): Promise<void> {
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

/**
 * Resolves at the first Ctrl+C (SIGINT), or when the process is asked to end (SIGTERM). The signals stay handled from
 * then on: a second one, while the program closes what it has opened or writes its report, would otherwise end the
 * process at once with exit code 130 and lose that. Closing is bounded, so nobody has to force it; SIGKILL does.
 */
export function interrupted(program: Pick<NodeJS.Process, 'on'> = process): Promise<void> {
  return new Promise((resolve) => {
    program.on('SIGINT', () => resolve());
    program.on('SIGTERM', () => resolve());
  });
}

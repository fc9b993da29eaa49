import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from '../support/condition.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the sandbox in a separate process, as `npm run sandbox -- ARGS` starts it. */
export function run(...args: string[]) {
  const child = spawn(process.execPath, ['tools/sandbox.mjs', ...args], { cwd: root });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    seen.out += data;
  });
  child.stderr.on('data', (data) => {
    seen.err += data;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, seen, ended };
}

/** The same, once it listens on a free port. `stop` returns the exit code. */
export async function running(...args: string[]) {
  const { child, seen, ended } = run('--port', '0', ...args);
  const address = () => /Sandbox: +(\S+)/.exec(seen.out)?.[1];
  try {
    await until(() => address() !== undefined || child.exitCode !== null);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const url = address();
  if (url === undefined) throw new Error(`it did not start: ${seen.err}`);
  return {
    url,
    seen,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

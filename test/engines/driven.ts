import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A server program that runs until it is ended, together with its child processes. */
export interface Served {
  readonly port: number;
  /** The end of its output so far. */
  said(): string;
  end(): Promise<void>;
}

/**
 * Starts a program as the leader of a process group and waits until it answers.
 * @param args given the port that it shall listen on
 * @param ready path that answers when it is ready
 */
export async function serve(
  command: string,
  args: (port: number) => readonly string[],
  env: Readonly<Record<string, string>> = {},
  ready: (port: number) => Promise<boolean> = answers,
): Promise<Served> {
  const port = await freePort();
  const child = spawn(command, [...args(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US', ...env },
  });
  let said = '';
  const hear = (data: Buffer) => {
    said = `${said}${data}`.slice(-4_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended (${code}): ${said}`)));
  });
  failed.catch(() => {});
  const served = { port, said: () => said, end: () => endGroup(child) };
  try {
    await Promise.race([failed, until(() => ready(port), `${command} answers`)]);
    return served;
  } catch (error) {
    await served.end();
    throw error;
  }
}

/** Ends a process that leads a group, and the group. */
export async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The process has already ended.
    }
  };
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), 3_000);
  await gone;
  clearTimeout(timer);
  // Its child processes may still run.
  kill('SIGKILL');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/status`).then(
    () => true,
    () => false,
  );
}

async function until(check: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

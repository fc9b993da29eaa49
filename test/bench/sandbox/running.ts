import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sources } from '../../support/sources.ts';
import { freePort } from './freePort.ts';

/** A server in a separate process. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

export interface RunningSandbox extends Running {
  /** Bytes, after garbage collection. */
  memory(): Promise<{ heapUsed: number; rss: number }>;
}

export async function runSandbox(options: { throttled: boolean }): Promise<RunningSandbox> {
  const program = fileURLToPath(new URL('./server.ts', import.meta.url));
  const child = fork(program, [options.throttled ? 'throttled' : 'unthrottled'], {
    execArgv: ['--import', sources, '--expose-gc'],
  });
  const answer = async () => (await once(child, 'message'))[0];
  const { url } = (await answer()) as { url: string };
  return {
    url,
    close: () => end(child),
    async memory() {
      child.send('memory');
      return (await answer()) as { heapUsed: number; rss: number };
    },
  };
}

/** The programs with which the sandbox is compared; `folder` is where npm installed them. */
export function runMockServer(folder: string): Promise<Running> {
  const program = join(folder, 'node_modules/oauth2-mock-server/dist/oauth2-mock-server.mjs');
  return run((port) => [program, '-a', '127.0.0.1', '-p', String(port)]);
}

export function runPrism(folder: string, file: string): Promise<Running> {
  const program = join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js');
  return run((port) => [program, 'mock', '-v', 'silent', '-p', String(port), file]);
}

async function run(args: (port: number) => string[]): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, args(port), { stdio: 'ignore' });
  const until = performance.now() + 60_000;
  while (!(await isOpen(port))) {
    if (child.exitCode !== null || performance.now() > until) {
      await end(child);
      throw new Error(`${args(port)[0]} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url: `http://127.0.0.1:${port}`, close: () => end(child) };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

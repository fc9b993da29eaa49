import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that ended, or was killed. */
export interface Ended {
  /** Null when it was killed because it took too long, or could not be started. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** ms; some of the vendors' tools wait for an answer without a limit. */
  readonly limit?: number;
}

/** Runs a program to its end. Never rejects: a program that could not be started has no code, and a reason in `err`. */
export function run(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env, limit = 120_000 }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err, late] = ['', '', false];
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limit);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: null, out, err: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({
        code: late ? null : code,
        out,
        err: late ? `${err}\nNo answer within ${limit / 1000} s.` : err,
      });
    });
  });
}

/** Path of a program that is installed on this computer, or null. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const endings = process.platform === 'win32' ? ['.exe', '.bat'] : [''];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => endings.map((end) => join(folder, name + end)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

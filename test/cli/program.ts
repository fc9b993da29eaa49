import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../tools/paths.ts';

/** A program in a separate process, as a shell runs it. */
export interface Program {
  readonly child: ChildProcess;
  /** Its whole standard output so far. */
  out(): string;
  /** Its whole standard error so far. */
  err(): string;
  type(text: string): void;
  /** Exit code. */
  readonly ended: Promise<number | null>;
}

/** @param args of Node, in the repository's folder */
export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  return watched(spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } }));
}

/** A shell command line, for redirections. */
export function runLine(line: string, env: Readonly<Record<string, string>> = {}): Program {
  return watched(spawn('/bin/sh', ['-c', line], { cwd: root, env: { ...process.env, ...env } }));
}

function watched(child: ChildProcess): Program {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return {
    child,
    out: () => out,
    err: () => err,
    type: (text) => void child.stdin?.write(text),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

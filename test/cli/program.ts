import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../tools/paths.ts';

/** A program in a process of its own, as a shell runs it. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything on its standard output so far. */
  out(): string;
  /** Everything on its standard error so far. */
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

/** A line of the shell, for redirections. */
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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExitCode } from '../../apps/cli/exit.ts';
import type { Io } from '../../apps/cli/io.ts';
import type { Report } from '../../apps/cli/report.ts';
import { run } from '../../apps/cli/run.ts';
import { settingsFile } from '../../tools/paths.ts';

/** A user at a terminal: input, output, and the folder in which the program stores data. */
export interface CliRig {
  readonly store: string;
  /** One run of the command line, as if it were a new process; only the store remains. */
  pass(argv: readonly string[], options?: PassOptions): Promise<Result>;
  close(): Promise<void>;
}

export interface PassOptions {
  readonly env?: Record<string, string>;
  readonly terminal?: Io['terminal'];
  /** Called with the whole output so far, after each new output; may press keys. */
  readonly watch?: (output: string, keys: Keys) => void;
  /** When absent, the repository's settings.json. */
  readonly settings?: string;
}

export interface Keys {
  enter(): void;
  interrupt(): void;
}

export interface Result {
  readonly exit: ExitCode;
  readonly out: string;
  readonly err: string;
  /** With `--json`: the printed reports. */
  readonly reports: readonly Report[];
}

/** @param url of the service */
export async function openCliRig(url: string): Promise<CliRig> {
  const store = await mkdtemp(join(tmpdir(), 'couchpass-cli-'));
  return {
    store,
    pass: (argv, options = {}) => pass(argv, { store, url, ...options }),
    // A real program ends with its process; here its last write may not be complete yet.
    close: () => rm(store, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }),
  };
}

async function pass(
  argv: readonly string[],
  {
    store,
    url,
    env,
    terminal = null,
    watch,
    settings,
  }: PassOptions & { store: string; url: string },
): Promise<Result> {
  let out = '';
  let err = '';
  const interruption = new AbortController();
  const enter = new Set<() => void>();
  const keys: Keys = {
    enter: () => {
      for (const press of enter) press();
    },
    interrupt: () => interruption.abort(),
  };
  // A microtask later, so that the program has printed its whole line.
  const look = () => queueMicrotask(() => watch?.(out, keys));
  const exit = await run([...argv, '--store', store, '--settings', settings ?? settingsFile], {
    out(text) {
      out += text;
      look();
    },
    err(text) {
      err += text;
    },
    env: { PASS_BASE_URL: url, ...env },
    cwd: process.cwd(),
    terminal,
    signal: interruption.signal,
    onEnter(listener) {
      enter.add(listener);
      return () => enter.delete(listener);
    },
  });
  return { exit, out, err, reports: argv.includes('--json') ? readReports(out) : [] };
}

export function readReports(out: string): Report[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Report);
}

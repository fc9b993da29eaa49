import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { sourceCondition } from '../../tools/sourceCondition.mjs';
import { startDisplay } from './display.ts';
import { endGroup, serve } from './driven.ts';
import { fetchPhantom } from './fetchEngine.ts';
import type { Engine, EnginePage, StartOptions } from './page.ts';
import { keepThrown, type Program, ScriptedPage } from './ScriptedPage.ts';
import { browserSteps, steps } from './tvPath.ts';

const window = join(import.meta.dirname, 'qtwebkit.py');

/** Debian's: WebKit of 2016, when Tizen 3 and webOS 3 were sold. It has WebGL, but no MSE and no fetch. */
export const qtWebKit: Engine = {
  name: 'QtWebKit',
  forgets: true,
  // Every film ends the process with: "QApplication::exec: Must be called from the main thread".
  noFilms: 'ends itself',
  async start({ profile, shell, before, width, height }: StartOptions): Promise<EnginePage> {
    await mkdir(profile, { recursive: true });
    const script = join(profile, 'before.js');
    await writeFile(script, `${keepThrown}${before}`);
    const display = await startDisplay();
    const env = { DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1', QT_QPA_PLATFORM: 'xcb' };
    const args = [window, String(width), String(height), profile, script];
    const program = startProgram('/usr/bin/python3', args, env);
    const end = async () => {
      await program.end();
      await display.end();
    };
    return ScriptedPage.open({ ...program, end }, shell);
  },
};

/**
 * The steps of a television, without those of a set, because this engine does not simulate a set well
 * enough.
 */
export const qtSteps = browserSteps.filter((step) => step !== 'suspend');

const holder = join(import.meta.dirname, 'phantomjs.txt');

/** WebKit of 2014, from npm. It has neither WebGL nor video. */
export const phantomJs: Engine = {
  name: 'PhantomJS',
  forgets: true,
  noFilms: 'no video',
  async start({ profile, shell, before, width, height }: StartOptions): Promise<EnginePage> {
    const binary = await fetchPhantom();
    await mkdir(profile, { recursive: true });
    const script = join(profile, 'before.js');
    await writeFile(script, `${keepThrown}${await builtInsFor2014()}${before}`);
    const flags = [
      '--web-security=no',
      `--local-storage-path=${profile}`,
      '--ignore-ssl-errors=yes',
    ];
    const args = (port: number) => [...flags, holder, `${port}`, `${width}`, `${height}`, script];
    // It cannot read today's OpenSSL settings.
    const served = await serve(binary, args, { OPENSSL_CONF: '/dev/null', QT_QPA_PLATFORM: '' });
    const ask = async (command: object) => {
      const response = await fetch(`http://127.0.0.1:${served.port}/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(command),
        signal: AbortSignal.timeout(limit),
      });
      const { answer, error } = (await response.json()) as { answer?: unknown; error?: string };
      if (error !== undefined) throw new Error(error);
      return answer;
    };
    return ScriptedPage.open({ ask, end: served.end }, shell);
  },
};

/** After these steps it ends itself. */
export const phantomSteps = steps.slice(0, steps.indexOf('code'));

/** The built-ins that the simulated set needs; the app contains its own. */
async function builtInsFor2014(): Promise<string> {
  const imports = "import 'core-js/es/map'; import 'core-js/es/object/assign';";
  const stdin = { contents: imports, resolveDir: import.meta.dirname };
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    conditions: [sourceCondition],
    format: 'iife',
    target: 'es5',
    write: false,
  });
  return `${outputFiles[0]?.text}\n`;
}

/** ms; an engine that hangs must not block the run. */
const limit = 60_000;

/** A program that reads one command per line, and answers each with one line. */
function startProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Program {
  const child = spawn(command, [...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US', ...env },
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said = `${said}${data}`.slice(-2_000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${limit} ms: ${said}`)), limit);
    });
    try {
      const { value, done } = await Promise.race([lines.next(), late]);
      if (done) throw new Error(`${command} ended: ${said}`);
      return (JSON.parse(value) as { answer: unknown }).answer;
    } finally {
      clearTimeout(timer);
    }
  };
  // When the program has ended, the missing answer reports the failed write.
  child.stdin.on('error', () => {});
  let last: Promise<unknown> = next();
  return {
    ask(asked) {
      last = last.then(() => {
        child.stdin.write(`${JSON.stringify(asked)}\n`);
        return next();
      });
      return last;
    },
    end: () => endGroup(child),
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Cdp } from './Cdp.ts';
import type { EngineEntry } from './catalogue.ts';

export interface RunningEngine {
  readonly page: Cdp;
  /** `64.0.3264.0` */
  readonly product: string;
  close(): Promise<void>;
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
  '--mute-audio',
  '--no-first-run',
  // Otherwise the language is "en-US@posix", which no television has.
  '--lang=en-US',
  '--disable-background-networking',
  '--autoplay-policy=no-user-gesture-required',
  // Both brands' runtimes set this for installed apps; without it, engines before 70 refuse MediaSource.
  '--allow-file-access-from-files',
  '--window-size=1280,720',
  '--remote-debugging-port=0',
];

const glFlags = {
  osmesa: ['--use-gl=osmesa', '--ignore-gpu-blacklist'],
  folder: ['--use-gl=swiftshader'],
  beside: ['--use-gl=angle', '--use-angle=swiftshader'],
} as const;

/**
 * Starts an engine with an empty page.
 * @param profile where it stores the data that survives a restart
 * @param more arguments
 */
export async function startEngine(
  binary: string,
  { gl }: Pick<EngineEntry, 'gl'>,
  profile: string,
  more: readonly string[] = [],
): Promise<RunningEngine> {
  const args = [...flags, ...glFlags[gl], ...more, `--user-data-dir=${profile}`, 'about:blank'];
  // A process group: it starts helpers, which must end with it.
  const child = spawn(binary, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en_US' },
  });
  try {
    const browser = new URL(await addressOf(child));
    const targets = await listed(`http://${browser.host}`);
    const page = await Cdp.connect(targets.page);
    return {
      page,
      product: targets.product,
      async close() {
        page.close();
        await end(child);
      },
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the engine said only: ${said}`)), 20_000);
    child.stderr?.on('data', (data) => {
      said = `${said}${data}`.slice(-20_000);
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the engine ended at once (${code}): ${said.slice(-600)}`));
    });
    child.once('error', reject);
  });
}

async function listed(address: string): Promise<{ page: string; product: string }> {
  const version = (await (await fetch(`${address}/json/version`)).json()) as { Browser: string };
  for (let tries = 0; tries < 50; tries += 1) {
    const list = (await (await fetch(`${address}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = list.find(({ type }) => type === 'page');
    if (page) {
      return {
        page: page.webSocketDebuggerUrl,
        product: version.Browser.replace(/^.*\//, ''),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the engine has no page');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), signal);
    } catch {
      // The process has already ended.
    }
  };
  // Ends it normally first: stored data must be on the disk for the restart.
  kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(timer);
}

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Hono } from 'hono';
import { type Ended, run } from '../../tools/devices/run.ts';
import { listen } from '../../tools/listen.ts';
import { root } from '../../tools/paths.ts';
import { fileOf } from '../../tools/serve.ts';
import { until } from '../support/condition.ts';
import { endGroup } from './driven.ts';
import type { InstalledApp } from './installedApp.ts';

/** The Lightning app folder. */
export const lightningApp = join(root, 'apps', 'lightning');

/** The program that `npx lng` runs. */
const program = join(root, 'node_modules', '.bin', 'lng');

/** ms; Babel bundles one script of a megabyte, on a computer that may be busy. */
const limit = 280_000;

/** Makes a command write into these folders rather than into the app's own `build` and `dist`. */
const into = (folder: string) => ({
  LNG_BUILD_FOLDER: relative(lightningApp, join(folder, 'build')),
  LNG_DIST_FOLDER: relative(lightningApp, join(folder, 'dist')),
});

/** Runs one of Lightning's own commands in the app's folder, without input. */
export function lng(args: readonly string[], folder: string): Promise<Ended> {
  const env = { ...process.env, ...into(folder) };
  return run([program, ...args], { cwd: lightningApp, env, limit });
}

interface Serving {
  readonly address: string;
  end(): Promise<void>;
}

/**
 * A command that serves until it is ended. Lightning's command looks for the address in the piece of output that
 * has the last line. When the output is divided before that line, the command ends with a TypeError; only after that
 * error it is started again here.
 * @returns the address that it prints, when it answers
 */
export async function lngServing(command: 'serve' | 'dev', folder: string): Promise<Serving> {
  for (let tries = 1; ; tries++) {
    try {
      return await startServing(command, folder);
    } catch (error) {
      if (tries === 3 || !/null \(reading '0'\)/.test(String(error))) throw error;
    }
  }
}

async function startServing(command: 'serve' | 'dev', folder: string): Promise<Serving> {
  const child = spawn(program, [command], {
    cwd: lightningApp,
    env: { ...process.env, ...into(folder) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data));
  child.stderr.on('data', (data: Buffer) => (said += data));
  const end = () => endGroup(child);
  try {
    const answering = async () => {
      if (child.exitCode !== null) throw new Error(`lng ${command} ended: ${said}`);
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(stripVTControlCharacters(said))?.[1];
      const address = `http://127.0.0.1:${port}/`;
      return (
        port !== undefined &&
        (await fetch(address).then(
          () => address,
          () => false,
        ))
      );
    };
    const address = await until(answering, { limit, what: `an address of lng ${command}` });
    return { address: String(address), end };
  } catch (error) {
    await end();
    throw error;
  }
}

interface Handed {
  readonly appSettings: object;
  readonly platformSettings: object;
}

/**
 * Where an operator stores the static files of an app, and the path of the operator's server that scales
 * pictures.
 */
export const elsewhere = { statics: '/kept/northstar/static', pictures: '/pictures' };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The built app as an operator serves it, with other settings than those of the folder: in the
 * settings.json that `startApp` reads, or inside the page that `lng dist` made.
 */
export async function serveLightning(
  folder: string,
  { appSettings, platformSettings }: Handed,
): Promise<InstalledApp & { readonly asked: readonly string[] }> {
  const web = new Hono();
  const asked: string[] = [];
  web.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    asked.push(`${pathname}${search}`);
    await next();
  });
  web.get(elsewhere.pictures, (c) => c.redirect(c.req.query('url') ?? ''));
  web.get('/*', async (c) => {
    const { pathname } = new URL(c.req.url);
    const file = await fileOf(folder, pathname.replace(elsewhere.statics, '/static'));
    if (file === null) return c.notFound();
    const headers = { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' };
    if (pathname === '/settings.json') {
      const own = JSON.parse(await readFile(file, 'utf8')) as Handed;
      const handed = {
        appSettings: { ...own.appSettings, ...appSettings },
        platformSettings: { ...own.platformSettings, ...platformSettings },
      };
      return c.body(JSON.stringify(handed), 200, headers);
    }
    const bytes = await readFile(file);
    if (!pathname.endsWith('/')) return c.body(new Uint8Array(bytes), 200, headers);
    const inside = JSON.stringify(appSettings).slice(1, -1);
    const page = bytes.toString('utf8').replace(/(appSettings = \{)/, `$1 ${inside},`);
    return c.body(page, 200, headers);
  });
  const { url, close } = await listen(web, 0);
  return { page: `${url}/`, asked, remove: close };
}

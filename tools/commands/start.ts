import { resolve } from 'node:path';
import { accounts } from '@couchpass/sandbox';
import { isHostName } from '@couchpass/sandbox/server';
import { interrupted } from '@couchpass/terminal';
import { readArgs, readPort, UsageError } from '../args.ts';
import type { Brand } from '../brand/brand.ts';
import { readBrand } from '../brand/readBrand.ts';
import { sayWarnings } from '../brand/sayWarnings.ts';
import { build, builtMode, watchBuild, webTargets } from '../build.ts';
import { freeOrAny } from '../listen.ts';
import { dist, settingsFile } from '../paths.ts';
import { createReload, type Reload } from '../reload.ts';
import { sayFailure } from '../sayFailure.ts';
import { type Running, startAll } from '../startAll.ts';

const help = `npm start [-- OPTIONS]      TV app, second screen and sandbox on this computer
npm run dev [-- OPTIONS]    the same, built again and reloaded whenever a source is saved

  --sandbox-port N   port of the sandbox (8700; 0 takes any free one)
  --web-port N       port of the TV app and the second screen (8701)
  --settings FILE    instead of settings.json, with its logo, texts and theme beside it (docs/brand.md);
                     the service's address in it is replaced by the sandbox's, which knows the service provider, domain, software statement and the feed's
                     resources that it names
  --allow-host NAME  a host name that leads here besides localhost (may be repeated)
  --rebuild          build even when nothing changed
  --help             this text`;

const usualPorts = { sandbox: 8700, web: 8701 };

/** `npm start` and, with `--watch`, `npm run dev`. Exit codes: 0 ended, 1 build failed, 2 settings. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options === null) {
      console.log(help);
      return 0;
    }
    return await start(options);
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The settings cannot be used' });
  }
}

interface Options {
  readonly watch: boolean;
  readonly rebuild: boolean;
  readonly settings: string;
  readonly sandboxPort: number | undefined;
  readonly webPort: number | undefined;
  readonly allowHosts: readonly string[];
}

function readOptions(argv: readonly string[]): Options | null {
  const { values } = readArgs({
    args: [...argv],
    options: {
      watch: { type: 'boolean', default: false },
      rebuild: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      settings: { type: 'string', default: settingsFile },
      'sandbox-port': { type: 'string' },
      'web-port': { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.help) return null;
  for (const name of values['allow-host'])
    if (!isHostName(name))
      throw new UsageError(`--allow-host takes a host name such as tv.example, not "${name}".`);
  return {
    watch: values.watch,
    rebuild: values.rebuild,
    settings: resolve(values.settings),
    sandboxPort: readPort('sandbox-port', values['sandbox-port']),
    webPort: readPort('web-port', values['web-port']),
    allowHosts: values['allow-host'],
  };
}

async function start(options: Options): Promise<number> {
  const brand = await readBrand(options.settings);
  sayWarnings(brand);
  const ended = interrupted();
  const reload = options.watch ? createReload() : undefined;
  const builder = reload ? await firstWatchedBuild(reload) : await buildIfNeeded(options.rebuild);
  const running = await startSomewhere(brand, options, reload);
  console.log(announcement(running, options.watch));
  await ended;
  await Promise.all([running.close(), builder?.close()]);
  return 0;
}

async function buildIfNeeded(rebuild: boolean): Promise<undefined> {
  if (!rebuild && (await builtMode(webTargets)) !== null) return;
  console.log('Building the TV app and the second screen…');
  // Without minifying, which would double the time.
  await build({ mode: 'development', targets: webTargets, quiet: true });
}

/** Resolves or rejects after the first build; later builds reload the open pages. */
function firstWatchedBuild(reload: Reload) {
  console.log('Building, and watching for changes…');
  return new Promise<{ close(): Promise<void> }>((resolve, reject) => {
    let first = true;
    const watching = watchBuild((error) => {
      if (error) console.error(error.message);
      else if (!first) console.log('Built again; open pages reload.');
      if (!error && !first) reload.now();
      if (first) watching.then(resolve, reject);
      first = false;
    });
    watching.catch(reject);
  });
}

/** Uses the given or the usual ports; where these are taken, any free ones, and prints a note. */
async function startSomewhere(
  brand: Brand,
  options: Options,
  reload: Reload | undefined,
): Promise<Running> {
  const sandboxPort = await portFor('the sandbox', options.sandboxPort ?? usualPorts.sandbox);
  const webPort = await portFor('the web pages', options.webPort ?? usualPorts.web);
  const { allowHosts } = options;
  const sandbox = { allowHosts };
  const settings = brand.raw;
  return startAll({
    ...{ dist, settings, brand, sandboxPort, webPort, sandbox },
    ...(reload && { reload }),
  });
}

async function portFor(what: string, wanted: number): Promise<number> {
  const port = await freeOrAny(wanted);
  if (port !== wanted) console.log(`Port ${wanted} is taken: ${what} will use a free one.`);
  return port;
}

function announcement(running: Running, watch: boolean): string {
  const { tvUrl, activateUrl, sandboxUrl } = running;
  const { controlToken } = running.sandbox;
  const names = accounts.map(({ user, password, what }) => `${user} / ${password} (${what})`);
  return `
Couchpass is running${watch ? ' and reloads when a source is saved' : ''}. Ctrl-C ends it.

  TV app           ${tvUrl}
  Second screen    ${activateUrl}
  Sandbox console  ${sandboxUrl}/_sandbox/${controlToken ? `\n  Console's token  ${controlToken}` : ''}

  Keys on the TV app: arrows, Enter, Backspace to go back.
  To sign in: pick something that is not free, open the second screen in another window, type the
  code, choose any provider, and log in as ${names.join(',\n    or ')}.
`;
}

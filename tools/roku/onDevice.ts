import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { rokuDeploy, UnauthorizedDeviceResponseError } from 'roku-deploy';
import { readArgs, readPort, UsageError } from '../args.ts';
import { placeOf } from '../brand/readBrand.ts';
import { root, settingsFile } from '../paths.ts';
import { zipName } from './package.ts';

const help = `npm run install:roku -- --host ADDRESS --password PASSWORD   puts dist/roku's zip on a Roku in developer mode
npm run launch:roku -- --host ADDRESS [--content ID --media TYPE]   starts it, with a deep link or without

  --password PASSWORD   or ROKU_PASSWORD of the environment, which no list of processes shows
  --zip FILE            another package than the newest in dist/roku
  --settings FILE       the newest of another brand (docs/brand.md)
  --installer-port N    port of the developer installer (80)
  --ecp-port N          port of the External Control Protocol (8060)`;

/** Installs a package, or starts the installed one. Exit codes: 0 done, 1 refused, 2 arguments, 3 unreachable. */
export async function installOrLaunch(
  kind: 'install' | 'launch',
  argv: readonly string[],
): Promise<number> {
  try {
    const { values } = readArgs({
      args: [...argv],
      options: {
        host: { type: 'string' },
        password: { type: 'string' },
        zip: { type: 'string' },
        settings: { type: 'string', default: settingsFile },
        content: { type: 'string' },
        media: { type: 'string' },
        'installer-port': { type: 'string' },
        'ecp-port': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    if (values.host === undefined)
      throw new UsageError('Which Roku? Name its address with --host.');
    const host = values.host;
    if (kind === 'install') {
      const password = values.password ?? process.env.ROKU_PASSWORD;
      if (password === undefined || password === '') {
        throw new UsageError(
          "The Roku's developer password is wanted: --password PASSWORD, or ROKU_PASSWORD of the environment.",
        );
      }
      const zip = values.zip ?? newestZip(placeOf(values.settings));
      if (!existsSync(zip)) {
        console.error(
          `There is no ${relative(root, zip)}. Make it with "npm run package:roku -- --development".`,
        );
        return 1;
      }
      const port = readPort('installer-port', values['installer-port']);
      await install(host, password, zip, port);
      return 0;
    }
    const port = readPort('ecp-port', values['ecp-port']) ?? 8060;
    await launch(host, port, values.content, values.media);
    return 0;
  } catch (error) {
    return sayFailure(error);
  }
}

async function install(host: string, password: string, zip: string, port: number | undefined) {
  await rokuDeploy.publish({
    host,
    password,
    outDir: dirname(zip),
    outFile: basename(zip),
    failOnCompileError: true,
    ...(port !== undefined && { packagePort: port }),
  });
  console.log(`Installed ${basename(zip)} and started it on ${host}.`);
}

/** The newest package; the development package's path when there is none. */
function newestZip(dist: string): string {
  const made = [zipName(true), zipName(false)].map((name) => join(dist, 'roku', name));
  const age = (file: string) => (existsSync(file) ? statSync(file).mtimeMs : 0);
  return made.reduce((newest, file) => (age(file) > age(newest) ? file : newest));
}

/** Roku, "External Control Protocol": the id of a sideloaded app is `dev`. */
async function launch(host: string, port: number, content?: string, media?: string) {
  const url = new URL(`http://${host}:${port}/launch/dev`);
  if (content !== undefined) url.searchParams.set('contentId', content);
  if (media !== undefined) url.searchParams.set('mediaType', media);
  const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(10_000) });
  if (!response.ok) {
    throw new Refused(
      `The Roku did not start it (status ${response.status}). Install it first, and allow control by ` +
        'mobile apps in Settings > System > Advanced system settings.',
    );
  }
  console.log(`Started on ${host}.`);
}

class Refused extends Error {}

function sayFailure(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${help}`);
    return 2;
  }
  if (error instanceof UnauthorizedDeviceResponseError) {
    console.error(
      'The Roku refused the password. It is the one set when developer mode was turned on.',
    );
    return 1;
  }
  if (error instanceof Refused) {
    console.error(error.message);
    return 1;
  }
  const { message } = error as Error;
  console.error(
    `The Roku could not be reached, or did not take the package: ${message}. Is developer mode on (Home ` +
      'three times, Up twice, Right, Left, Right, Left, Right), and is this computer in the same network?',
  );
  return 3;
}

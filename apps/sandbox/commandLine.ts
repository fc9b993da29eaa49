import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DataError, type SandboxOptions } from './index.ts';
import { FileError } from './judge/saveReport.ts';
import { readPublicKey } from './pass/singleSignOn.ts';
import { isHostName, tokenProblem } from './server/access.ts';
import { isRedisAddress, readRedisAddress, withoutSecrets } from './state/persistence/index.ts';
import type { WorldDeclaration } from './world/declaration.ts';
import { readProviderOption } from './world/providerOption.ts';
import { WorldError } from './world/readWorld.ts';
import { readWorldFile } from './world/worldFile.ts';

export const USAGE = `Usage: npm run sandbox -- [options]

  --port NUMBER        port to listen on (8700; 0 takes any free one)
  --host ADDRESS       address to listen on (127.0.0.1 and ::1: this machine only); at any other the
                       controls ask for a token, which is printed, or is SANDBOX_TOKEN of the environment
  --allow-host NAME    a host name that leads here, besides those of its addresses (may be repeated)
  --public-url URL     how TVs and phones reach it, when that is another address
  --activate-origin O  origin of a second-screen page that logins may return to (may be repeated)
  --data DIR           keep clients, tokens, codes and profiles in this folder (memory only), or in a
                       Redis that a team shares: redis://[user:password@]host[:port][/db][?key=name];
                       or SANDBOX_DATA of the environment, which no list of processes shows
  --report FILE.html   write at the end which of Adobe's requirements every client met and broke
  --service-token-key F public key (PEM) of an identity service: its AD-Service-Tokens are taken
                       (may be repeated)
  --no-throttle        do not limit requests to one a second and a burst of ten
  --help               this text

Whom it knows:
  --mode MODE          lenient (default): any service provider, domain, redirect, software statement and
                       resource is taken as a client comes with it, and the console and the record say
                       so; where Adobe's documentation is silent, every reading is taken.
                       strict: what is declared, and the narrowest reading
  --world FILE         declare service providers and TV providers by a JSON file; its schema and an
                       example are apps/sandbox/world/world.schema.json and world.example.json
  --service-provider ID[,KEY=VALUE]…
                       declare one (may be repeated). KEY is name, domain, redirect, resource or
                       statement (a file with a software statement), all but name as often as needed:
                       ACMETV,domain=acme.example,resource=ACME-MAIN,redirect=adbe.acme://signin
                       What is left out is not checked.
`;

/** The parsed command line; `problem` is a message for the user that explains why it is not valid. */
export type CommandLine =
  | { readonly options: SandboxOptions; readonly report?: string }
  | { readonly help: true }
  | { readonly problem: string };

export function readCommandLine(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): CommandLine {
  let values: ReturnType<typeof parse>['values'];
  try {
    values = parse(args).values;
  } catch (error) {
    return { problem: (error as Error).message.split('. ')[0] ?? 'The options are not readable' };
  }
  if (values.help) return { help: true };
  const { port: portText = '8700', mode = 'lenient', host } = values;
  const data = values.data ?? (env.SANDBOX_DATA || undefined);
  const from = values.data === undefined ? 'SANDBOX_DATA of the environment' : '--data';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65_535)
    return { problem: `--port ${portText}: a number from 0 to 65535 is needed` };
  if (mode !== 'lenient' && mode !== 'strict')
    return { problem: `--mode ${mode}: lenient or strict is needed` };
  if (data === '') return { problem: '--data: a folder or the address of a Redis is needed' };
  if (data !== undefined && isRedisAddress(data))
    try {
      readRedisAddress(data);
    } catch (error) {
      return { problem: (error as Error).message };
    }
  else if (data !== undefined && /^[a-z][a-z0-9+.-]+:\/\//i.test(data))
    return {
      problem: `${from} ${withoutSecrets(data)}: a folder or the address of a Redis is needed`,
    };
  const origins = values['activate-origin'] ?? [];
  const publicUrl = values['public-url'];
  const addresses = [
    ...origins.map((origin) => ['activate-origin', origin] as const),
    ...(publicUrl === undefined ? [] : [['public-url', publicUrl] as const]),
  ];
  for (const [name, address] of addresses)
    if (!/^https?:\/\/./.test(address) || !URL.canParse(address)) {
      const needed = 'an address such as http://192.168.1.20:8700 is needed';
      return { problem: `--${name} ${address}: ${needed}` };
    }
  if (host === '') return { problem: '--host: an address of this machine is needed' };
  const allowHosts = values['allow-host'] ?? [];
  for (const name of allowHosts)
    if (!isHostName(name))
      return { problem: `--allow-host ${name}: a host name such as sandbox.example is needed` };
  const controlToken = env.SANDBOX_TOKEN || undefined;
  const wrong = controlToken === undefined ? undefined : tokenProblem(controlToken);
  if (wrong !== undefined) return { problem: `SANDBOX_TOKEN of the environment: ${wrong}` };
  const keys = readKeys(values['service-token-key'] ?? []);
  if ('problem' in keys) return keys;
  const world = readWorldOptions(values.world, values['service-provider'] ?? []);
  if ('problem' in world) return world;
  return {
    options: {
      port,
      mode,
      activateOrigins: origins,
      allowHosts,
      serviceTokenKeys: keys.pems,
      throttle: !values['no-throttle'],
      ...(host === undefined ? {} : { host }),
      ...(controlToken === undefined ? {} : { controlToken }),
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(data === undefined ? {} : { data }),
      ...(Object.keys(world).length === 0 ? {} : { world }),
    },
    ...(values.report === undefined ? {} : { report: values.report }),
  };
}

/** Merges the world file and the options; a service provider of an option replaces the file's one of the same id. */
function readWorldOptions(
  file: string | undefined,
  options: readonly string[],
): WorldDeclaration | { problem: string } {
  try {
    const world = file === undefined ? {} : readWorldFile(file);
    const given = options.map(readProviderOption);
    const twice = given.find(({ id }, at) => given.findIndex((one) => one.id === id) !== at);
    if (twice) return { problem: `--service-provider ${twice.id} stands here twice` };
    const others = (world.serviceProviders ?? []).filter(
      ({ id }) => !given.some((one) => one.id === id),
    );
    const serviceProviders = [...others, ...given];
    return { ...world, ...(serviceProviders.length === 0 ? {} : { serviceProviders }) };
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    const isOfFile = !error.message.startsWith('--service-provider');
    return { problem: isOfFile ? error.message.replace(/^/gm, '--world ') : error.message };
  }
}

function readKeys(files: readonly string[]): { pems: string[] } | { problem: string } {
  const pems: string[] = [];
  for (const file of files)
    try {
      const pem = readFileSync(file, 'utf8');
      readPublicKey(pem);
      pems.push(pem);
    } catch {
      return { problem: `--service-token-key ${file}: a file with a public RSA key is needed` };
    }
  return { pems };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
      mode: { type: 'string' },
      'public-url': { type: 'string' },
      data: { type: 'string' },
      report: { type: 'string' },
      world: { type: 'string' },
      'service-provider': { type: 'string', multiple: true },
      'activate-origin': { type: 'string', multiple: true },
      'service-token-key': { type: 'string', multiple: true },
      'no-throttle': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

/** A message for the user: why the sandbox did not start. */
export function sayStartError(error: NodeJS.ErrnoException, options: SandboxOptions): string {
  if (error instanceof DataError || error instanceof FileError) return error.message;
  const { port = options.port ?? 0, address = options.host ?? '127.0.0.1' } = error as Partial<{
    port: number;
    address: string;
  }>;
  const where = `port ${port} of ${address}`;
  if (error.code === 'EADDRINUSE')
    return `${where} is taken by another program. Stop it, or choose another port with --port (0 takes any free one).`;
  if (error.code === 'EACCES')
    return `${where} may not be used by this user. Choose one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${options.host ?? address} is not an address of this machine.`;
  return `${where} cannot be listened on: ${error.message}`;
}

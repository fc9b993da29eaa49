import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { interrupted } from '@couchpass/terminal';
import { readArgs, readPort, UsageError } from '../args.ts';
import { placeOf } from '../brand/readBrand.ts';
import { DeviceError } from '../devices/failure.ts';
import { type TizenPlace, usualPort as tizenPort } from '../devices/tizen/target.ts';
import { workOnTizen } from '../devices/tizen/work.ts';
import { type WebosPlace, usualPorts as webosPorts } from '../devices/webos/target.ts';
import { workOnWebos } from '../devices/webos/work.ts';
import { type Verb, verbs, type Work } from '../devices/work.ts';
import { describeApp, type Shell } from '../package/app.ts';
import { wgtName } from '../package/tizen/wgt.ts';
import { ipkName } from '../package/webos/ipk.ts';
import { packageFolder, settingsFile } from '../paths.ts';
import { sayFailure } from '../sayFailure.ts';

const help = `npm run install:webos | launch:webos | inspect:webos | remove:webos  [-- OPTIONS]
npm run install:tizen | launch:tizen | inspect:tizen | remove:tizen  [-- OPTIONS]

On the emulator of this computer, or with --host on a television in Developer Mode.

  --host ADDRESS       a television, by its IP address
  --port N             of the emulator or the television (webos 6622 and 9922, tizen 26101)
  --package FILE       install: another package than the one that "npm run package:…" has made
  --es5                install: the build for older televisions (LG's before 2020, Samsung's before 2019)
  --id ID              launch, inspect, remove: another app than the one in settings.json
  --settings FILE      instead of settings.json
  --params JSON        launch:webos: a deep link, such as '{"contentTarget":"ITEM-ID"}'
  --passphrase LETTERS webos: what the television's Developer Mode app shows; needed once for each
                       television (or in the environment as WEBOS_PASSPHRASE)
  --device NAME        webos: a device that you have given a name with ares-setup-device
  --help               this text`;

interface Options {
  readonly shell: Shell;
  readonly verb: Verb;
  readonly settings: string;
  readonly file: string | null;
  readonly id: string | null;
  readonly es5: boolean;
  readonly params: Work['params'];
  readonly webos: WebosPlace;
  readonly tizen: TizenPlace;
}

/** Exit codes: 0 done, 1 failed on the device, 2 usage or settings. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options === null) {
      console.log(help);
      return 0;
    }
    const work = await planWork(options);
    await (options.shell === 'webos'
      ? workOnWebos(options.webos, work)
      : workOnTizen(options.tizen, work));
    return 0;
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The app cannot be told' });
  }
}

async function planWork(options: Options): Promise<Work> {
  const { shell, verb, es5 } = options;
  const needsApp = verb === 'install' ? options.file === null : options.id === null;
  const app = needsApp ? await describeApp(shell, options.settings) : null;
  const name = app === null ? '' : shell === 'webos' ? ipkName(app) : wgtName(app);
  const file = options.file ?? join(packageFolder(es5, placeOf(options.settings)), name);
  if (verb === 'install' && !existsSync(file)) {
    throw new DeviceError(
      `There is no ${relative(process.cwd(), file)}.`,
      `Make it with "npm run package:${shell}${es5 ? ' -- --es5' : ''}".`,
    );
  }
  return {
    verb,
    id: options.id ?? app?.id ?? '',
    file,
    params: options.params,
    say: (text) => console.log(text),
    ended: verb === 'inspect' ? interrupted() : new Promise<void>(() => {}),
  };
}

function readOptions(argv: readonly string[]): Options | null {
  const { values, positionals } = readArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      package: { type: 'string' },
      es5: { type: 'boolean', default: false },
      id: { type: 'string' },
      settings: { type: 'string', default: settingsFile },
      params: { type: 'string' },
      passphrase: { type: 'string' },
      device: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [shell, word, ...more] = positionals;
  const verb = verbs.find((one) => one === word);
  if ((shell !== 'webos' && shell !== 'tizen') || verb === undefined || more.length > 0) {
    throw new UsageError(`"${positionals.join(' ')}" is nothing that can be done.`);
  }
  const forWebosOnly = ['params', 'passphrase', 'device'] as const;
  const odd = forWebosOnly.find((name) => shell === 'tizen' && values[name] !== undefined);
  if (odd !== undefined) {
    const why = odd === 'params' ? ': nothing launches an app on Tizen with a deep link' : '';
    throw new UsageError(`--${odd} is for webOS only${why} (docs/tizen.md).`);
  }
  const { host } = values;
  if (shell === 'webos' && host !== undefined && !/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) {
    throw new UsageError(`--host takes an address such as 192.168.1.20, not "${host}".`);
  }
  if (values.id !== undefined && !/^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(values.id)) {
    throw new UsageError(`--id takes the id of an app, not "${values.id}".`);
  }
  const port = readPort('port', values.port);
  return {
    shell,
    verb,
    settings: resolve(values.settings),
    file: values.package === undefined ? null : resolve(values.package),
    id: values.id ?? null,
    es5: values.es5,
    params: readParams(values.params),
    webos: webosPlace({ ...values, port }),
    tizen: { host: host ?? '127.0.0.1', port: port ?? tizenPort, emulator: host === undefined },
  };
}

function webosPlace(values: {
  host?: string | undefined;
  port: number | undefined;
  passphrase?: string | undefined;
  device?: string | undefined;
}): WebosPlace {
  const { host, port, device } = values;
  if (device !== undefined) return { kind: 'known', name: device };
  if (host === undefined) return { kind: 'emulator', port: port ?? webosPorts.emulator };
  return {
    kind: 'set',
    host,
    port: port ?? webosPorts.set,
    passphrase: values.passphrase ?? process.env.WEBOS_PASSPHRASE ?? null,
    keyPort: webosPorts.key,
  };
}

/** LG's tool would ignore invalid parameters and launch without them. @throws UsageError */
function readParams(text: string | undefined): Work['params'] {
  if (text === undefined) return null;
  try {
    const params = JSON.parse(text) as unknown;
    if (typeof params === 'object' && params !== null && !Array.isArray(params)) {
      return params as Record<string, unknown>;
    }
  } catch {
    // The same error as for other values.
  }
  throw new UsageError(`--params takes a JSON object such as '{"contentTarget":"ITEM-ID"}'.`);
}

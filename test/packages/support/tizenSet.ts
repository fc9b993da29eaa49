import { unzipSync } from 'fflate';
import { verifyWidget } from './verifyWidget.ts';

export interface TizenSetOptions {
  /** SHA-256 of the authorities that the set accepts for the distributor; when absent, any. */
  readonly trusts?: string;
  /** Of the set; when absent, 6.5. */
  readonly platformVersion?: string;
  /** The set has no space left. */
  readonly full?: boolean;
}

interface Installed {
  readonly version: string;
  /** SHA-256 of the author's certificate. */
  readonly author: string;
}

/**
 * The part of a Samsung television that handles packages: verifies both signatures, checks config.xml, and
 * records installed and running apps. Its messages are those of public installation logs.
 */
export function createTizenSet({ trusts, platformVersion = '6.5', full }: TizenSetOptions) {
  const apps = new Map<string, Installed>();
  const running = new Set<string>();

  function install(id: string, wgt: Buffer | undefined): string {
    const said = (text: string) => `app_id[${id}] ${text}`;
    const failed = (code: string, reason: string) =>
      [said('install start'), said(`install failed[${code}], reason: ${reason}`), ''].join('\n');
    if (wgt === undefined) return failed('118, -1', 'Package not found');
    if (full) return failed('118', '');
    let files: Map<string, Uint8Array>;
    try {
      files = new Map(Object.entries(unzipSync(wgt)));
    } catch {
      return failed('118, -4', 'Load archive info fail');
    }
    const { problems, author, roots } = verifyWidget(files);
    if (problems.some((problem) => problem.endsWith('is in no signature'))) {
      return failed(
        '118, -12',
        'Check certificate error : :Invalid file reference. An unsinged file was found.:<-5>',
      );
    }
    if (problems.length > 0) {
      return failed('118, -12', 'Check certificate error : :Invalid signature.:<-6>');
    }
    if (trusts !== undefined && trusts !== roots.distributor) {
      return failed(
        '118, -12',
        'Check certificate error : :Invalid certificate chain with certificate in signature.:<-3>',
      );
    }
    const config = Buffer.from(files.get('config.xml') ?? []).toString('utf8');
    const attribute = (element: string, name: string) =>
      new RegExp(`<${element}[^>]*\\s${name}="([^"]*)"`).exec(config)?.[1] ?? '';
    const required = attribute('tizen:application', 'required_version');
    const named = attribute('tizen:application', 'id') === id;
    if (!named || Number(required) > Number(platformVersion)) {
      return failed('118, -4', 'Load archive info fail');
    }
    const older = apps.get(id);
    if (older && older.author !== author) {
      return failed('118, -11', 'Author certificate not match :');
    }
    apps.set(id, { version: attribute('widget', 'version'), author });
    const steps = ['install start', 'installing[30]', 'installing[100]', 'install completed'];
    return [...steps.map(said), 'spend time for wascmd is [512]ms', 'cmd_ret:0', ''].join('\n');
  }

  function shell(command: string, pushed: ReadonlyMap<string, Buffer>, inspector: number): string {
    const [zero, verb, id = '', path = ''] = command.trim().split(/\s+/);
    if (zero !== '0') return `${command}: permission denied\n`;
    const here = apps.has(id);
    const missing = `app_id[${id}] not found\n`;
    switch (verb) {
      case 'getduid':
        return 'STANDIN000000\n';
      case 'vd_appinstall':
        return install(id, pushed.get(path));
      case 'vd_applist':
        return [...apps].map(([one, { version }]) => `${one} ${version}\n`).join('');
      case 'vd_appuninstall':
        running.delete(id);
        return apps.delete(id) ? `app_id[${id}] uninstall completed\n` : missing;
      case 'was_execute':
        if (here) running.add(id);
        return here ? `app_id[${id}] launched\n` : missing;
      case 'debug':
        if (here) running.add(id);
        return here
          ? `... successfully launched pid = 4711 with debug 1 port: ${inspector}\n`
          : missing;
      default:
        return `unknown command: ${verb}\n`;
    }
  }

  return {
    apps,
    running,
    shell,
    capabilities: [
      'secure_protocol:disabled',
      'profile_name:tv',
      'cpu_arch:armv7',
      `platform_version:${platformVersion}`,
      'sdk_toolpath:/home/owner/share/tmp/sdk_tools',
      '',
    ].join('\n'),
  };
}

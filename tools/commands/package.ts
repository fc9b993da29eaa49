import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { readSettings } from '@couchpass/core';
import { readArgs, UsageError } from '../args.ts';
import type { Brand } from '../brand/brand.ts';
import { placeOf, readBrand } from '../brand/readBrand.ts';
import { sayWarnings } from '../brand/sayWarnings.ts';
import { build, builtMode } from '../build.ts';
import { obtainWebosCli } from '../devices/webos/cli.ts';
import { type AppDescription, describeApp, type Shell } from '../package/app.ts';
import { type Files, readContent } from '../package/content.ts';
import { PackageError, refuseFaults } from '../package/fault.ts';
import { type Packed, packTizen, packWebos } from '../package/pack.ts';
import { checkReach } from '../package/reach.ts';
import { readSigners, remarksOn } from '../package/tizen/certificates.ts';
import { dateFaults } from '../package/tizen/dates.ts';
import type { Digest, Signers } from '../package/tizen/signature.ts';
import { makeSigners, throwAwayWarning } from '../package/tizen/temporaryCertificates.ts';
import { compareWithLg } from '../package/webos/compare.ts';
import { packageFolder, settingsFile } from '../paths.ts';
import { sayFailure } from '../sayFailure.ts';

const help = `npm run package:webos [-- OPTIONS]   an .ipk for LG's televisions
npm run package:tizen [-- OPTIONS]   a signed .wgt for Samsung's televisions

  --es5            the build for older televisions: LG's before 2020, Samsung's before 2019
  --settings FILE  the settings of another brand, with its logo, texts and theme beside it (docs/brand.md)
  --out FOLDER     where to write it (dist/packages, or dist/brands/NAME/packages; es5 in it)
  --from FOLDER    an app that was built before, with these settings; nothing is built then
  --digest NAME    tizen: sha256 (default) or sha512
  --any-date       tizen: sign with certificates that have ended, or do not hold yet
  --localhost      leave addresses of this computer in it, for a simulator on this computer
  --unpacked       also as a folder beside the package, as a television keeps it (LG's Simulator takes it)
  --no-compare     webos: do not have LG's packager pack the same and compare
  --help           this text

Tizen's certificates are named by TIZEN_AUTHOR_P12, TIZEN_AUTHOR_PASSWORD, TIZEN_DISTRIBUTOR_P12 and
TIZEN_DISTRIBUTOR_PASSWORD; without them throw-away ones are made.`;

interface Options {
  readonly shell: Shell;
  readonly es5: boolean;
  readonly out: string;
  readonly from: string | null;
  readonly settings: string;
  readonly digest: Digest;
  readonly anyDate: boolean;
  readonly compare: boolean;
  readonly unpacked: boolean;
  readonly localhost: boolean;
}

/** Exit codes: 0 packed, 1 the build failed, 2 usage, settings, manifest or certificates. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options === null) {
      console.log(help);
      return 0;
    }
    return await pack(options);
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The app cannot be packed' });
  }
}

async function pack(options: Options): Promise<number> {
  const { shell } = options;
  const brand = await readBrand(options.settings);
  sayWarnings(brand);
  const app = await describeApp(shell, brand);
  const warnings = checkReach(readSettings(app.settings), options.localhost);
  const content = await readContent(options.from ?? (await builtApp(options, brand)));
  for (const warning of warnings) console.warn(`Note: ${warning}`);
  const packed =
    shell === 'webos' ? await packForLg(app, content, options) : await sign(app, content, options);
  const path = join(options.out, packed.name);
  await mkdir(options.out, { recursive: true });
  await writeFile(path, packed.bytes);
  if (options.unpacked) await unpack(packed, path.replace(/\.(ipk|wgt)$/, ''));
  const kb = (packed.bytes.length / 1024).toFixed(0);
  const sha256 = createHash('sha256').update(packed.bytes).digest('hex');
  console.log(`${relative(process.cwd(), path)}  ${kb} KB\nsha256 ${sha256}`);
  console.log(updateRule(shell, app.version));
  return 0;
}

/** Both stores compare the numbers one by one: 1.10.0 is higher than 1.9.0. */
function updateRule(shell: Shell, version: string): string {
  const store = shell === 'tizen' ? "Samsung's store" : "LG's store";
  const limits = shell === 'tizen' ? ' The first two numbers end at 255, the third at 65535.' : '';
  return `Version ${version}: ${store} takes an update only with a higher one ("version" in package.json).${limits}`;
}

async function unpack({ files }: Packed, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  console.log(`${relative(process.cwd(), folder)}/`);
}

async function packForLg(
  app: AppDescription,
  content: Files,
  { compare }: Options,
): Promise<Packed> {
  const packed = await packWebos(app, content);
  if (!compare) return packed;
  const cli = await obtainWebosCli(console.log);
  if (cli === null) {
    console.warn("Note: packed without LG's packager having looked at it; its bytes are the same.");
    return packed;
  }
  const different = await compareWithLg(cli, packed);
  if (different.length === 0) {
    console.log(`Checked: ${cli.source} accept the manifest and pack the same files.`);
    return packed;
  }
  throw new PackageError(
    different.map((wrong) => ({
      key: packed.name,
      wrong: `is not what LG's packager makes: ${wrong}`,
      allowed: 'the same',
    })),
  );
}

async function sign(app: AppDescription, content: Files, options: Options): Promise<Packed> {
  const own = await readSigners(process.env);
  if (own === null) console.warn(`Note: ${throwAwayWarning}`);
  else {
    const faults = dateFaults(own, new Date());
    if (!options.anyDate) refuseFaults(faults);
    for (const fault of faults) console.warn(`Note: ${fault.key}: ${fault.wrong}.`);
    sayRemarks(own);
  }
  const signers = own ?? (await makeSigners());
  return packTizen(app, content, { signers, digest: options.digest, oldEngines: options.es5 });
}

function sayRemarks(signers: Signers): void {
  for (const role of ['author', 'distributor'] as const) {
    for (const remark of remarksOn(role, signers[role])) console.log(remark);
  }
}

/** The folder of the built app; builds it when a source has changed. */
async function builtApp({ shell, es5 }: Options, brand: Brand): Promise<string> {
  const target = es5 ? `${shell}-es5` : shell;
  const folder = join(brand.dist, target);
  if ((await builtMode([target], brand)) !== 'production') {
    console.log(`Building ${relative(process.cwd(), folder)}…`);
    await build({ targets: [target], quiet: true, brand });
  }
  return folder;
}

function readOptions(argv: readonly string[]): Options | null {
  const { values, positionals } = readArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      es5: { type: 'boolean', default: false },
      out: { type: 'string' },
      from: { type: 'string' },
      settings: { type: 'string', default: settingsFile },
      digest: { type: 'string', default: 'sha256' },
      'any-date': { type: 'boolean', default: false },
      'no-compare': { type: 'boolean', default: false },
      unpacked: { type: 'boolean', default: false },
      localhost: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [shell, ...more] = positionals;
  if ((shell !== 'webos' && shell !== 'tizen') || more.length > 0) {
    throw new UsageError(`One of "webos" and "tizen" is needed, not "${positionals.join(' ')}".`);
  }
  if (values.digest !== 'sha256' && values.digest !== 'sha512') {
    throw new UsageError(`--digest takes sha256 or sha512, not "${values.digest}".`);
  }
  return {
    shell,
    es5: values.es5,
    out: resolve(values.out ?? packageFolder(values.es5, placeOf(values.settings))),
    from: values.from === undefined ? null : resolve(values.from),
    settings: resolve(values.settings),
    digest: values.digest,
    anyDate: values['any-date'],
    compare: !values['no-compare'],
    unpacked: values.unpacked,
    localhost: values.localhost,
  };
}

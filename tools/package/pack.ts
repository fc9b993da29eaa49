import { isDeepStrictEqual } from 'node:util';
import type { AppDescription } from './app.ts';
import { type Files, inOrder } from './content.ts';
import { PackageError, refuseFaults } from './fault.ts';
import { checkConfig, describeWidget, makeConfig } from './tizen/config.ts';
import { type Digest, type Signers, signWidget } from './tizen/signature.ts';
import { wgtName, writeWgt } from './tizen/wgt.ts';
import { checkAppInfo, makeAppInfo } from './webos/appinfo.ts';
import { ipkName, writeIpk } from './webos/ipk.ts';

/** A package before it is written. */
export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The files that a set unpacks: the app with manifest, pictures and signatures. */
  readonly files: Files;
}

/** @throws PackageError before anything is packed */
export async function packWebos(app: AppDescription, content: Files): Promise<Packed> {
  checkSettings(app, content);
  const { files: made } = await makeAppInfo(app);
  const files = inOrder(new Map([...content, ...made]));
  refuseFaults(checkAppInfo(files));
  return { name: ipkName(app), bytes: writeIpk(app, files), files };
}

export interface TizenOptions {
  readonly signers: Signers;
  readonly digest?: Digest;
  /** The content is the ES5 build, for sets before 2019. */
  readonly oldEngines?: boolean;
}

/** @throws PackageError before anything is signed */
export async function packTizen(
  app: AppDescription,
  content: Files,
  { signers, digest = 'sha256', oldEngines = false }: TizenOptions,
): Promise<Packed> {
  checkSettings(app, content);
  const config = describeWidget(app, oldEngines);
  const files = inOrder(new Map([...content, ...(await makeConfig(app, config))]));
  refuseFaults(checkConfig(config, files));
  const signed = signWidget(files, signers, digest);
  return { name: wgtName(app), bytes: writeWgt(signed), files: signed };
}

/** The package's settings must be the settings with which the app was built. */
function checkSettings(app: AppDescription, content: Files): void {
  const script = content.get('settings.js');
  if (script === undefined) return;
  const literal = /window\.couchpassSettings = ([\s\S]*);\s*$/.exec(Buffer.from(script).toString());
  try {
    if (isDeepStrictEqual(JSON.parse(literal?.[1] ?? ''), app.settings)) return;
  } catch {
    // No settings in it: the same error.
  }
  throw new PackageError([
    {
      key: 'settings.js',
      wrong: 'holds other settings than settings.json',
      allowed: 'an app that was built with these settings; run "npm run build"',
    },
  ]);
}

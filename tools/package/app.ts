import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { settingsIn } from '../../apps/cli/settingsFile.ts';
import { readSettings } from '../../core/settings.ts';
import { root } from '../paths.ts';
import { descriptionIn } from './descriptions.ts';
import { holds, refuseFaults } from './fault.ts';

/** The televisions that an app is packed for. */
export type Shell = 'webos' | 'tizen';

/** What a package says about the app, from settings.json and package.json. */
export interface AppDescription {
  readonly id: string;
  /** Three numbers, as both platforms want it. */
  readonly version: string;
  readonly name: string;
  readonly vendor: string;
  readonly description: string;
  /** `#rrggbb` */
  readonly accentColor: string;
  /** A domain of the network, for the widget's own name. */
  readonly domainName: string;
  /** Path of the network's own icon; null when one is to be drawn. */
  readonly icon: string | null;
  /** Where Samsung's Smart Hub gets the app's tiles; null for none. */
  readonly previewUrl: string | null;
  /** The settings that the app must have been built with, parsed. */
  readonly settings: unknown;
}

/**
 * @param settingsFile path of the settings that the app was built with
 * @throws SettingsError, PackageError
 */
export async function describeApp(
  shell: Shell,
  settingsFile: string,
  packageFile = join(root, 'package.json'),
): Promise<AppDescription> {
  const settings = await settingsIn(settingsFile);
  const { appSettings } = readSettings(settings, { file: settingsFile });
  const { brand, pass, platforms } = appSettings;
  const id = platforms?.[shell]?.id;
  const version = await versionOf(packageFile);
  refuseFaults([
    ...(id === undefined
      ? [
          {
            key: `appSettings.platforms.${shell}.id`,
            wrong: 'is missing',
            allowed: shell === 'webos' ? 'such as com.example.tv' : 'such as exampleTV1.Example',
          },
        ]
      : []),
    ...(/^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(version)
      ? []
      : [
          {
            key: 'package.json: version',
            wrong: holds(version),
            allowed: 'three numbers without leading zeroes, such as 1.2.0; stores take no suffix',
          },
        ]),
  ]);
  return {
    id: id as string,
    version,
    name: brand.name,
    vendor: platforms?.vendor ?? brand.name,
    description: descriptionIn('en', brand.name),
    accentColor: brand.accentColor,
    domainName: pass.domainName,
    icon: platforms?.icon === undefined ? null : join(dirname(settingsFile), platforms.icon),
    previewUrl: platforms?.tizen?.previewUrl ?? null,
    settings,
  };
}

async function versionOf(packageFile: string): Promise<string> {
  const read = JSON.parse(await readFile(packageFile, 'utf8')) as {
    version?: unknown;
  };
  return typeof read.version === 'string' ? read.version : '';
}

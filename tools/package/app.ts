import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSettings } from '@couchpass/core';
import type { Brand } from '../brand/brand.ts';
import type { Art } from '../brand/pictures.ts';
import { readBrand } from '../brand/readBrand.ts';
import { settingsFor } from '../brand/settingsFor.ts';
import { root } from '../paths.ts';
import { descriptionIn } from './descriptions.ts';
import { holds, type PackageFault, refuseFaults } from './fault.ts';

/** The televisions that an app is packed for. */
export type Shell = 'webos' | 'tizen';

/** A package's data about the app, from the brand and package.json. */
export interface AppDescription {
  readonly id: string;
  /** Three numbers, as both platforms require. */
  readonly version: string;
  readonly name: string;
  readonly vendor: string;
  readonly description: string;
  /** `#rrggbb` */
  readonly accentColor: string;
  /** A domain of the network, for the widget's own name. */
  readonly domainName: string;
  /** `#rrggbb`: background of its screens. */
  readonly background: string;
  /** Path of the network's own icon; null when it must be drawn. */
  readonly icon: string | null;
  /** Path of its logo, from which missing pictures are drawn; null for none. */
  readonly logo: string | null;
  /** Paths of the brand's own pictures. */
  readonly art: Art;
  /** Address from which Samsung's Smart Hub loads the app's tiles; null for none. */
  readonly previewUrl: string | null;
  /** The settings that the app must have been built with, parsed. */
  readonly settings: unknown;
}

/**
 * @param given the brand, or the path of its settings
 * @throws SettingsError, PackageError
 */
export async function describeApp(
  shell: Shell,
  given: Brand | string,
  packageFile = join(root, 'package.json'),
): Promise<AppDescription> {
  const whose = typeof given === 'string' ? await readBrand(given) : given;
  const settings = settingsFor(whose, 'tv');
  const { appSettings } = readSettings(settings, { file: whose.settingsFile });
  const { brand, pass, platforms } = appSettings;
  const id = platforms?.[shell]?.id;
  const { version, versionKey } = await versionOf(appSettings.version, packageFile);
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
    ...versionFaults(version, versionKey),
  ]);
  return {
    id: id as string,
    version,
    name: brand.name,
    vendor: platforms?.vendor ?? brand.name,
    description: descriptionIn('en', brand.name),
    accentColor: brand.accentColor,
    domainName: pass.domainName,
    background: whose.background,
    icon: iconOf(whose, platforms?.icon),
    logo: whose.files.get(whose.logo ?? '') ?? null,
    art: whose.art,
    previewUrl: platforms?.tizen?.previewUrl ?? null,
    settings,
  };
}

/** The icon that settings.json names, else the one in `art/`. */
function iconOf({ settingsFile, art }: Brand, named: string | undefined): string | null {
  return named === undefined ? (art['icon.png'] ?? null) : join(dirname(settingsFile), named);
}

/** The form that all stores accept: three numbers; an update needs a higher version. */
export function versionFaults(version: string, key: string): PackageFault[] {
  if (/^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(version)) return [];
  const allowed = 'three numbers without leading zeroes, such as 1.2.0; stores take no suffix';
  return [{ key, wrong: holds(version), allowed }];
}

/** The brand's own version, else the product's. */
export async function versionOf(
  own: string | undefined,
  packageFile = join(root, 'package.json'),
): Promise<{ version: string; versionKey: string }> {
  if (own !== undefined) return { version: own, versionKey: 'appSettings.version' };
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version?: unknown };
  return {
    version: typeof version === 'string' ? version : '',
    versionKey: 'package.json: version',
  };
}

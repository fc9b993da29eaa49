import type { AppDescription } from '../app.ts';
import type { Files } from '../content.ts';
import { holds, type PackageFault } from '../fault.ts';
import { drawIcon, pngSize, type Size } from '../icons.ts';

/** Content of a widget's config.xml (Samsung: "Configuring Web Applications"). */
export interface WidgetConfig {
  /** `<package>.<name>` */
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly author: string;
  readonly description: string;
  readonly domainName: string;
  /** The oldest Tizen that may install it. */
  readonly requiredVersion: string;
  readonly icon: string;
  readonly privileges: readonly string[];
  /** Address from which Smart Hub loads the app's tiles; null for none. */
  readonly previewUrl: string | null;
}

/** Only public privileges: a public distributor's certificate does not allow others. */
export const privileges = [
  'http://developer.samsung.com/privilege/network.public',
  'http://developer.samsung.com/privilege/productinfo',
  'http://tizen.org/privilege/application.launch',
  'http://tizen.org/privilege/internet',
  'http://tizen.org/privilege/tv.inputdevice',
] as const;

const icon = { file: 'icon.png', size: { width: 512, height: 423 } } as const satisfies {
  file: string;
  size: Size;
};

/** @param oldEngines true for the ES5 build, for sets since 2016; the other build is for sets since 2019 */
export function describeWidget(app: AppDescription, oldEngines: boolean): WidgetConfig {
  return {
    id: app.id,
    version: app.version,
    name: app.name,
    author: app.vendor,
    description: app.description,
    domainName: app.domainName,
    requiredVersion: oldEngines ? '2.4' : '5.0',
    icon: icon.file,
    privileges,
    previewUrl: app.previewUrl,
  };
}

/** The manifest and its picture. */
export async function makeConfig(app: AppDescription, config: WidgetConfig): Promise<Files> {
  return new Map<string, Uint8Array>([
    ['config.xml', Buffer.from(configXml(config))],
    [icon.file, await drawIcon(app, icon.size, 0.8, 'tizen-icon.png')],
  ]);
}

/** Where the user sets each value. */
const sources: Readonly<Record<string, string>> = {
  'tizen:application id': 'appSettings.platforms.tizen.id',
  'widget version': 'package.json: version',
  name: 'appSettings.brand.name',
  author: 'appSettings.platforms.vendor',
  icon: 'appSettings.platforms.icon',
};

/** Checks the content of config.xml by the rules of a set and the store. */
export function checkConfig(config: WidgetConfig, files: Files): PackageFault[] {
  const faults: PackageFault[] = [];
  const must = (ok: boolean, key: string, value: unknown, allowed: string) => {
    const source = sources[key] === undefined ? '' : ` (from ${sources[key]})`;
    if (!ok) faults.push({ key: `config.xml: ${key}${source}`, wrong: holds(value), allowed });
  };
  const text = (value: string) => value.trim() !== '';
  must(
    /^[A-Za-z0-9]{10}\.[A-Za-z0-9]{1,52}$/.test(config.id),
    'tizen:application id',
    config.id,
    'a package id of 10 letters and digits, a dot and a name of letters and digits',
  );
  must(
    isWidgetVersion(config.version),
    'widget version',
    config.version,
    'x.y.z with x and y up to 255 and z up to 65535',
  );
  must(text(config.name), 'name', config.name, 'text');
  must(text(config.author), 'author', config.author, 'text');
  must(
    /^\d+\.\d+$/.test(config.requiredVersion),
    'required_version',
    config.requiredVersion,
    'x.y',
  );
  for (const privilege of config.privileges) {
    must(
      (privileges as readonly string[]).includes(privilege),
      'tizen:privilege',
      privilege,
      `public ones that the app uses: ${privileges.join(', ')}`,
    );
  }
  const size = pngSize(files.get(config.icon));
  must(
    size?.width === icon.size.width && size.height === icon.size.height,
    'icon',
    files.has(config.icon)
      ? `${config.icon}, ${saySize(size)}`
      : `${config.icon}, not in the package`,
    `PNG of ${icon.size.width} x ${icon.size.height}`,
  );
  must(
    files.has('index.html'),
    'content',
    'index.html, not in the package',
    'a file of the package',
  );
  return faults;
}

function isWidgetVersion(version: string): boolean {
  const parts = version.split('.');
  const limits = [255, 255, 65_535];
  return (
    parts.length === 3 &&
    parts.every(
      (part, index) => /^(0|[1-9]\d*)$/.test(part) && Number(part) <= (limits[index] ?? 0),
    )
  );
}

function saySize(size: Size | null): string {
  return size ? `${size.width} x ${size.height}` : 'which is not PNG';
}

/**
 * No `tizen:content-security-policy` and no `tizen:allow-navigation`: with either of them the set would not use
 * `access`, but a default policy that allows neither the service nor the streams. The page's own policy is in
 * index.html.
 */
function configXml(config: WidgetConfig): string {
  const [packageId = ''] = config.id.split('.');
  const attributes = {
    xmlns: 'http://www.w3.org/ns/widgets',
    'xmlns:tizen': 'http://tizen.org/ns/widgets',
    id: `https://${config.domainName}/${config.id.slice(packageId.length + 1)}`,
    version: config.version,
    viewmodes: 'fullscreen',
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<widget ${spell(attributes)}>
    <access origin="*" subdomains="true"/>
    <tizen:app-control>
        <tizen:src name="index.html" reload="disable"/>
        <tizen:operation name="http://samsung.com/appcontrol/operation/eden_resume"/>
    </tizen:app-control>
    <tizen:application ${spell({
      id: config.id,
      package: packageId,
      required_version: config.requiredVersion,
    })}/>
    <author>${escapeXml(config.author)}</author>
    <content src="index.html"/>
    <description>${escapeXml(config.description)}</description>
    <feature name="http://tizen.org/feature/screen.size.all"/>
    <icon src="${escapeXml(config.icon)}"/>
    <name>${escapeXml(config.name)}</name>
${metadata(config).join('')}${config.privileges.map((name) => `    <tizen:privilege name="${escapeXml(name)}"/>`).join('\n')}
    <tizen:profile name="tv-samsung"/>
    <tizen:setting screen-orientation="landscape" context-menu="disable" background-support="disable" encryption="disable" install-location="auto" hwkey-event="enable"/>
</widget>
`;
}

/** Samsung: "Implementing Public Preview". */
function metadata({ previewUrl }: WidgetConfig): string[] {
  if (previewUrl === null) return [];
  const key = 'http://samsung.com/tv/metadata/use.preview';
  return [`    <tizen:metadata ${spell({ key, value: `endpoint_URL=${previewUrl}` })}/>\n`];
}

function spell(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}="${escapeXml(value)}"`)
    .join(' ');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

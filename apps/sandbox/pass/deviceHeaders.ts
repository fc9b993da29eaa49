import { parseJson } from '../server/json.ts';
import type { Mode } from '../service.ts';
import type { SessionDevice } from '../state/types.ts';

const LONGEST_HEADER = 4_096;

/**
 * `fingerprint` + space + Base64 (page "Header - AP-Device-Identifier"). `lenient` also accepts the
 * URL-safe alphabet, which the page does not mention.
 */
export function readDeviceIdentifier(header: string | undefined, mode: Mode): string | undefined {
  const shape =
    mode === 'strict' ? /^fingerprint ([A-Za-z0-9+/]+={0,2})$/ : /^fingerprint +([\w+/-]+={0,2})$/;
  const encoded = shape.exec(header ?? '')?.[1];
  if (!encoded || encoded.length > LONGEST_HEADER) return undefined;
  return Buffer.from(encoded, 'base64').toString('utf8') || undefined;
}

/** The JSON object inside `X-Device-Info` (Base64), or undefined when it cannot be read. */
export function readDeviceInfo(header: string | undefined): Record<string, unknown> | undefined {
  if (!header || header.length > LONGEST_HEADER || !/^[\w+/-]+={0,2}$/.test(header))
    return undefined;
  try {
    const value: unknown = parseJson(Buffer.from(header, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Fields that the header's page marks as required; its own samples omit some of them. */
const REQUIRED_FIELDS = ['model', 'version', 'osName', 'osVersion', 'connectionType'] as const;

/** Whether the information has all fields that the page "Header - X-Device-Info" requires. */
export function isCompleteDeviceInfo(info: Readonly<Record<string, unknown>> | undefined): boolean {
  return REQUIRED_FIELDS.every((name) => typeof info?.[name] === 'string' && info[name] !== '');
}

/**
 * Whether a user agent is that of a browser. A browser may omit X-Device-Info, because its `User-Agent` has the
 * minimum that is needed (page "Header - X-Device-Info", Browsers). Apps on televisions and boxes run in browser
 * engines, but do not count as browsers.
 */
export function isBrowser(userAgent: string): boolean {
  return /^Mozilla\/\d/.test(userAgent) && !NOT_BROWSERS.test(userAgent);
}

const NOT_BROWSERS =
  /web0s|webos|netcast|tizen|smart-?tv|hbbtv|roku|\baft[a-z]|crkey|bravia|appletv|playstation|xbox|viera|vizio/i;

const DEVICE_TYPES = new Set(
  (
    'Camera DataCollectionTerminal Desktop EmbeddedNetworkModule eReader GamesConsole ' +
    'GeolocationTracker Glasses MediaPlayer MobilePhone PaymentTerminal PluginModem SetTopBox TV ' +
    'Tablet WirelessHotspot Wristwatch VehicleMultimediaSystem Projector Unknown'
  ).split(' '),
);

/** The `device` of a session inspection (page "Retrieve authentication session using code"). */
export function describeDevice({ info, userAgent, address, port }: SessionDevice) {
  const text = (key: string) => (typeof info[key] === 'string' ? (info[key] as string) : undefined);
  const number = (key: string) => Math.trunc(Number(info[key])) || 0;
  const type = text('primaryHardwareType') ?? 'Unknown';
  const agent = text('userAgent') ?? userAgent;
  return {
    type: DEVICE_TYPES.has(type) ? type : 'Unknown',
    model: text('model') ?? null,
    version: version(text('version')),
    hardware: {
      name: null,
      vendor: text('vendor') ?? 'Unknown',
      version: version(undefined),
      manufacturer: text('manufacturer') ?? 'Unknown',
    },
    operatingSystem: {
      name: text('osName') ?? 'Unknown',
      family: text('osFamily') ?? 'Unknown',
      vendor: text('osVendor') ?? 'Unknown',
      version: version(text('osVersion')),
    },
    browser: {
      name: text('browserName') ?? 'Unknown',
      vendor: text('browserVendor') ?? 'Unknown',
      version: version(text('browserVersion')),
      userAgent: agent,
      originalUserAgent: userAgent,
    },
    display: {
      width: number('displayWidth'),
      height: number('displayHeight'),
      ppi: number('displayPpi'),
      name: 'DISPLAY',
      vendor: null,
      version: null,
      diagonalSize: info.diagonalScreenSize === undefined ? null : String(info.diagonalScreenSize),
    },
    applicationId: text('applicationId') ?? null,
    connection: {
      ipAddress: text('connectionIp') ?? address,
      port: String(info.connectionPort ?? port),
      secure: info.connectionSecure === true || info.connectionSecure === 'true',
      type: text('connectionType') ?? null,
    },
  };
}

function version(text: string | undefined) {
  const [major = 0, minor = 0, patch = 0] = (text ?? '')
    .split(/[.,]/)
    .map((part) => Number.parseInt(part, 10) || 0);
  const inRange = (part: number) => Math.min(part, 2_147_483_647);
  return { major: inRange(major), minor: inRange(minor), patch: inRange(patch), profile: '' };
}

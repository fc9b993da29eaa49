/**
 * "Header - X-Device-Info": Base64 of a JSON object. V1's pages also percent-encode it.
 * Undefined when the header is not of that form.
 */
export function decodeDeviceInfo(header: string): Readonly<Record<string, unknown>> | undefined {
  const before = decoded.get(header);
  if (before) return before.info;
  // A device sends the same header on every call, so decoded headers are cached; the full cache is cleared.
  if (decoded.size >= MOST_REMEMBERED) decoded.clear();
  const info = decode(header);
  decoded.set(header, { info });
  return info;
}

const decoded = new Map<string, { readonly info: Readonly<Record<string, unknown>> | undefined }>();
const MOST_REMEMBERED = 1_000;

function decode(header: string): Record<string, unknown> | undefined {
  try {
    const text = header.includes('%') ? decodeURIComponent(header) : header;
    if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keys that the header must have. */
export const REQUIRED_KEYS = ['model', 'version', 'osName', 'osVersion', 'connectionType'] as const;

const words = (text: string): ReadonlySet<string> => new Set(text.split('|'));

/**
 * Keys whose values come from a list. Adobe's list for `osName` has no value for Tizen, and the page itself uses
 * two spellings for Roku: these count as listed, and so do the two hardware types that only the OpenAPI file has.
 */
export const LISTED_VALUES: Readonly<Record<string, ReadonlySet<string>>> = {
  primaryHardwareType: words(
    'Camera|DataCollectionTerminal|Desktop|EmbeddedNetworkModule|eReader|GamesConsole|' +
      'GeolocationTracker|Glasses|MediaPlayer|MobilePhone|PaymentTerminal|PluginModem|SetTopBox|TV|' +
      'Tablet|WirelessHotspot|Wristwatch|Unknown|VehicleMultimediaSystem|Projector',
  ),
  osName: words(
    'Android|Chrome OS|Linux|Mac OS|OS X|OpenBSD|Roku OS|Roku|Windows|iOS|tvOS|webOS|Tizen',
  ),
  osFamily: words(
    'Android|BSD|Linux|PlayStation OS|Roku OS|Symbian|Tizen|Windows|iOS|tvOS|macOS|webOS',
  ),
  osVendor: words(
    'Amazon|Apple|Google|LG|Microsoft|Mozilla|Nintendo|Nokia|Roku|Samsung|Sony|Tizen Project',
  ),
  browserName: words(
    'Android Browser|Chrome|Edge|Firefox|Internet Explorer|Opera|Safari|SeaMonkey|Symbian Browser',
  ),
  browserVendor: words(
    'Amazon|Apple|Google|Microsoft|Motorola|Mozilla|Netscape|Nintendo|Nokia|Samsung|Sony Ericsson',
  ),
  connectionSecure: words('true|false'),
};

import { isWebAddress } from '../webAddress.ts';
import { type Json, object, objects, text } from './lenientValues.ts';

/** Content protection that is known here. `clearkey` keeps nothing secret: it is for development. */
export type DrmSystem = 'widevine' | 'playready' | 'clearkey';

/** How the keys of a protected stream are had. Nothing of it is ever stored or logged. */
export interface Drm {
  readonly system: DrmSystem;
  /** Absolute. */
  readonly licenseUrl: string;
  /** Sent with requests for licences, and with no others. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For licence servers that want something of the application in the vendor's own place for it. */
  readonly customData?: string;
  /** Of the licence server; absolute. */
  readonly certificateUrl?: string;
}

export const drmSystems: readonly DrmSystem[] = ['widevine', 'playready', 'clearkey'];

/**
 * The ways in which a stream is protected, the preferred one first; what is not known, or has no address of a
 * licence server, is left out. undefined: it is not protected. An empty list: by nothing that is known here.
 */
export function readDrm(value: unknown): readonly Drm[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return objects(value).flatMap((entry): Drm[] => {
    const system = drmSystems.find((known) => known === entry.system);
    const licenseUrl = text(entry.licenseUrl);
    if (system === undefined || !isWebAddress(licenseUrl)) return [];
    const headers = headersOf(object(entry.headers));
    const customData = text(entry.customData);
    const certificateUrl = text(entry.certificateUrl);
    return [
      {
        system,
        licenseUrl,
        ...(headers ? { headers } : {}),
        ...(customData === '' ? {} : { customData }),
        ...(isWebAddress(certificateUrl) ? { certificateUrl } : {}),
      },
    ];
  });
}

function headersOf(given: Json): Record<string, string> | undefined {
  const entries = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

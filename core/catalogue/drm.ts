import { isWebAddress } from '../webAddress.ts';
import { type Json, object, objects, text } from './lenientValues.ts';

/** Supported content protection. `clearkey` keeps nothing secret: it is for development. */
export type DrmSystem = 'widevine' | 'playready' | 'clearkey';

/** How to get the keys of a protected stream. Never stored or logged. */
export interface Drm {
  readonly system: DrmSystem;
  /** Absolute. */
  readonly licenseUrl: string;
  /** Sent only with licence requests. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For licence servers that need data of the application in the vendor's own field for it. */
  readonly customData?: string;
  /** Address of the licence server's certificate; absolute. */
  readonly certificateUrl?: string;
}

export const drmSystems: readonly DrmSystem[] = ['widevine', 'playready', 'clearkey'];

/**
 * The protections of a stream, the preferred one first, without unknown systems and those without the address of
 * a licence server. undefined: the stream is not protected. An empty list: only by unsupported systems.
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

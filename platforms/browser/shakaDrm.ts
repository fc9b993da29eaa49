import type { Drm } from '@couchpass/core';
import { isRefused, isThrottled, isUntimely } from '@couchpass/core/pass';
import { keySystems, supportedDrm } from './drmSystems.ts';

/** The part of shaka-player that handles keys. */
export interface ShakaDrm {
  configure(options: object): void;
  getNetworkingEngine(): {
    registerRequestFilter(
      filter: (
        type: number,
        request: { uris: readonly string[]; headers: Record<string, string> },
      ) => void,
    ): void;
  } | null;
}

/** shaka.net.NetworkingEngine.RequestType */
const license = 2;
const key = 6;

function isBelow(address: string, licenseUrl: string): boolean {
  return address === licenseUrl || address.startsWith(`${licenseUrl}/`);
}

/**
 * Configures the library for the keys of a protected stream, with the ways that this device supports.
 * @returns false when it supports none of them
 */
export async function protect(player: ShakaDrm, ways: readonly Drm[]): Promise<boolean> {
  const known = await supportedDrm(navigator);
  const usable = ways.filter(({ system }) => known.includes(system));
  if (usable.length === 0) return false;
  const named = <T>(value: (way: Drm) => T) =>
    Object.fromEntries([...usable].reverse().map((way) => [keySystems[way.system], value(way)]));
  player.configure({
    drm: {
      servers: named(({ licenseUrl }) => licenseUrl),
      advanced: named(({ certificateUrl }) =>
        certificateUrl === undefined ? {} : { serverCertificateUri: certificateUrl },
      ),
      preferredKeySystems: usable.map(({ system }) => keySystems[system]),
      // `Outage` repeats it with the other requests, and a failing server should not get many requests. The limit
      // for the connection is as long, because a slow server sends nothing before the licence.
      retryParameters: { maxAttempts: 1, timeout: 15_000, connectionTimeout: 15_000 },
    },
  });
  player.getNetworkingEngine()?.registerRequestFilter((type, request) => {
    if (type !== license && type !== key) return;
    // A key of HLS is at an address below that of the licences, and needs the same headers.
    const way = usable.find(({ licenseUrl }) => isBelow(request.uris[0] ?? '', licenseUrl));
    if (way?.headers) Object.assign(request.headers, way.headers);
  });
  return true;
}

interface ShakaError {
  readonly code?: unknown;
  readonly data?: unknown;
}

/** A code for support for an error of keys; undefined for other errors. shaka.util.Error.Code */
export function drmCodeOf({ code, data }: ShakaError): string | undefined {
  const [first] = Array.isArray(data) ? data : [];
  // RESTRICTIONS_CANNOT_BE_MET
  if (code === 4012) return restrictionOf(first);
  // LICENSE_REQUEST_FAILED
  if (code === 6007) return failureOf((first ?? {}) as ShakaError);
  // LICENSE_RESPONSE_REJECTED: the answer is not a licence.
  if (code === 6008) return 'drm_answer';
  if (code === 6014) return 'drm_expired';
  // No such key system, no module for it, none for the manifest's content, or not usable in this context.
  if ([6000, 6001, 6002, 6003, 6010, 6012, 6020].includes(code as number)) return 'drm_unsupported';
  return undefined;
}

function failureOf({ code, data }: ShakaError): string {
  const status = code === 1001 && Array.isArray(data) ? data[1] : undefined;
  const answer = { status: typeof status === 'number' ? status : 0 };
  const isTransient = isUntimely(answer) || isThrottled(answer);
  return isRefused(answer) && !isTransient ? 'drm_refused' : 'drm_failed';
}

function restrictionOf(about: unknown): string | undefined {
  const { restrictedKeyStatuses = [], missingKeys = [] } = (about ?? {}) as {
    restrictedKeyStatuses?: readonly string[];
    missingKeys?: readonly string[];
  };
  if (restrictedKeyStatuses.some((status) => status.startsWith('output-'))) return 'drm_output';
  if (restrictedKeyStatuses.includes('expired')) return 'drm_expired';
  return missingKeys.length > 0 || restrictedKeyStatuses.length > 0 ? 'drm_keys' : undefined;
}

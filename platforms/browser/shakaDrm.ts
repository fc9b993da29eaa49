import type { Drm } from '@couchpass/core';
import { isRefused, isThrottled, isUntimely } from '@couchpass/core/pass';
import { keySystems, supportedDrm } from './drmSystems.ts';

/** The part of shaka-player that gets keys. */
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
 * Lets the library get the keys of a protected stream, in the first of the ways that this device knows.
 * @returns false when it knows none of them
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
      // It is asked again with everything else, and a server that is down is not to be asked often.
      retryParameters: { maxAttempts: 1, timeout: 15_000, connectionTimeout: 8_000 },
    },
  });
  player.getNetworkingEngine()?.registerRequestFilter((type, request) => {
    if (type !== license && type !== key) return;
    // A key of HLS lies below the address of licences, where it is asked for with the same right.
    const way = usable.find(({ licenseUrl }) => isBelow(request.uris[0] ?? '', licenseUrl));
    if (way?.headers) Object.assign(request.headers, way.headers);
  });
  return true;
}

interface ShakaError {
  readonly code?: unknown;
  readonly data?: unknown;
}

/** A code for support of what went wrong with keys; undefined for everything else. shaka.util.Error.Code */
export function drmCodeOf({ code, data }: ShakaError): string | undefined {
  const [first] = Array.isArray(data) ? data : [];
  // RESTRICTIONS_CANNOT_BE_MET
  if (code === 4012) return restrictionOf(first);
  // LICENSE_REQUEST_FAILED
  if (code === 6007) return failureOf((first ?? {}) as ShakaError);
  // LICENSE_RESPONSE_REJECTED: what came is no licence.
  if (code === 6008) return 'drm_answer';
  if (code === 6014) return 'drm_expired';
  // No such key system, no module for it, none for what is in the manifest, no place to use it.
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

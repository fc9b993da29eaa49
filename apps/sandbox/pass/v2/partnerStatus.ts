import { parseJson } from '../../server/json.ts';
import type { PassContext, Service } from '../../service.ts';
import type { Owner } from '../../state/types.ts';
import type { Mvpd } from '../../world/providers.ts';
import { fault } from '../enhancedErrors.ts';
import type { ErrorCode } from '../errorCatalogue.ts';

/** The content of `AP-Partner-Framework-Status`: a usable provider, or the documented error. */
export type PartnerStatus = { readonly mvpd: Mvpd } | { readonly error: ErrorCode };

/** "Header - AP-Partner-Framework-Status": Base64 of JSON with the platform's permission and provider. */
export function partnerStatus(c: PassContext, service: Service): PartnerStatus {
  const header = decode(c.req.header('ap-partner-framework-status') ?? '');
  const access = header?.frameworkPermissionInfo?.accessStatus;
  if (typeof access !== 'string')
    return { error: 'invalid_header_pfs_permission_access_not_present' };
  if (access === 'notDetermined')
    return { error: 'invalid_header_pfs_permission_access_not_determined' };
  if (access !== 'granted') return { error: 'invalid_header_pfs_permission_access_not_granted' };
  const { id, expirationDate } = header?.frameworkProviderInfo ?? {};
  const mvpd = service.world.mvpds().find((candidate) => candidate.platformMappingId === id);
  if (!mvpd || id === undefined) return { error: 'invalid_header_pfs_provider_id_not_determined' };
  const isMissing = expirationDate === undefined || expirationDate === null;
  const hasEnded = !(Number(expirationDate) > service.clock.now());
  if (isMissing ? service.rules.partnerExpiration === 'required' : hasEnded)
    return { error: 'invalid_header_pfs_provider_info_expired' };
  return { mvpd };
}

/**
 * Decisions for a partner's profile need the framework's status with the same provider. The answer to a missing
 * header is not documented: only strict mode refuses the request.
 */
export function checkPartnerStatus(
  c: PassContext,
  service: Service,
  owner: Owner,
  mvpd: Mvpd,
): void {
  if (service.store.profilesOf(owner).get(mvpd.id)?.type !== 'appleSSO') return;
  const isSent = c.req.header('ap-partner-framework-status') !== undefined;
  if (!isSent && service.mode === 'lenient') return;
  const status = partnerStatus(c, service);
  if ('error' in status) throw fault(status.error);
  if (status.mvpd.id !== mvpd.id) throw fault('invalid_header_pfs_provider_id_mismatch');
}

/** Whether the answer to a request may contain the partner's profiles. */
export function partnerMayBeUsed(c: PassContext, service: Service): boolean {
  return 'mvpd' in partnerStatus(c, service);
}

interface StatusHeader {
  readonly frameworkPermissionInfo?: { readonly accessStatus?: unknown };
  readonly frameworkProviderInfo?: { readonly id?: unknown; readonly expirationDate?: unknown };
}

function decode(text: string): StatusHeader | undefined {
  try {
    const value: unknown = parseJson(Buffer.from(text, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as StatusHeader) : undefined;
  } catch {
    return undefined;
  }
}

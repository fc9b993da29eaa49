import { own } from '../../core/own.ts';
import { PassError } from '../../core/pass/errors.ts';

/** What a failure means to the viewer; each has its own words. */
export type FaultKind =
  | 'code'
  | 'provider'
  | 'offline'
  | 'portal'
  | 'intercepted'
  | 'busy'
  | 'down'
  | 'setup';

const kindByCode: Readonly<Record<string, FaultKind>> = {
  invalid_authentication_session: 'code',
  invalid_parameter_code: 'code',
  invalid_integration: 'provider',
  invalid_parameter_mvpd: 'provider',
  network_unreachable: 'offline',
  network_timeout: 'offline',
  throttled: 'busy',
  captive_portal: 'portal',
  not_the_service: 'intercepted',
  unreadable_answer: 'down',
};

/** Adobe: "Enhanced Error Codes". By code, then by `action`, and only then by status. */
export function kindOf(error: PassError): FaultKind {
  const known = own(kindByCode, error.code);
  if (known !== undefined) return known;
  if (error.action === 'configuration') return 'setup';
  if (error.action === 'retry' || error.status >= 500) return 'down';
  return 'setup';
}

/** Whatever was thrown, as the one error class. */
export function asPassError(thrown: unknown): PassError {
  if (thrown instanceof PassError) return thrown;
  return new PassError({ code: 'unexpected', action: 'retry', cause: thrown });
}

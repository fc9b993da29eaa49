import { isWebAddress, type Session, type SessionInfo } from '@couchpass/core';

/** What is missing for a valid code before the provider's page can be opened. */
export type Wanted = 'provider' | 'parameters' | 'nothing';

/** Adobe: "Retrieve authentication session information using code". */
export function wantedBy(info: SessionInfo): Wanted {
  if (info.missingParameters.includes('mvpd') || !info.existingParameters.mvpd) return 'provider';
  return info.missingParameters.length > 0 ? 'parameters' : 'nothing';
}

/** The next step after the answer to a resumed session. */
export type Next =
  | { readonly does: 'open'; readonly url: string }
  | { readonly does: 'alreadySignedIn' }
  | { readonly does: 'sendAgain' }
  | { readonly does: 'giveUp'; readonly code: string };

/** How often all parameters are sent again when the service requests it. */
export const resendLimit = 2;

/**
 * `actionName` decides; an unknown name is followed when its type is interactive and it has an address.
 * Adobe: "Resume authentication session".
 * @param resent how often all parameters were sent again so far
 */
export function nextAfter(session: Session, resent: number): Next {
  const { actionName, actionType, url } = session;
  if (actionName === 'authorize') return { does: 'alreadySignedIn' };
  if (actionName === 'retry' || actionName === 'resume') {
    return resent < resendLimit ? { does: 'sendAgain' } : { does: 'giveUp', code: 'still_missing' };
  }
  const interactive = actionName === 'authenticate' || actionType === 'interactive';
  if (!interactive) return { does: 'giveUp', code: 'unknown_action' };
  if (url === undefined || !isWebAddress(url)) return { does: 'giveUp', code: 'no_login_address' };
  return { does: 'open', url };
}

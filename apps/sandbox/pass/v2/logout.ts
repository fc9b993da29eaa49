import type { PassContext, Service } from '../../service.ts';
import type { Mvpd } from '../../world/providers.ts';
import { fault } from '../enhancedErrors.ts';
import { activeMvpd, admit, ownerOf } from '../guard.ts';
import { validProfiles } from '../profiles.ts';
import { isAllowedRedirect } from '../redirects.ts';
import { isTempPass } from '../tempPass.ts';

/**
 * "Initiate logout for specific mvpd": deletes the profile of this device and app, and tells the client
 * what is left to do. `redirectUrl` is required by the page and optional in the OpenAPI file.
 */
export function logout(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  const { serviceProvider } = admitted;
  const mvpd = activeMvpd(service, serviceProvider, c.req.param('mvpd') ?? '');
  const owner = ownerOf(c, service, admitted);
  const redirectUrl = c.req.query('redirectUrl');
  const isMissing = redirectUrl === undefined || redirectUrl === '';
  if (isMissing && service.mode === 'strict') throw fault('invalid_parameter_redirect_url');
  if (!isMissing && !isAllowedRedirect(redirectUrl, serviceProvider, service.activateOrigins))
    throw fault('invalid_parameter_redirect_url');
  const profile = validProfiles(service, owner, true).find(({ mvpd: id }) => id === mvpd.id);
  service.store.deleteProfile(owner, mvpd.id);
  const action = actionFor(mvpd, profile?.type);
  const step = { ...action, mvpd: mvpd.id };
  if (action.actionName !== 'logout') return c.json({ logouts: { [mvpd.id]: step } });
  const query = new URLSearchParams({ requestor_id: serviceProvider.id, mso_id: mvpd.id });
  if (redirectUrl) query.set('redirect_url', redirectUrl);
  return c.json({
    logouts: { [mvpd.id]: { ...step, url: `/adobe-services/logout?${query}` } },
  });
}

function actionFor(mvpd: Mvpd, profileType: string | undefined) {
  if (isTempPass(mvpd)) return { actionName: 'complete', actionType: 'none' };
  if (profileType === undefined) return { actionName: 'invalid', actionType: 'none' };
  if (profileType === 'appleSSO')
    return { actionName: 'partner_logout', actionType: 'partner_interactive' };
  return mvpd.hasLogoutEndpoint
    ? { actionName: 'logout', actionType: 'interactive' }
    : { actionName: 'complete', actionType: 'none' };
}

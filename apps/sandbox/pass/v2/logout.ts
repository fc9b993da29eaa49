import { createHash } from 'node:crypto';
import type { PassContext, Service } from '../../service.ts';
import { isValid } from '../../state/store.ts';
import type { Owner } from '../../state/types.ts';
import type { Mvpd } from '../../world/providers.ts';
import type { ServiceProvider } from '../../world/serviceProviders.ts';
import { enterRedirect } from '../../world/undeclaredInput.ts';
import { isAuthNAll } from '../degradation.ts';
import { fault } from '../enhancedErrors.ts';
import { activeMvpd, admit, ownerOf } from '../guard.ts';
import { allSharedProfiles, type VisibleProfile } from '../profiles.ts';
import { sharedIdentities } from '../singleSignOn.ts';
import { isTempPass } from '../tempPass.ts';

/**
 * "Initiate logout for specific mvpd": deletes the profile of this device and app and, with a single sign-on header,
 * those of the other apps and devices, and returns the client's next action.
 */
export function logout(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  const { serviceProvider } = admitted;
  const mvpd = activeMvpd(c, service, serviceProvider, c.req.param('mvpd') ?? '');
  const owner = ownerOf(c, service, admitted);
  const redirectUrl = readRedirectUrl(c, service, serviceProvider);
  return c.json({ logouts: { [mvpd.id]: logOut(c, service, owner, mvpd, redirectUrl) } });
}

/** Lenient only: without an MVPD in the path, as on one page, for every MVPD with a profile. */
export function logoutEverywhere(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  const owner = ownerOf(c, service, admitted);
  const redirectUrl = readRedirectUrl(c, service, admitted.serviceProvider);
  const steps = [...service.store.profilesOf(owner).keys()].flatMap((id) => {
    const mvpd = service.world.mvpd(id);
    return mvpd ? [[id, logOut(c, service, owner, mvpd, redirectUrl)] as const] : [];
  });
  return c.json({ logouts: Object.fromEntries(steps) });
}

/** Required by the page and optional in the OpenAPI file. */
function readRedirectUrl(
  c: PassContext,
  service: Service,
  serviceProvider: ServiceProvider,
): string | undefined {
  const redirectUrl = c.req.query('redirectUrl') || undefined;
  const isUsable =
    redirectUrl === undefined
      ? service.mode === 'lenient'
      : enterRedirect(c, service, serviceProvider, redirectUrl);
  if (!isUsable) throw fault('invalid_parameter_redirect_url');
  return redirectUrl;
}

interface Step {
  readonly actionName: 'logout' | 'partner_logout' | 'complete' | 'invalid';
  readonly actionType: 'interactive' | 'partner_interactive' | 'none';
  readonly mvpd: string;
  readonly url?: string;
}

function logOut(
  c: PassContext,
  service: Service,
  owner: Owner,
  mvpd: Mvpd,
  redirectUrl: string | undefined,
): Step {
  const profile = service.store.profilesOf(owner).get(mvpd.id);
  const own: VisibleProfile[] = isValid(profile, service.clock.now())
    ? [{ profile, type: profile.type, owner }]
    : [];
  const shared = allSharedProfiles(c, service, owner).filter((one) => one.profile.mvpd === mvpd.id);
  service.store.deleteProfile(owner, mvpd.id);
  for (const one of shared) service.store.deleteProfile(one.owner, mvpd.id);
  const found = own[0] ?? shared[0];
  if (isTempPass(mvpd) || isAuthNAll(service, owner.serviceProvider, mvpd))
    return { actionName: 'complete', actionType: 'none', mvpd: mvpd.id };
  if (!found) return { actionName: 'invalid', actionType: 'none', mvpd: mvpd.id };
  if (found.type === 'appleSSO')
    return { actionName: 'partner_logout', actionType: 'partner_interactive', mvpd: mvpd.id };
  if (!mvpd.hasLogoutEndpoint) return { actionName: 'complete', actionType: 'none', mvpd: mvpd.id };
  const query = new URLSearchParams({ requestor_id: owner.serviceProvider, mso_id: mvpd.id });
  if (redirectUrl !== undefined) query.set('redirect_url', redirectUrl);
  // Only the samples of single sign-on contain this parameter.
  const [identity] = sharedIdentities(c, service);
  if (identity)
    query.set('pt_device_id', createHash('sha256').update(identity.key).digest('hex').slice(0, 32));
  const url = `/adobe-services/logout?${query}`;
  return { actionName: 'logout', actionType: 'interactive', mvpd: mvpd.id, url };
}

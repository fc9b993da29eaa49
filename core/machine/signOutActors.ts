import { neverAborts } from '../globals.ts';
import type { Attempts } from '../pass/Attempts.ts';
import { policyFor } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import type { LogoutStep } from '../pass/PassService.ts';
import type { Context } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { addSignedOut, removeSignedOut } from './signedOutProfiles.ts';

/** The actor of the sign-out that the viewer requests. */
export function createSignOutActors({ settings, service, memory, ports }: Dependencies) {
  const { activateUrl } = settings.appSettings.pass;
  return { signOut };

  /**
   * Signs out on this device first: this stays valid if the request fails or the power is cut. The profile is
   * stored as signed out until the service has deleted it. Adobe: "Initiate logout for specific mvpd".
   * @returns true when the device's own settings also contain a sign-in
   * @throws PassError the request to the service failed
   */
  async function signOut(
    { viewer, formerViewer: spent }: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<boolean> {
    const leaving = viewer ?? spent;
    const wasHere = (await memory.get('provider'))?.here === true;
    if (leaving) await addSignedOut(memory, leaving);
    await memory.forget('profile', 'provider', 'positions');
    if (!leaving) return false;
    const steps = await tell(leaving.mvpd, signal, attempts);
    await removeSignedOut(memory, leaving.mvpd);
    if (wasHere) endLoginHere(steps);
    return steps.some(({ actionName }) => actionName === 'partner_logout');
  }

  async function tell(
    mvpd: string,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<LogoutStep[]> {
    try {
      // After a login on the phone no further step follows: the provider's session is in the phone's browser.
      return await service.logout(mvpd, activateUrl, signal, attempts);
    } catch (error) {
      // The service has no such profile any more: the sign-out is done.
      if (error instanceof PassError && policyFor(error).remedy === 'signIn') return [];
      throw error;
    }
  }

  /**
   * After a login in this device's browser, the provider's session is there. Does not wait for the result: the
   * viewer is signed out on this device in any case.
   */
  function endLoginHere(steps: readonly LogoutStep[]): void {
    for (const { actionName, url } of steps) {
      if (actionName !== 'logout' || url === undefined) continue;
      const opened = ports.openUrl?.(url, { returnUrl: activateUrl, signal: neverAborts() });
      opened?.catch(() => {});
    }
  }
}

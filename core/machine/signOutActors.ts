import { neverAborts } from '../globals.ts';
import type { Attempts } from '../pass/Attempts.ts';
import { policyFor } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import type { LogoutStep } from '../pass/PassService.ts';
import type { Context } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { addSignedOut, removeSignedOut } from './signedOutProfiles.ts';

/** The end of a sign-in, by the viewer's wish. */
export function createSignOutActors({ settings, service, memory, ports }: Dependencies) {
  const { activateUrl } = settings.appSettings.pass;
  return { signOut };

  /**
   * Signs out here first: that holds whatever comes of the rest, and over a power cut. The profile is
   * noted as left until the service has said that it is gone. Adobe: "Initiate logout for specific mvpd".
   * @returns true when the device's own settings hold a sign-in, too
   * @throws PassError the service could not be told
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
      // After a login on the phone nothing more follows: the provider's session lives in that browser.
      return await service.logout(mvpd, activateUrl, signal, attempts);
    } catch (error) {
      // No profile any more is what was wanted.
      if (error instanceof PassError && policyFor(error).remedy === 'signIn') return [];
      throw error;
    }
  }

  /**
   * A login in this device's browser left the provider's session there. Not waited for: the viewer is
   * signed out here whatever the provider does.
   */
  function endLoginHere(steps: readonly LogoutStep[]): void {
    for (const { actionName, url } of steps) {
      if (actionName !== 'logout' || url === undefined) continue;
      const opened = ports.openUrl?.(url, { returnUrl: activateUrl, signal: neverAborts() });
      opened?.catch(() => {});
    }
  }
}

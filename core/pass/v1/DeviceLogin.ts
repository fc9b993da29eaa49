import type { Memory } from '../../memory/Memory.ts';
import type { Clock } from '../../ports.ts';
import { Attempts } from '../Attempts.ts';
import { isCancelled, isMissingLogin } from '../errorPolicy.ts';
import { PassError } from '../errors.ts';
import type { Profile } from '../PassService.ts';
import { tokenProfile } from './mapping.ts';
import type { AuthnToken, UserMetadata } from './responses.ts';
import type { V1Client } from './V1Client.ts';

/** What tells one login from the next: a new one ends later. */
export type LoginKey = Pick<Profile, 'mvpd' | 'notAfter'>;

interface Parts {
  readonly client: V1Client;
  readonly memory: Memory;
  readonly clock: Clock;
  isTempPass(mvpd: string, signal: AbortSignal, attempts: Attempts): Promise<boolean>;
}

/** The one login that V1 keeps for a device, as profiles. */
export interface DeviceLogin {
  /** The login that is there now; [] without one. */
  current(signal: AbortSignal, attempts: Attempts): Promise<Profile[]>;
  /** The last login that this device knows of, to tell a new one from it. */
  lastKnown(): Promise<LoginKey | undefined>;
  /** A login made after `before`, and not by a TempPass; [] while there is none. */
  since(before: LoginKey | undefined, signal: AbortSignal): Promise<Profile[]>;
}

export function createDeviceLogin({ client, memory, clock, isTempPass }: Parts): DeviceLogin {
  let last: LoginKey | undefined;

  return {
    /** Adobe, "Startup Flow": checkauthn first. Where the login is remembered it answers everything. */
    async current(signal, attempts) {
      if (!(await client.checkAuthn(signal, attempts))) return [];
      const remembered = await memory.get('profile');
      if (remembered && remembered.notAfter > clock.now()) return [remembered];
      return orNone(async () =>
        profileOf(await token('always', signal, attempts), signal, attempts),
      );
    },

    async lastKnown() {
      return last ?? (await memory.get('profile'));
    },

    // V1 keeps a token by device, not by code: an earlier one that still lives is not the answer.
    since(before, signal) {
      const attempts = new Attempts();
      return orNone(async () => {
        const found = await token('never', signal, attempts);
        const isOld = found.mvpd === before?.mvpd && found.expires === before.notAfter;
        if (isOld || (await isTempPass(found.mvpd, signal, attempts))) return undefined;
        return profileOf(found, signal, attempts);
      });
    },
  };

  async function token(
    retryPolicy: 'never' | 'always',
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<AuthnToken> {
    const found = await client.authnToken(retryPolicy, signal, attempts);
    last = { mvpd: found.mvpd, notAfter: found.expires };
    return found;
  }

  async function profileOf(
    found: AuthnToken,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<Profile> {
    const temporary = await isTempPass(found.mvpd, signal, attempts);
    return tokenProfile(found, await metadataIfAny(signal, attempts), clock.now(), temporary);
  }

  /** Nice to have: a login is not refused because the provider's data could not be had. */
  async function metadataIfAny(
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<UserMetadata | null> {
    try {
      return await client.userMetadata(signal, attempts);
    } catch (error) {
      const ends = error instanceof PassError && (isCancelled(error) || isMissingLogin(error));
      if (ends) throw error;
      return null;
    }
  }
}

async function orNone(find: () => Promise<Profile | undefined>): Promise<Profile[]> {
  try {
    const profile = await find();
    return profile ? [profile] : [];
  } catch (error) {
    if (error instanceof PassError && isMissingLogin(error)) return [];
    throw error;
  }
}

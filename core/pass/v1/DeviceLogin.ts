import type { Memory } from '../../memory/Memory.ts';
import type { Clock } from '../../ports.ts';
import { Attempts } from '../Attempts.ts';
import { isCancelled, isMissingLogin } from '../errorPolicy.ts';
import { PassError } from '../errors.ts';
import type { Profile } from '../PassService.ts';
import { tokenProfile } from './mapping.ts';
import type { AuthnToken, UserMetadata } from './responses.ts';
import type { V1Client } from './V1Client.ts';

/** Identifies one login: a new login has a later end. */
export type LoginKey = Pick<Profile, 'mvpd' | 'notAfter'>;

interface Parts {
  readonly client: V1Client;
  readonly memory: Memory;
  readonly clock: Clock;
  isTempPass(mvpd: string, signal: AbortSignal, attempts: Attempts): Promise<boolean>;
}

/** The only login that V1 stores for a device, as profiles. */
export interface DeviceLogin {
  /** The current login; [] without one. */
  current(signal: AbortSignal, attempts: Attempts): Promise<Profile[]>;
  /** The last login known on this device, to recognise a new one. */
  lastKnown(): Promise<LoginKey | undefined>;
  /** A login made after `before`, and not by a TempPass; [] while there is none. */
  since(before: LoginKey | undefined, signal: AbortSignal): Promise<Profile[]>;
}

export function createDeviceLogin({ client, memory, clock, isTempPass }: Parts): DeviceLogin {
  let last: LoginKey | undefined;

  return {
    /** Adobe, "Startup Flow": checkauthn first. If the login is stored, no other request is needed. */
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

    // V1 stores a token by device, not by code: an earlier token that is still valid does not count.
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

  /** Optional: the login is valid also when the user metadata cannot be loaded. */
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

import type { Memory } from '../../memory/Memory.ts';
import type { Clock } from '../../ports.ts';
import { PassError } from '../errors.ts';
import type { Profile } from '../PassService.ts';
import { tokenProfile } from './mapping.ts';
import { type AuthnToken, isMissingLogin, type UserMetadata } from './responses.ts';
import type { V1Client } from './V1Client.ts';

/** What tells one login from the next: a new one ends later. */
export type LoginMark = Pick<Profile, 'mvpd' | 'notAfter'>;

interface Parts {
  readonly client: V1Client;
  readonly memory: Memory;
  readonly clock: Clock;
  isTempPass(mvpd: string, signal: AbortSignal): Promise<boolean>;
}

/** The one login that V1 keeps for a device, as profiles. */
export interface DeviceLogin {
  /** The login that is there now; [] without one. */
  current(signal: AbortSignal): Promise<Profile[]>;
  /** The last login that this device knows of, to tell a new one from it. */
  mark(): Promise<LoginMark | undefined>;
  /** A login made after `before`, and not by a TempPass; [] while there is none. */
  since(before: LoginMark | undefined, signal: AbortSignal): Promise<Profile[]>;
}

export function createDeviceLogin({ client, memory, clock, isTempPass }: Parts): DeviceLogin {
  let last: LoginMark | undefined;

  return {
    /** Adobe, "Startup Flow": checkauthn first. Where the login is remembered it answers everything. */
    async current(signal) {
      if (!(await client.checkAuthn(signal))) return [];
      const remembered = await memory.get('profile');
      if (remembered && remembered.notAfter > clock.now()) return [remembered];
      return orNone(async () => profileOf(await token('always', signal), signal));
    },

    async mark() {
      return last ?? (await memory.get('profile'));
    },

    // V1 keeps a token by device, not by code: an earlier one that still lives is not the answer.
    since(before, signal) {
      return orNone(async () => {
        const found = await token('never', signal);
        const isOld = found.mvpd === before?.mvpd && found.expires === before.notAfter;
        if (isOld || (await isTempPass(found.mvpd, signal))) return undefined;
        return profileOf(found, signal);
      });
    },
  };

  async function token(patience: 'never' | 'always', signal: AbortSignal): Promise<AuthnToken> {
    const found = await client.authnToken(patience, signal);
    last = { mvpd: found.mvpd, notAfter: found.expires };
    return found;
  }

  async function profileOf(found: AuthnToken, signal: AbortSignal): Promise<Profile> {
    const temporary = await isTempPass(found.mvpd, signal);
    return tokenProfile(found, await metadataIfAny(signal), clock.now(), temporary);
  }

  /** Nice to have: a login is not refused because the provider's data could not be had. */
  async function metadataIfAny(signal: AbortSignal): Promise<UserMetadata | null> {
    try {
      return await client.userMetadata(signal);
    } catch (error) {
      const ends =
        error instanceof PassError && (error.code === 'cancelled' || isMissingLogin(error));
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

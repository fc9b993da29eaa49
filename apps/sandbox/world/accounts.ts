import { createHash } from 'node:crypto';
import type { Mvpd } from './providers.ts';

/** Why an account may not play a resource, with the provider's message. */
export interface Denial {
  readonly code: 'not_in_package' | 'parental_controls';
  readonly details: (mvpd: Mvpd) => string;
}

/** A viewer of the demo world. Every provider has all accounts, so each can be used with any provider. */
export interface Account {
  readonly user: string;
  readonly password: string;
  /** One line for the login page: what is special about this account. */
  readonly what: string;
  readonly denied: Readonly<Record<string, Denial>>;
  /** Zip codes of the household; some providers send them, encrypted. */
  readonly zip: readonly string[];
  /** The provider lets this viewer sign in, but does not recognise the viewer in later requests. */
  readonly isForgotten?: true;
  readonly maxRating?: Readonly<Record<string, string>>;
}

/** The accounts of the demo providers, the same in every world. The password is on the login page. */
export const accounts: readonly Account[] = [
  { user: 'alex', password: 'sofa', what: 'has every channel', denied: {}, zip: ['94103'] },
  {
    user: 'casey',
    password: 'sofa',
    what: 'basic package, without the sport channels',
    zip: ['10001', '10002'],
    denied: {
      'NORTHSTAR-SPORT': {
        code: 'not_in_package',
        details: (mvpd) =>
          `Northstar Sport is not part of your ${mvpd.displayName} package. Add Sport Plus in your ${mvpd.displayName} account to watch it.`,
      },
    },
  },
  {
    user: 'kim',
    password: 'sofa',
    what: 'parental controls: no films',
    zip: ['60601'],
    denied: {
      'NORTHSTAR-MAIN': {
        code: 'parental_controls',
        details: (mvpd) =>
          `Parental controls on this ${mvpd.displayName} account do not allow this channel. The account's owner can change them.`,
      },
    },
    maxRating: { MPAA: 'G', VCHIP: 'TV-G' },
  },
  {
    user: 'robin',
    password: 'sofa',
    what: 'has left: can sign in, but is not recognised afterwards',
    zip: ['73301'],
    denied: {},
    isForgotten: true,
  },
];

export function findAccount(user: string): Account | undefined {
  const name = user.trim().toLowerCase();
  return accounts.find((account) => account.user === name);
}

/** A provider's identifier of this viewer: stable, and different from the login name. */
export function userIdAt(mvpd: Mvpd, account: Account): string {
  return createHash('sha256').update(`${mvpd.id}/${account.user}`).digest('hex').slice(0, 24);
}

import { createHash } from 'node:crypto';
import type { Mvpd } from './providers.ts';

/** Why an account does not get a resource, in the provider's own words. */
export interface Denial {
  readonly code: 'not_in_package' | 'parental_controls';
  readonly details: (mvpd: Mvpd) => string;
}

/** A viewer of the demo world. Every provider knows all of them, so any logo can be tried. */
export interface Account {
  readonly user: string;
  readonly password: string;
  /** One line for the login page: what this viewer is for. */
  readonly what: string;
  readonly denied: Readonly<Record<string, Denial>>;
  /** Zip codes of the household; told by some providers, encrypted. */
  readonly zip: readonly string[];
  /** The provider lets this viewer sign in and then knows nothing of them. */
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

/** The identifier by which a provider names this viewer: stable, and not the login name. */
export function userIdAt(mvpd: Mvpd, account: Account): string {
  return createHash('sha256').update(`${mvpd.id}/${account.user}`).digest('hex').slice(0, 24);
}

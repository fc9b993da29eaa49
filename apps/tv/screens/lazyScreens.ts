import { Account } from './Account.ts';
import { Authorizing } from './Authorizing.ts';
import { ConfirmProvider } from './ConfirmProvider.ts';
import { Exit } from './Exit.ts';
import { NotAvailable } from './NotAvailable.ts';
import { Player } from './Player.ts';
import { Problem } from './Problem.ts';
import { Profiles } from './Profiles.ts';
import { Providers } from './Providers.ts';
import { SignedOut } from './SignedOut.ts';
import { SignIn } from './SignIn.ts';
import { SigningOut } from './SigningOut.ts';
import { Support } from './Support.ts';
import { Title } from './Title.ts';

/** Every screen but Launch and Home: a separate script, which is fetched once Home is shown. */
export const lazyScreens = {
  title: Title,
  confirmProvider: ConfirmProvider,
  providers: Providers,
  signIn: SignIn,
  authorizing: Authorizing,
  player: Player,
  notAvailable: NotAvailable,
  profiles: Profiles,
  account: Account,
  support: Support,
  exit: Exit,
  signingOut: SigningOut,
  signedOut: SignedOut,
  problem: Problem,
};

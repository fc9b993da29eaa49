import { Account } from './Account.ts';
import { Authorizing } from './Authorizing.ts';
import { ConfirmProvider } from './ConfirmProvider.ts';
import { Exit } from './Exit.ts';
import { NotAvailable } from './NotAvailable.ts';
import { Player } from './Player.ts';
import { Problem } from './Problem.ts';
import { Profiles } from './Profiles.ts';
import { Providers } from './Providers.ts';
import { Search } from './Search.ts';
import { SignedOut } from './SignedOut.ts';
import { SignIn } from './SignIn.ts';
import { SigningOut } from './SigningOut.ts';
import { Support } from './Support.ts';
import { TakenOver } from './TakenOver.ts';
import { Title } from './Title.ts';
import { TooManyStreams } from './TooManyStreams.ts';
// The English texts of these screens.
import '../texts/index.ts';

/** Every screen but Launch and Home: a separate script, which is fetched once Home is shown. */
export const lazyScreens = {
  title: Title,
  search: Search,
  confirmProvider: ConfirmProvider,
  providers: Providers,
  signIn: SignIn,
  authorizing: Authorizing,
  tooManyStreams: TooManyStreams,
  player: Player,
  takenOver: TakenOver,
  notAvailable: NotAvailable,
  profiles: Profiles,
  account: Account,
  support: Support,
  exit: Exit,
  signingOut: SigningOut,
  signedOut: SignedOut,
  problem: Problem,
};

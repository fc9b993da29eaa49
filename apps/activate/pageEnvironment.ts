import type { Clock, SecondScreenService } from '@couchpass/core';
import type { GuessLimit } from './guessLimit.ts';
import type { RoundTripStore } from './loginRoundTrip.ts';
import type { Page } from './page.ts';
import type { Persistence } from './persistence.ts';
import type { Places } from './places.ts';
import type { Texts } from './texts/index.ts';

/** What a visit needs from the browser, the service and the network's settings. */
export interface PageEnvironment {
  readonly service: SecondScreenService;
  readonly clock: Clock;
  readonly page: Page;
  readonly texts: Texts;
  readonly brand: string;
  readonly domainName: string;
  /** This page's own address: the only address to which a provider sends the browser back. */
  readonly home: string;
  readonly trips: RoundTripStore;
  readonly guesses: GuessLimit;
  /** Absent where there is no history: steps add no entries then. */
  readonly places?: Places;
  /** Absent where nothing is stored after the page is closed. */
  readonly kept?: Persistence;
  /** Opens the provider's page in this window. */
  open(url: string): void;
}

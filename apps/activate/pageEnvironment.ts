import type { Clock, SecondScreenService } from '@couchpass/core';
import type { GuessLimit } from './guessLimit.ts';
import type { RoundTripStore } from './loginRoundTrip.ts';
import type { Page } from './page.ts';
import type { Persistence } from './persistence.ts';
import type { Places } from './places.ts';
import type { Texts } from './texts/index.ts';

/** What a visit needs of the browser, of the service and of the network's settings. */
export interface PageEnvironment {
  readonly service: SecondScreenService;
  readonly clock: Clock;
  readonly page: Page;
  readonly texts: Texts;
  readonly brand: string;
  readonly domainName: string;
  /** This page's own address: the only one that a provider is ever told to send the browser to. */
  readonly home: string;
  readonly trips: RoundTripStore;
  readonly guesses: GuessLimit;
  /** Absent where there is no history: steps leave no entries then. */
  readonly places?: Places;
  /** Absent where nothing outlives the page. */
  readonly kept?: Persistence;
  /** Leaves for the provider's page, in this window. */
  open(url: string): void;
}

import type { ProblemKey, SettingsFault } from '@couchpass/core';
import type { CallReport } from './calls/report.ts';
import type { CheckReport } from './checks/report.ts';
import type { StreamsReport } from './streams/report.ts';
import type { ExchangeReport, StateReport } from './trace/report.ts';

/**
 * All outputs of the command line, as data. `--json` prints them as they are, one a line; otherwise
 * `text.ts` makes text of them. Times are ISO 8601. They contain no token, user id or device id.
 */
export type Report =
  | CallReport
  | CheckReport
  | ExchangeReport
  | StateReport
  | StreamsReport
  | {
      readonly event: 'code';
      readonly code: string;
      /** The address to type. */
      readonly address: string;
      /** Opens the page with the code filled in. */
      readonly url: string;
      /** s */
      readonly expiresIn: number;
    }
  | (SignedIn & {
      readonly event: 'signedIn';
      /** Was already signed in: nothing was done. */
      readonly already: boolean;
      /** False when the sign-in is lost at the end of this program. */
      readonly remembered: boolean;
    })
  | (SignedIn & { readonly event: 'status'; readonly signedIn: true })
  | { readonly event: 'status'; readonly signedIn: false }
  | {
      readonly event: 'decision';
      readonly resource: string;
      readonly mvpd: string;
      readonly authorized: boolean;
      /** Source of the decision: `mvpd`, `degradation`, `temppass`, `dummy`, … */
      readonly source: string;
      readonly code?: string;
      /** The provider's own words. */
      readonly details?: string;
      readonly trace?: string;
    }
  | {
      readonly event: 'stream';
      readonly item: string;
      readonly title: string;
      readonly resource: string | null;
      readonly url: string;
      readonly type: string;
    }
  | {
      readonly event: 'signedOut';
      readonly provider: string;
      /** False: signed out here, but the service could not be reached. */
      readonly told: boolean;
      /** The viewer has to sign out in the settings of the device, too. */
      readonly inSettings?: true;
    }
  | { readonly event: 'notSignedIn' }
  | { readonly event: 'expired' }
  | { readonly event: 'cancelled' }
  | {
      readonly event: 'problem';
      readonly problem: ProblemKey;
      readonly code: string;
      readonly trace?: string;
      readonly details?: string;
    }
  | { readonly event: 'usage'; readonly message: string }
  | { readonly event: 'settings'; readonly faults: readonly SettingsFault[] }
  | {
      /** The store cannot be read; no request was sent. */
      readonly event: 'store';
      readonly path: string;
      readonly wrong: string;
      readonly advice: string;
    }
  /** Nothing could be stored: the data is lost at the end of this program. */
  | { readonly event: 'notKept' }
  | { readonly event: 'defect' };

export interface SignedIn {
  readonly mvpd: string;
  readonly provider: string;
  readonly since: string;
  readonly until: string;
}

export type Say = (report: Report) => void;

import type { Provider } from '../pass/PassService.ts';

/** Who is signed in; provider name and logo are the service's own, remembered. */
export interface Viewer {
  readonly mvpd: string;
  readonly providerName: string;
  readonly providerLogo?: string;
  /** `providerName` was made of the id, and is asked for in the background. */
  readonly nameIsGuess?: true;
  /** ms since the epoch by the service's clock. */
  readonly since: number;
  readonly until: number;
  /** The strictest rating that this viewer may watch, in the provider's words. */
  readonly maxRating?: string;
}

/** A provider by id and by what a viewer sees of it. */
export interface ChosenProvider extends Pick<Provider, 'id' | 'displayName' | 'logoUrl'> {
  /** `displayName` was made of the id: profiles have neither name nor logo, and nobody has told them yet. */
  readonly nameIsGuess?: true;
}

/** Whether a resource will probably play, in the provider's own words if it has any. */
export interface PreauthorizationDecision {
  /** null when the service could not say. */
  readonly included: boolean | null;
  readonly details?: string;
}

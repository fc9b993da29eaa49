import type { Provider } from '../pass/PassService.ts';

/** The signed-in viewer; provider name and logo come from the service and are stored. */
export interface Viewer {
  readonly mvpd: string;
  readonly providerName: string;
  readonly providerLogo?: string;
  /** `providerName` was made from the id; the real name is loaded in the background. */
  readonly nameIsGuess?: true;
  /** ms since the epoch by the service's clock. */
  readonly since: number;
  readonly until: number;
  /** The strictest rating that this viewer may watch, as the provider writes it. */
  readonly maxRating?: string;
}

/** A provider: its id and what the viewer sees. */
export interface ChosenProvider extends Pick<Provider, 'id' | 'displayName' | 'logoUrl'> {
  /** `displayName` was made from the id: profiles have no name and no logo, and the list is not loaded yet. */
  readonly nameIsGuess?: true;
}

/** Whether a resource will probably play, with the provider's own text if there is one. */
export interface PreauthorizationDecision {
  /** null when the service could not decide. */
  readonly included: boolean | null;
  readonly details?: string;
}

import { fromPromise } from 'xstate';
import type { Catalogue, Stream } from '../catalogue/types.ts';
import type { Profile, Provider } from '../pass/PassService.ts';
import type { CodeOnScreen, Context } from './context.ts';
import type { Positions } from './positions.ts';
import type { ChosenProvider, PreauthorizationDecision, Viewer } from './viewer.types.ts';

/**
 * The actors that the machine invokes, by name and type. The machine itself has no service: `implementation.ts`
 * supplies the actors. Each resolves with data or rejects with a PassError; none of them changes the screen.
 */
export interface SessionOutcome extends FoundProfiles {
  /** Present when a code has to be shown; null when the service answered `authorize`. */
  readonly code: CodeOnScreen | null;
}

/** The sign-ins that the service reports; nobody is signed in when both are empty. */
export interface FoundProfiles {
  readonly viewer: Viewer | null;
  /** Not empty when there are several profiles and the viewer has to choose one. */
  readonly profiles: readonly Profile[];
}

export interface RestoredState {
  readonly viewer: Viewer | null;
  readonly remembered: ChosenProvider | null;
  readonly positions: Positions;
}

export interface OpenedStream {
  readonly stream: Stream;
  /** When the free preview ends, ms on the monotonic clock; null without a free preview. */
  readonly previewEndsAt: number | null;
}

export const actors = {
  /** What the last launch stored; never rejects. */
  restore: missing<RestoredState>('restore'),
  /**
   * The viewer that the service reports: the profile of the remembered MVPD if there is one, otherwise all
   * profiles: another app on the device may have changed the provider.
   */
  checkProfile: missing<FoundProfiles>('checkProfile'),
  /** The same in the background; it chooses among several profiles without the viewer. */
  confirmProfile: missing<FoundProfiles>('confirmProfile'),
  /** Whether a code that has ended was used before it ended. */
  findProfile: missing<FoundProfiles>('findProfile'),
  loadCatalogue: missing<Catalogue>('loadCatalogue'),
  createSession: missing<SessionOutcome>('createSession'),
  /** The providers to choose from. */
  loadProviders: missing<Provider[]>('loadProviders'),
  /** Names and logos, while the provider is chosen on the second screen; no request when they are known. */
  loadProviderNames: missing<Provider[]>('loadProviderNames'),
  /** One poll: no profile means "not yet". */
  pollProfile: missing<FoundProfiles>('pollProfile'),
  /** Opens the provider's login in this device's browser; true when the browser reached the return address. */
  openBrowser: missing<boolean>('openBrowser'),
  /** Requests a new decision and exchanges its media token for the stream at the playback endpoint. */
  openStream: missing<OpenedStream>('openStream'),
  /** Preauthorization decisions for the resources that have none yet. */
  preauthorize: missing<Readonly<Record<string, PreauthorizationDecision>>>('preauthorize'),
  /**
   * Signs out on this device, then at the service. True when the viewer must also sign out in the device's own
   * settings; rejects when the request to the service failed.
   */
  signOut: missing<boolean>('signOut'),
};

function missing<Output>(name: string) {
  return fromPromise<Output, Context>(() => {
    throw new Error(`the actor ${name} was not provided`);
  });
}

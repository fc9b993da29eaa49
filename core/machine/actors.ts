import { fromPromise } from 'xstate';
import type { Catalogue, Stream } from '../catalogue/types.ts';
import type { Profile, Provider } from '../pass/PassService.ts';
import type { CodeOnScreen, Context } from './context.ts';
import type { Positions } from './positions.ts';
import type { ChosenProvider, PreauthorizationDecision, Viewer } from './viewer.types.ts';

/**
 * What the machine invokes, by name and type. The machine itself has no service: `implementation.ts`
 * supplies these. Each resolves with data or rejects with a PassError; none of them navigates.
 */
export interface SessionOutcome extends FoundProfiles {
  /** Present when a code has to be shown; without one the service said `authorize`. */
  readonly code: CodeOnScreen | null;
}

/** Who is signed in by the service's word; nobody when both are empty. */
export interface FoundProfiles {
  readonly viewer: Viewer | null;
  /** Several, and the viewer has to choose. */
  readonly profiles: readonly Profile[];
}

export interface RestoredState {
  readonly viewer: Viewer | null;
  readonly remembered: ChosenProvider | null;
  readonly positions: Positions;
}

export interface OpenedStream {
  readonly stream: Stream;
  /** ms on the monotonic clock, when a free preview ends; null for everything else. */
  readonly previewEndsAt: number | null;
}

export const actors = {
  /** What the last launch left; never rejects. */
  restore: missing<RestoredState>('restore'),
  /**
   * The viewer by the service's word: asked for the remembered MVPD when there is one, and for all when
   * that has none: another app of the device may have changed the provider.
   */
  checkProfile: missing<FoundProfiles>('checkProfile'),
  /** The same in the background: of several it takes one by itself. */
  confirmProfile: missing<FoundProfiles>('confirmProfile'),
  /** Whether a code that has ended was used before. */
  findProfile: missing<FoundProfiles>('findProfile'),
  loadCatalogue: missing<Catalogue>('loadCatalogue'),
  createSession: missing<SessionOutcome>('createSession'),
  /** The list to choose from. */
  loadProviders: missing<Provider[]>('loadProviders'),
  /** Names and logos, while the second screen chooses; at no cost when they are known. */
  loadProviderNames: missing<Provider[]>('loadProviderNames'),
  /** One poll: nobody means "not yet". */
  pollProfile: missing<FoundProfiles>('pollProfile'),
  /** The provider's login in this device's browser: true when that came to the address of return. */
  openBrowser: missing<boolean>('openBrowser'),
  /** A fresh decision, its media token spent at the playback endpoint: the stream, or a PassError. */
  openStream: missing<OpenedStream>('openStream'),
  /** What can probably be watched, for the resources that are not known yet. */
  preauthorize: missing<Readonly<Record<string, PreauthorizationDecision>>>('preauthorize'),
  /**
   * Signs out here, then tells the service. True when the viewer must also sign out in the device's own
   * settings; rejects when the service could not be told.
   */
  signOut: missing<boolean>('signOut'),
};

function missing<Output>(name: string) {
  return fromPromise<Output, Context>(() => {
    throw new Error(`the actor ${name} was not provided`);
  });
}

import { fromPromise } from 'xstate';
import type { Catalogue, Stream } from '../catalogue/types.ts';
import type { Provider } from '../pass/PassService.ts';
import type { CodeOnScreen, Context } from './context.ts';
import type { Viewer } from './view.types.ts';

/**
 * What the machine invokes, by name and type. The machine itself has no service: `implementation.ts`
 * supplies these. Each resolves with data or rejects with a PassError; none of them navigates.
 */
export interface SessionOutcome {
  /** Present when a code has to be shown. */
  readonly code: CodeOnScreen | null;
  /** Present when the service said `authorize`: entitled already, no code needed. */
  readonly viewer: Viewer | null;
}

export const actors = {
  /** The viewer that was signed in at the last launch; never rejects. */
  recall: missing<Viewer | null>('recall'),
  /** The viewer by the service's word: one request, for the remembered MVPD when there is one. */
  checkProfile: missing<Viewer | null>('checkProfile'),
  loadCatalogue: missing<Catalogue>('loadCatalogue'),
  createSession: missing<SessionOutcome>('createSession'),
  learnProviders: missing<Provider[]>('learnProviders'),
  /** One poll: null means "not yet". */
  askForProfile: missing<Viewer | null>('askForProfile'),
  /** A fresh decision, its media token spent at the playback endpoint: the stream, or a PassError. */
  openStream: missing<Stream>('openStream'),
  signOut: missing<void>('signOut'),
};

function missing<Output>(name: string) {
  return fromPromise<Output, Context>(() => {
    throw new Error(`the actor ${name} was not provided`);
  });
}

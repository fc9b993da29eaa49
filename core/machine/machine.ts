import { emptyContext } from './context.ts';
import { definition } from './definition.ts';
import { authorization } from './states/authorization.ts';
import { logout } from './states/logout.ts';
import { polling } from './states/polling.ts';
import { registration } from './states/registration.ts';
import { startup } from './states/startup.ts';
import { viewMedia } from './states/viewMedia.ts';

/**
 * The statechart that drives every shell. Top-level states carry the names of Adobe's flows. Guards,
 * actions, actors and delays by name only, so that diagrams and other runtimes can read it.
 *
 * Rules: every state has a way out by BACK, every wait has a limit, what was picked before signing in
 * is resumed after it, nothing signs the viewer out but the viewer.
 */
export const machine = definition.createMachine({
  id: 'couchpass',
  context: emptyContext,
  initial: 'startup',
  states: { startup, viewMedia, registration, polling, authorization, logout },
});

import { emptyContext } from './context.ts';
import { definition } from './definition.ts';
import { authorization } from './states/authorization.ts';
import { logout } from './states/logout.ts';
import { polling } from './states/polling.ts';
import { registration } from './states/registration.ts';
import { startup } from './states/startup.ts';
import { viewMedia } from './states/viewMedia.ts';

/**
 * The statechart of every shell. Its top-level states have the names of Adobe's flows. It refers to guards,
 * actions, actors and delays only by name, so that diagrams and other runtimes can read it.
 *
 * Rules: BACK leaves every state, every wait has a limit, an item that was picked before the sign-in is opened
 * after it, and only the viewer can sign the viewer out.
 */
export const machine = definition.createMachine({
  id: 'couchpass',
  context: emptyContext,
  initial: 'startup',
  states: { startup, viewMedia, registration, polling, authorization, logout },
});

import { definition, wholeContext } from '../definition.ts';

const forgotten = ['dropViewer', 'dropRemembered', 'dropPositions'] as const;

/** Memory cleared, the service told, its instruction followed. It ends here whatever the service says. */
export const logout = definition.createStateConfig({
  id: 'logout',
  initial: 'requesting',
  states: {
    requesting: {
      invoke: {
        src: 'signOut',
        input: wholeContext,
        onDone: [
          { guard: 'partnerLogoutRequired', actions: forgotten, target: 'partnerLogoutRequired' },
          { actions: forgotten, target: '#viewMedia' },
        ],
        onError: { actions: ['keepError', ...forgotten], target: 'failed' },
      },
      on: { BACK: { actions: forgotten, target: '#viewMedia' } },
    },
    partnerLogoutRequired: { on: { BACK: '#viewMedia', BROWSE: '#viewMedia' } },
    // Signed out here all the same. What the service still has is not used any more.
    failed: {
      exit: 'dropError',
      on: { RETRY: 'requesting', BACK: '#viewMedia', BROWSE: '#viewMedia' },
    },
  },
});
